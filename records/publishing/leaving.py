"""Leaving the register's present: what withdrawing and merging have in common."""

from collections.abc import Collection

from records.kinds import KINDS
from records.kinds.base.vocabulary import State
from records.published import Action, Published
from records.publishing.citing import current_citing
from records.publishing.log import Log

Entry = tuple[str, str]  # kind, id
NAMED = 5  # entries that a sentence names


def current_row(entry: Entry) -> Published | None:
    """What the register says of an entry now."""
    return Published.objects.current().entry(*entry).first()


def citing_that_stay(entry: Entry, *, leaving: Collection[Entry]) -> str:
    """The entries that cite this one and do not leave with it, for a sentence; empty when there are none."""
    names = ["/".join(citing) for citing in current_citing(entry) if citing not in leaving]
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def leave(log: Log, row: Published, *, reason_class: str, replaced_by: str = "") -> Published:
    """Write the tombstone of a current row."""
    KINDS[row.kind].model._default_manager.filter(pk=row.slug).update(state=State.WITHDRAWN)
    return log.append(
        kind=row.kind,
        slug=row.slug,
        version=row.version + 1,
        action=Action.WITHDRAW,
        published_at=log.next_moment(),
        document=None,
        reason_class=reason_class,
        replaced_by=replaced_by,
    )
