"""Of many entries, those that may be published together; for a load, where one entry must not hold up the others."""

from collections.abc import Iterable, Sequence

from records.kinds.base import Publishable
from records.published import Action, Published
from records.publishing.desk import reread_and_lock
from records.publishing.document import Candidate, candidates, entry_name, in_words_of_the_register
from records.publishing.policy import reasons_by_entry

HeldBack = dict[str, list[str]]


def publishable(items: Iterable[Publishable], *, by: str) -> tuple[list[Candidate], HeldBack]:
    """Lock the entries and split them into those that pass the policy and, by name, the reasons of the others.

    Entries that cite each other pass together; when one falls, what cites it falls with it, unless the register has it:
    then its words are shown. What was withdrawn or redacted comes back only when someone publishes it by name.
    """
    held_back = _removed(wanted := list(items))
    passing = candidates(reread_and_lock(item for item in wanted if entry_name(item) not in held_back))
    own = {candidate.path for candidate in passing}
    checked = passing
    while fallen := {name: why for name, why in reasons_by_entry(checked, by=by, own=own).items() if why}:
        held_back |= fallen
        gone = {candidate.path for candidate in checked if candidate.name in fallen}
        own -= gone
        affected = [each for each in passing if each.path in own and not gone.isdisjoint(each.cites)]
        checked = in_words_of_the_register(affected, own=own)
        anew = {candidate.path: candidate for candidate in checked}
        passing = [anew.get(candidate.path, candidate) for candidate in passing if candidate.path in own]
    return passing, held_back


def _removed(items: Sequence[Publishable]) -> HeldBack:
    """Those whose newest row in the register is a tombstone."""
    names = {entry_name(item) for item in items}
    rows = Published.objects.filter(superseded_at=None, action__in=GONE).values_list("kind", "slug", "action")
    said = {f"{kind}/{slug}": [GONE[Action(action)]] for kind, slug, action in rows}
    return {name: why for name, why in said.items() if name in names}


GONE = {
    Action.WITHDRAW: "It was withdrawn: publish it by name if it is to come back.",
    Action.REDACT: "It was redacted: make sure that what was removed is gone from the desk, then publish it by name.",
}
