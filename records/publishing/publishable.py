"""Of entries that may cite each other, those that pass the policy together. Nothing is written."""

from collections.abc import Iterable, Sequence

from records.published import Action, Published
from records.publishing.desk import Entry, in_order
from records.publishing.together import Reasons, Together


def publishable(entries: Iterable[Entry], *, by: str) -> tuple[Together, Reasons]:
    """Lock the entries and split them into those that pass the policy and, by name, the reasons of the others.

    Entries that cite each other pass together; when one falls, what cites it falls with it, unless the register has it:
    then its words are shown. What was withdrawn or redacted comes back only when someone publishes it by name.
    """
    wanted = in_order(entries)
    held_back = _removed(wanted)
    together = Together([entry for entry in wanted if "/".join(entry) not in held_back], by=by)
    while fallen := together.reasons:
        held_back |= fallen
        together.leave_out([_entry(name) for name in fallen])
    return together, held_back


def _entry(name: str) -> Entry:
    kind, _, slug = name.partition("/")
    return kind, slug


def _removed(entries: Sequence[Entry]) -> Reasons:
    """Those whose newest row in the register is a tombstone."""
    rows = Published.objects.filter(superseded_at=None, action__in=GONE).values_list("kind", "slug", "action")
    removed = {(kind, slug): [GONE[Action(action)]] for kind, slug, action in rows}
    return {"/".join(entry): removed[entry] for entry in entries if entry in removed}


GONE = {
    Action.WITHDRAW: "It was withdrawn: publish it by name if it is to come back.",
    Action.REDACT: "It was redacted: make sure that what was removed is gone from the desk, then publish it by name.",
}
