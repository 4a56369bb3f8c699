"""Versions: from candidates that may be published to rows of the register, a batch at a time."""

from collections.abc import Mapping, Sequence

import orjson
from django.db import connection

from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.publishable import address_of
from records.kinds.base.vocabulary import State
from records.published import LIVE, Action, Published
from records.publishing.batches import in_batches
from records.publishing.document import Candidate, kind_of, says_the_same, stamped
from records.publishing.index import index_of, names_of
from records.publishing.log import Log, sort_look_ups
from records.publishing.newest import Newest, newest_rows
from records.publishing.reindex import reindex_citing
from records.statements import one_trip

PART = 5


def write_versions(log: Log, together: Sequence[Candidate]) -> list[Published]:
    """Write the next version of each candidate that says something new; return the rows."""
    names, last = _names(together), log.sequence
    written: list[Published] = []
    renamed: list[Published] = []
    for batch in in_batches(together):
        with one_trip():
            log.ask_standing(kind_of(each.item) for each in batch)
            previous = _newest(batch)
        with one_trip():  # the server writes rows while the next are made
            for part in in_batches(batch, size=PART):
                rows = [
                    row for each in part if (row := _next_version(log, each, previous.get(each.name), names))
                ]
                renamed += [
                    row for row in rows if _is_renamed(row, previous.get(f"{row.kind}/{row.slug}"), names)
                ]
                log.write(rows)
                written += rows
            sort_look_ups()
    _mark_published(together)
    reindex_citing(renamed, up_to=last)  # the rows written here know the names
    return written


def _names(together: Sequence[Candidate]) -> dict[str, str]:
    """Every name of what is cited: as it is published here, or else as the register has it. Records have none."""
    shown = {id(each.published): each.published for each in together}.values()  # candidates share them
    elsewhere = {path: names_of(document) for published in shown for path, document in published.items()}
    named = (candidate for candidate in together if not isinstance(candidate.item, Record))
    return elsewhere | {candidate.path: names_of(candidate.document) for candidate in named}


def _is_renamed(row: Published, previous: Newest | None, names: Mapping[str, str]) -> bool:
    """Whether what cites an entry can now be found by other words."""
    path = address_of(row.kind, row.slug)
    if row.action != Action.REVISE or previous is None or path not in names:
        return False
    return names_of(orjson.loads(str(previous.document))) != names[path]


def _newest(batch: Sequence[Candidate]) -> dict[str, Newest]:
    """The newest row of each entry, tombstones included."""
    asked = [(kind_of(each.item), str(each.item.pk)) for each in batch]
    return {f"{row.kind}/{row.slug}": row for row in newest_rows(asked)}


def _next_version(
    log: Log, candidate: Candidate, previous: Newest | None, names: Mapping[str, str]
) -> Published | None:
    document = candidate.document
    live = previous if previous and previous.action in LIVE else None
    if live and says_the_same(document, live.document):
        return None
    version = previous.version + 1 if previous else 1
    published_at = log.next_moment()
    return log.next_row(
        kind=kind_of(candidate.item),
        slug=str(candidate.item.pk),
        version=version,
        action=Action.REVISE if live else Action.PUBLISH,
        published_at=published_at,
        document=stamped(document, version=version, published_at=published_at),
        index=index_of(document, other_names=names).as_columns(),
    )


def _mark_published(together: Sequence[Candidate]) -> None:
    """The state alone, where it is another: publishing is not an edit, so the last author stays."""
    for kind, ids in _ids_by_kind([each for each in together if each.item.state != State.PUBLISHED]).items():
        table = (Record if KINDS[kind].is_record else KINDS[kind].model)._meta.db_table
        with connection.cursor() as cursor:  # Django's: the history hears from it who publishes
            cursor.execute(f"UPDATE {table} SET state = %s WHERE id = ANY(%s)", [State.PUBLISHED, ids])  # noqa: S608


def _ids_by_kind(together: Sequence[Candidate]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for candidate in together:
        ids.setdefault(kind_of(candidate.item), []).append(str(candidate.item.pk))
    return ids
