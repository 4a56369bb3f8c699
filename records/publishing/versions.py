"""Versions: from drafts that may be published to rows of the register, a batch at a time."""

from collections.abc import Iterator, Mapping, Sequence

import orjson
from django.db import connection

from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.publishable import address_of
from records.kinds.base.vocabulary import State
from records.published import LIVE, Action, Published
from records.publishing.batches import batches_of, in_batches
from records.publishing.desk import Entry
from records.publishing.document import says_the_same, stamped
from records.publishing.index import index_of, names_of
from records.publishing.log import Log, sort_look_ups
from records.publishing.newest import Newest, newest_rows
from records.publishing.reindex import reindex_citing
from records.publishing.together import Draft, Together
from records.statements import one_trip

PART = 20


def write_versions(log: Log, together: Together) -> Iterator[Published]:
    """Write the next version of each draft that says something new; they are written as their rows are taken."""
    last, renamed = log.sequence, []
    for batch in batches_of(together):
        written, of_new_name = _write(log, batch, together.names)
        renamed += of_new_name
        yield from written
    reindex_citing(renamed, up_to=last)  # the rows written here know the names


def _write(log: Log, batch: Sequence[Draft], names: Mapping[str, str]) -> tuple[list[Published], list[str]]:
    """The rows written, and the paths of those that have another name than before."""
    with one_trip():
        log.ask_standing(draft.kind for draft in batch)
        previous = {
            (row.kind, row.slug): row for row in newest_rows((each.kind, each.slug) for each in batch)
        }
    written: list[Published] = []
    renamed: list[str] = []
    with one_trip():  # the server writes rows while the next are made
        for part in in_batches(batch, size=PART):
            rows = [
                row
                for each in part
                if (row := _next_version(log, each, previous.get((each.kind, each.slug)), names))
            ]
            renamed += _renamed(rows, previous, names)
            log.write(rows)
            written += rows
        sort_look_ups()
    _mark_published(batch)
    return written, renamed


def _renamed(
    rows: Sequence[Published], previous: Mapping[Entry, Newest], names: Mapping[str, str]
) -> Iterator[str]:
    """Paths of those of which what cites them can now be found by other words."""
    for row in rows:
        path = address_of(row.kind, row.slug)
        if row.action == Action.REVISE and path in names:
            before = orjson.loads(str(previous[row.kind, row.slug].document))
            if names_of(before) != names[path]:
                yield path


def _next_version(
    log: Log, draft: Draft, previous: Newest | None, names: Mapping[str, str]
) -> Published | None:
    document = orjson.loads(draft.text)
    live = previous if previous and previous.action in LIVE else None
    if live and says_the_same(document, live.document):
        return None
    version = previous.version + 1 if previous else 1
    published_at = log.next_moment()
    return log.next_row(
        kind=draft.kind,
        slug=draft.slug,
        version=version,
        action=Action.REVISE if live else Action.PUBLISH,
        published_at=published_at,
        document=stamped(document, version=version, published_at=published_at),
        index=index_of(document, other_names=names).as_columns(),
    )


def _mark_published(batch: Sequence[Draft]) -> None:
    """The state alone, where it is another: publishing is not an edit, so the last author stays."""
    ids: dict[str, list[str]] = {}
    for draft in batch:
        if not draft.is_marked:
            ids.setdefault(draft.kind, []).append(draft.slug)
    for kind, slugs in ids.items():
        table = (Record if KINDS[kind].is_record else KINDS[kind].model)._meta.db_table
        with connection.cursor() as cursor:  # Django's: the history hears from it who publishes
            cursor.execute(f"UPDATE {table} SET state = %s WHERE id = ANY(%s)", [State.PUBLISHED, slugs])  # noqa: S608
