"""One page of the register: which way to find it, and everything an answer needs, in one statement.

Frequent things are walked to and rare ones looked up. Which it is, the planner's own expectation decides; a walk that looked
at enough rows without filling its page goes on farther where it met some, and is given up for a look-up where it did not, so
that a wrong expectation costs time and never rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal

from records.reading.bounded import Key, end_of_walk, how_far, is_open, is_within
from records.reading.conditions import moment, time_of, with_moment
from records.reading.connection import ask
from records.reading.expected import Expected, expected
from records.reading.lookup import count_found, look_up
from records.reading.ranking import ranked
from records.reading.sql import Sql, joined
from records.reading.statements import Row
from records.reading.totals import everything, redacted
from records.reading.walk import EARLY, count_among, has_more, is_early, sift, straight, walk
from records.reading.wanted import NOW, At, Order, Slice, Wanted

COMMON = 0.02  # share of the register above which a walk fills its page
COMMON_WITH_WORDS = 0.05
LITTLE = 1_000  # entries of the kinds together, among which matches are counted unasked
WORTH_GOING_ON = 8  # a walk that met this part of the page goes on
MOST_WALKS = 3  # for one page, where no index narrows a question
EVERYTHING = 2**31 - 1  # rows that a walk looks at where nothing else narrows them

NOT_COUNTED = Sql("NULL::bigint")
PAGE = 5  # the column at which a page's own columns begin

Count = Literal["cheap", "exact", "none"]


@dataclass(frozen=True)
class Page:
    """Documents in reading order with their keys, and the moment at which all of it held.

    `sequence` is None when nothing was published by the moment asked for. `redacted` counts entries of the kinds that stood
    then and whose text was removed since. `count` is None where it was not asked for, or is not known without counting.
    `end` is the key up to which was looked, where there is more behind it and the page is not full.
    """

    sequence: int | None
    published_at: datetime | None
    redacted: int
    count: int | None
    documents: Sequence[bytes]
    keys: Sequence[tuple[Any, ...]]
    end: Key | None = None


def read_page(wanted: Wanted, part: Slice, *, count: Count = "cheap") -> Page:
    """The rows of one page. `cheap` counts everything of a kind, what is counted among little, and a page that holds all."""
    if wanted.at.time:
        wanted = replace(wanted, at=At(sequence=sequence_at(wanted.at)))
    page = _read(wanted, part, count)
    for _ in range(MOST_WALKS - 1):
        if not page.end:
            break
        page = _continued(page, wanted, part)
    holds_all = part.key is None and not page.end and len(page.documents) < part.size
    if page.count is None and count == "cheap" and holds_all:
        return replace(page, count=len(page.documents))
    return page


def _read(wanted: Wanted, part: Slice, count: Count) -> Page:
    rows, end = _rows(wanted, part, _counting(wanted, part, count))
    sequence, micros, gone, total, counted = rows[0][:PAGE] if rows else (None, None, 0, 0, 0)
    found = [row[PAGE:] for row in rows if row[PAGE] is not None]
    if end is not None:
        found = [row for row in found if is_within(row[1:], end, part)]
    found.sort(key=itemgetter(slice(1, None)), reverse=part.order.descending)
    return Page(
        sequence=sequence,
        published_at=None if micros is None else time_of(micros),
        redacted=gone,
        count=total - gone if wanted.is_everything and count != "none" else counted,
        documents=[row[0] for row in found],
        keys=[row[1:] for row in found],
        end=end,
    )


def _continued(page: Page, wanted: Wanted, part: Slice) -> Page:
    """The page with what lies behind its end, at the same moment."""
    pinned = replace(wanted, at=At(sequence=page.sequence))
    rest = _read(pinned, Slice(part.order, part.size - len(page.documents), page.end), "none")
    documents, keys = [*page.documents, *rest.documents], [*page.keys, *rest.keys]
    return replace(page, documents=documents, keys=keys, end=rest.end)


def _counting(wanted: Wanted, part: Slice, count: Count) -> Sql:
    """SELECT of the count. Where the kinds hold little it is cheap to count, and otherwise it waits until somebody asks."""
    if count == "none" or wanted.is_everything:
        return NOT_COUNTED
    if count == "exact":
        return count_found(wanted).within("(")
    if part.key is not None:
        return NOT_COUNTED
    little = everything(wanted).within("(") + f"<= {LITTLE}"
    return (little + "THEN" + count_among(wanted, LITTLE).within("(")).within("CASE WHEN ", " END")


def newest_values(wanted: Wanted, most: int, column: str) -> list[Row]:
    """The newest matches by date as this column, however far they lie, each after what its page says of the moment."""
    part = Slice(Order("date", descending=True), most)
    return _rows(wanted, part, NOT_COUNTED, column=column, may_end=False)[0]


def _rows(
    wanted: Wanted, part: Slice, counting: Sql, *, column: str = "document", may_end: bool = True
) -> tuple[list[Row], Key | None]:
    """What a statement found; and if it may end before the page is full, the key up to which it looked, where it did."""
    columns = ", ".join((column, *part.order.columns))
    if wanted.is_everything and (wanted.at.is_now or part.order.by == "time"):
        return _ask(wanted, straight(wanted, part, columns), counting), None
    found = expected(wanted)
    common = found.rarest > found.rows * (COMMON_WITH_WORDS if wanted.by_words else COMMON)
    if part.order.by == "relevance":
        page = ranked(wanted, part, columns, None if common else found)
        return _ask(wanted, page, counting, plan_for_values=common), None
    early = is_early(wanted.at)
    beginning = sequence_at(At(time=wanted.since)) if wanted.since and not early else 1
    if early or (wanted.since and beginning > found.rows - EARLY):
        return _ask(wanted, sift(wanted, part, columns, beginning=beginning), counting), None
    if may_end and is_open(wanted, found):
        return _as_far_as_it_goes(wanted, part, columns, counting)
    for farthest in _distances(wanted) if common else ():
        rows = _ask(wanted, walk(wanted, part, columns, farthest=farthest), counting)
        if len(rows) >= part.size or _saw_everything(rows, wanted, part, farthest):
            return rows, None
        if len(rows) * WORTH_GOING_ON < part.size:
            break
    return _ask(wanted, _without_walking(wanted, part, columns, found, beginning), counting), None


def _as_far_as_it_goes(
    wanted: Wanted, part: Slice, columns: str, counting: Sql
) -> tuple[list[Row], Key | None]:
    """One walk, and where it ended without filling the page."""
    farthest = how_far(wanted)
    rows = _ask(wanted, walk(wanted, part, columns, farthest=farthest), counting)
    is_full = len(rows) >= part.size
    return rows, None if is_full or not rows else end_of_walk(wanted, part, farthest)


def _without_walking(wanted: Wanted, part: Slice, columns: str, found: Expected, beginning: int) -> Sql:
    """SELECT of the rows of one page. What no look-up narrows is walked to its end, in the order that narrows it."""
    if wanted.groups() or wanted.by_words:
        return look_up(wanted, part, columns, found)
    if wanted.dated:
        return walk(wanted, part, columns, farthest=EVERYTHING)
    return sift(wanted, part, columns, beginning=beginning)


def _saw_everything(rows: list[Row], wanted: Wanted, part: Slice, farthest: int) -> bool:
    """Whether there were no more rows than the walk looked at."""
    if not rows:
        return True
    few = wanted.at.is_now and rows[0][3] <= farthest
    if few or (wanted.at.is_now and not wanted.dated and not part.key):
        return few
    more = with_moment(wanted.at) + has_more(wanted, part, farthest=farthest)
    return not ask(more.text, more.values)[0][0]


def _distances(wanted: Wanted) -> tuple[int, int]:
    """How far to walk at first, and then; words stand in no index that is walked, so that each row is visited for them."""
    return (1_000, 4_000) if wanted.by_words else (4_000, 32_000)


def _ask(wanted: Wanted, page: Sql, counting: Sql, *, plan_for_values: bool = False) -> list[Row]:
    """One row at least, when the moment was reached: its page may be empty."""
    said = Sql("SELECT moment.sequence AS at_sequence, moment.micros AS at_time,")
    said += joined(", ", [redacted(wanted.kinds, wanted.at), everything(wanted).within("("), counting])
    statement = (
        with_moment(wanted.at)
        + said
        + ", page.* FROM moment LEFT JOIN"
        + page.within("(", ") AS page ON TRUE")
    )
    return ask(statement.text, statement.values, plan_for_values=plan_for_values)


def sequence_at(at: At) -> int:
    """The last sequence number that had been written at a time; 0 before the first."""
    then = moment(at)
    rows = ask(then.text, then.values)
    return int(rows[0][0]) if rows else 0


def latest() -> tuple[int, datetime | None]:
    """The register as it stands: its last sequence number and when that was written."""
    newest = moment(NOW)
    rows = ask(newest.text, newest.values)
    return (rows[0][0], rows[0][1]) if rows else (0, None)
