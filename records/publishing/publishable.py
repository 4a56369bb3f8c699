"""Of many entries, those that may be published together; for a load, where one entry must not hold up the others."""

from records.kinds.base import Publishable
from records.published import Action, Published
from records.publishing.document import candidates, entry_name
from records.publishing.policy import reasons_by_entry


def publishable(items: list[Publishable], *, by: str) -> tuple[list[Publishable], dict[str, list[str]]]:
    """Split into those that pass the policy and, by name, the reasons of those that do not.

    Entries that cite each other pass together; when one falls, what cites it falls with it. What was withdrawn or
    redacted comes back only when someone publishes it by name.
    """
    held_back = _removed(items)
    passing = candidates(item for item in items if entry_name(item) not in held_back)
    while True:
        fallen = {name: reasons for name, reasons in reasons_by_entry(passing, by=by).items() if reasons}
        if not fallen:
            return [candidate.item for candidate in passing], held_back
        held_back |= fallen
        passing = [candidate for candidate in passing if candidate.name not in fallen]


def _removed(items: list[Publishable]) -> dict[str, list[str]]:
    """Those whose newest row in the register is a tombstone."""
    names = {entry_name(item) for item in items}
    rows = Published.objects.filter(superseded_at=None, action__in=GONE).values_list("kind", "slug", "action")
    said = {f"{kind}/{slug}": [GONE[Action(action)]] for kind, slug, action in rows}
    return {name: why for name, why in said.items() if name in names}


GONE = {
    Action.WITHDRAW: "It was withdrawn: publish it by name if it is to come back.",
    Action.REDACT: "It was redacted: make sure that what was removed is gone from the desk, then publish it by name.",
}
