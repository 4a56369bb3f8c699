"""One page of the register with everything an answer needs, in one statement where one brings it; and what is counted so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal

from records.reading.conditions import ordered, time_of
from records.reading.counting import count_every
from records.reading.expected import expected
from records.reading.gathering import PAGE, MovedOn
from records.reading.lookup import all_found, count_found, is_listed
from records.reading.moments import sequence_at
from records.reading.sql import Sql
from records.reading.statements import Row
from records.reading.totals import everything
from records.reading.walk import count_among
from records.reading.wanted import At, Order, Slice, Wanted
from records.reading.ways import MUCH_OF_PHRASES, NOT_COUNTED, ask_page, rows_of
from records.reading.words import has_phrases

LITTLE = 1_000  # entries of the kinds together, among which matches are counted unasked
RARE = 4_000  # candidates that are quicker all read than taken bit by bit, where a thousand are counted

NOT_AMONG_LITTLE = Sql("NULL::bigint")  # unlike `NOT_COUNTED` it is asked for: ranking says how many it met

Count = Literal["cheap", "exact", "none"]

# Kinds that held more than little when they were last read: the server is not asked to see about it each time. Tuples are put
# in and taken out at once, so that threads need no lock.
_much: set[tuple[str, ...]] = set()


@dataclass(frozen=True)
class Page:
    """Documents in reading order with their keys, and the moment at which all of it held.

    `sequence` is None when nothing was published by the moment asked for. `redacted` counts entries of the kinds that stood
    then and whose text was removed since. `count` is None where it was not asked for, or is not known without counting.
    """

    sequence: int | None
    published_at: datetime | None
    redacted: int
    count: int | None
    documents: Sequence[bytes]
    keys: Sequence[tuple[Any, ...]]


def read_page(wanted: Wanted, part: Slice, *, count: Count = "cheap") -> Page:
    """The rows of one page. `cheap` counts everything of a kind, what is counted among little, and a page that holds all."""
    if wanted.at.time:
        wanted = replace(wanted, at=At(sequence=sequence_at(wanted.at)))
    try:
        rows = rows_of(wanted, part, _counting(wanted, part, count))
    except MovedOn as moved:
        return read_page(wanted.at_moment(At(sequence=moved.sequence)), part, count=count)
    sequence, micros, gone, total, counted = rows[0][:PAGE] if rows else (None, None, 0, 0, 0)
    if _became_little(wanted, total):
        return read_page(wanted, part, count=count)
    found = [row[PAGE:] for row in rows if row[PAGE] is not None]
    found.sort(key=itemgetter(slice(1, None)), reverse=part.order.descending)
    if wanted.is_everything and count != "none":
        counted = total - gone
    elif counted is None and count == "cheap" and part.key is None and len(found) < part.size:
        counted = len(found)
    return Page(
        sequence=sequence,
        published_at=None if micros is None else time_of(micros),
        redacted=gone,
        count=counted,
        documents=[row[0] for row in found],
        keys=[row[1:] for row in found],
    )


def _counting(wanted: Wanted, part: Slice, count: Count) -> Sql:
    """SELECT of the count. Where the kinds hold little it is cheap to count, and otherwise it waits until somebody asks."""
    if count == "none" or wanted.is_everything:
        return NOT_COUNTED
    if count == "exact":
        return count_every(wanted).within("(")
    if part.key is not None:
        return NOT_COUNTED
    if wanted.at.is_now and wanted.kinds in _much:
        return NOT_AMONG_LITTLE
    little = everything(wanted).within("(") + f"<= {LITTLE}"
    return (little + "THEN" + _count_among_little(wanted).within("(")).within("CASE WHEN ", " END")


def _became_little(wanted: Wanted, total: int) -> bool:
    """Whether it was taken for much and is not any more; what is learnt of the present is remembered."""
    if not wanted.at.is_now:
        return False
    was_much = wanted.kinds in _much
    (_much.add if total > LITTLE else _much.discard)(wanted.kinds)
    return was_much and total <= LITTLE


def _count_among_little(wanted: Wanted) -> Sql:
    """By visiting all there is; or by the index, which is quicker for letters that somebody types and few names have."""
    if wanted.typed and (found := expected(wanted)).together <= LITTLE:
        return count_found(wanted, found.groups)
    return count_among(wanted, LITTLE)


def newest_counted(wanted: Wanted, most: int, columns: str, counted: str) -> list[Row]:
    """What is counted of the newest matches by date, however far they lie, after what a page says of the moment and how many
    were found, one more at the most.

    `counted` is a SELECT from `newest`, which has these columns, `sort_date` and `slug`. The columns come of what a look-up
    sees of a row.
    """
    part = Slice(Order("date", descending=True), most + 1)
    newest = f"newest AS MATERIALIZED (SELECT * FROM found {ordered(part.order)} LIMIT {most})"
    said = f"SELECT (SELECT count(*) FROM found), counted.* FROM ({counted}) AS counted"

    def of_page(page: Sql) -> Sql:
        return page.within("WITH found AS MATERIALIZED (", f"), {newest} {said}")

    rare, found = MUCH_OF_PHRASES if has_phrases(wanted.words) else RARE, expected(wanted)
    if is_listed(wanted) and found.together <= rare:
        every = all_found(wanted, f"{columns}, sort_date, slug", found.groups)
        return ask_page(wanted, every + f"{ordered(part.order)} LIMIT {part.size}", shaped=of_page)
    return rows_of(wanted, part, columns=columns, shaped=of_page)
