"""Of many entries, those that may be published together; for a load, where one entry must not hold up the others."""

from records.kinds.base import Publishable
from records.publishing.document import candidates
from records.publishing.policy import reasons_by_entry


def publishable(items: list[Publishable], *, by: str) -> tuple[list[Publishable], dict[str, list[str]]]:
    """Split into those that pass the policy and, by name, the reasons of those that do not.

    Entries that cite each other pass together; when one falls, what cites it falls with it.
    """
    held_back: dict[str, list[str]] = {}
    passing = candidates(items)
    while True:
        fallen = {name: reasons for name, reasons in reasons_by_entry(passing, by=by).items() if reasons}
        if not fallen:
            return [candidate.item for candidate in passing], held_back
        held_back |= fallen
        passing = [candidate for candidate in passing if candidate.name not in fallen]
