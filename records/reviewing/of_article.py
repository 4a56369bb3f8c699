"""All that one article says: its source, the records that rest on it, and what these cite that readers cannot see yet.

An article is entered, submitted and reviewed as one; this finds what belongs to it, and what of that can take the next step.
"""

from collections.abc import Iterable

from records.kinds import KINDS
from records.kinds.base import Publishable, Record
from records.kinds.base.publishable import entries_at
from records.kinds.base.vocabulary import State
from records.kinds.source import Source
from records.publishing.desk import reread
from records.publishing.document import candidates
from records.reviewing.states import reasons_not_to_submit


def to_submit(source: Source) -> list[Publishable]:
    """What of the article nobody has submitted yet, or has changed since it was published."""
    return [item for item in entries_of(source) if not reasons_not_to_submit(item)]


def to_publish(source: Source) -> list[Publishable]:
    """What of the article is in review."""
    return [item for item in entries_of(source) if item.state == State.IN_REVIEW]


def entries_of(source: Source) -> list[Publishable]:
    """The source, the records that rest on it, and all that they cite, directly or not, that was never published."""
    found: dict[str, Publishable] = {}
    wanted: list[Publishable] = [source, *Record.objects.filter(evidence__source=source).distinct()]
    while wanted:
        together = candidates(reread(wanted))
        found |= {each.path: each.item for each in together}
        public = {path for each in together for path in each.published}
        cited = {path for each in together for path in each.cites}
        wanted = _at(cited - public - found.keys())
    return list(found.values())


def _at(paths: Iterable[str]) -> list[Publishable]:
    return [
        item
        for kind, slugs in entries_at(paths).items()
        for item in KINDS[kind].model._default_manager.filter(pk__in=slugs)
    ]
