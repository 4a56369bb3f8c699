"""Publish: turn desk entries into immutable versions of the register, all of them or none."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from records.kinds import KINDS
from records.kinds.base import Publishable
from records.kinds.base.vocabulary import State
from records.published import LIVE, Action, Published
from records.publishing.desk import reread
from records.publishing.document import Candidate, candidates, kind_of, says_the_same, stamped
from records.publishing.errors import Refused
from records.publishing.index import index_of, names_for
from records.publishing.log import Log, open_log
from records.publishing.policy import reasons_by_entry
from records.publishing.reindex import reindex_citing


@transaction.atomic
def publish(*, items: Iterable[Publishable], by: str) -> list[Published]:
    """Publish every entry that says something new; return the rows written, in sequence.

    An entry whose document is unchanged gets no new version. Raises `Refused`, with the reasons of every entry, when any
    of them may not be published; then nothing is written. Entries may cite each other within one call.
    """
    log = open_log()
    together = candidates(reread(items, lock=True))
    _refuse_unless_publishable(together, by=by)
    names = names_for(candidate.document for candidate in together)
    previous = _last_rows(together)
    written = [row for each in together if (row := _publish_one(log, each, previous.get(each.name), names))]
    _mark_published(together)
    reindex_citing([row for row in written if row.action == Action.REVISE])
    return written


def _refuse_unless_publishable(together: Sequence[Candidate], *, by: str) -> None:
    reasons = {entry: why for entry, why in reasons_by_entry(together, by=by).items() if why}
    if reasons:
        raise Refused(reasons)


def _last_rows(together: Sequence[Candidate]) -> dict[str, Published]:
    """The newest row of each entry, tombstones included: it is the one that nothing has superseded."""
    found: dict[str, Published] = {}
    for kind, ids in _ids_by_kind(together).items():
        rows = Published.objects.filter(kind=kind, slug__in=ids, superseded_at=None).defer("search", "terms")
        found |= {f"{kind}/{row.slug}": row for row in rows}
    return found


def _publish_one(
    log: Log, candidate: Candidate, previous: Published | None, names: Mapping[str, str]
) -> Published | None:
    live = previous if previous and previous.action in LIVE else None
    if live and says_the_same(candidate.document, live.document):
        return None
    version = previous.version + 1 if previous else 1
    published_at = log.next_moment()
    return log.append(
        kind=kind_of(candidate.item),
        slug=str(candidate.item.pk),
        version=version,
        action=Action.REVISE if live else Action.PUBLISH,
        published_at=published_at,
        document=stamped(candidate.document, version=version, published_at=published_at),
        index=index_of(candidate.document, other_names=names).as_columns(),
        supersedes=previous is not None,
    )


def _mark_published(together: Sequence[Candidate]) -> None:
    """The state alone: publishing is not an edit, so the last author stays."""
    for kind, ids in _ids_by_kind(together).items():
        KINDS[kind].model._default_manager.filter(pk__in=ids).update(state=State.PUBLISHED)


def _ids_by_kind(together: Sequence[Candidate]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for candidate in together:
        ids.setdefault(kind_of(candidate.item), []).append(str(candidate.item.pk))
    return ids
