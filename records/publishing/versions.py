"""Versions: from drafts that may be published to rows of the register, a batch at a time."""

from collections.abc import Iterator, Mapping, Sequence

import orjson

from records.history.changing import say_beforehand
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.publishable import address_of
from records.kinds.base.vocabulary import State
from records.published import LIVE, Action, Published
from records.publishing.batches import batches_of, in_batches
from records.publishing.document import says_the_same, stamped
from records.publishing.index import index_of, names_of
from records.publishing.log import Log, sort_look_ups
from records.publishing.newest import Newest
from records.publishing.reindex import reindex_citing
from records.publishing.together import Draft, Together
from records.statements import ask, is_taken_at_once, one_trip

PART = 10  # rows in a statement
MOST_WAITING = 200  # rows that are ready before the server can take them


def write_versions(log: Log, together: Together) -> Iterator[Published]:
    """Write the next version of each draft that says something new; they are written as their rows are taken."""
    last, renamed = log.sequence, []
    say_beforehand()
    with one_trip():  # the server writes rows while the next are made
        for batch in batches_of(together):
            written = _write(log, batch, together.names)
            renamed += [path for row, before in written if (path := _renamed(row, before, together.names))]
            yield from (row for row, _ in written)
    reindex_citing(renamed, up_to=last)  # the rows written here know the names


def _write(
    log: Log, batch: Sequence[Draft], names: Mapping[str, str]
) -> list[tuple[Published, Newest | None]]:
    """The rows written, each with the one before. While the server is busy more of them are made, up to a limit."""
    written: list[tuple[Published, Newest | None]] = []
    waiting: list[Published] = []
    for draft in batch:
        if row := _next_version(log, draft, names):
            written.append((row, draft.before))
            waiting.append(row)
        if len(waiting) % PART == 0 and (len(waiting) >= MOST_WAITING or is_taken_at_once()):
            _send(log, waiting)
    _send(log, waiting)
    sort_look_ups()
    _mark_published(batch)
    return written


def _send(log: Log, waiting: list[Published]) -> None:
    for rows in in_batches(waiting, size=PART):
        log.write(rows)
    waiting.clear()


def _renamed(row: Published, before: Newest | None, names: Mapping[str, str]) -> str:
    """The path of an entry of which what cites it can now be found by other words; else nothing."""
    path = address_of(row.kind, row.slug)
    if row.action != Action.REVISE or before is None or path not in names:
        return ""
    return path if names_of(orjson.loads(str(before.document))) != names[path] else ""


def _next_version(log: Log, draft: Draft, names: Mapping[str, str]) -> Published | None:
    document, previous = orjson.loads(draft.text), draft.before
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
        ask(f"UPDATE {table} SET state = %s WHERE id = ANY(%s)", [State.PUBLISHED, slugs])  # noqa: S608
