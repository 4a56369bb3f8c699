"""Walking: rows in reading order, one after the other, until the page is full or enough were looked at.

It answers whatever is frequent at the price of the page itself. The walk stays in an index that carries what it looks at, and
looks at `farthest` rows at the most: what is rarer than that is looked up instead. A period narrows it on both sides: within
a class of lengths, what touches a day cannot begin more than that length before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from records.published_terms import LAST_SPAN, SPANS
from records.reading.columns import columns_of
from records.reading.conditions import (
    behind,
    first_since,
    matching,
    ordered,
    readable,
)
from records.reading.noticing import noticed
from records.reading.sql import Sql, every, joined
from records.reading.trees import Period
from records.reading.wanted import At, Order, Slice, Wanted

BEGINNING = Sql("1")
EARLY = 20_000  # rows up to a past moment, or since one, that are all looked at
EARLY_A_ROW = 10  # more of them for each row of an answer; by date, most of the rows on the way to it were written later
PLACE = "sequence, sort_date, slug"  # by which a row is found again, and put in order
FENCE = "OFFSET 0"  # what is asked outside does not tempt the planner to walk in another order
AS_WALKED = {
    "sort_date": "day",
    "slug": "id",
    "sequence": "number",
}  # by these names the order of the walk is known to hold after the join
EVERY_SPAN = (*range(len(SPANS)), LAST_SPAN)


def walk(wanted: Wanted, part: Slice, columns: str, *, farthest: int, visiting: bool = False) -> Sql:
    """SELECT of the rows of one page, among the first `farthest`. `visiting` each of these is quicker than to find those that
    the index takes for matches, where it takes most of them for that.
    """
    asked = every(matching(wanted) if visiting else noticed(wanted))
    seen = columns_of(PLACE, asked, columns if visiting else "")
    walked = _merged(wanted, part, farthest, seen) + f"LIMIT {farthest}"
    if visiting:
        found = walked.within(f"SELECT {columns} FROM (", ") AS walked WHERE") + asked
        return found + f"{ordered(part.order)} LIMIT {part.size}"
    return _looked_at(walked, asked, wanted, part, columns)


def sift(wanted: Wanted, part: Slice, columns: str, *, beginning: Sql = BEGINNING) -> Sql:
    """SELECT of the rows of one page, among all that were written between two moments, in the order they were written in."""
    began = Sql("sequence >=") + beginning
    asked = every([*noticed(wanted), *behind(part.key, part.order)])
    branches = [
        Sql(f"SELECT {columns_of(PLACE, asked)} FROM records_published WHERE")
        + every([Sql("kind = %s", (kind,)), began, *_until(wanted), _within_fence(wanted)])
        for kind in wanted.kinds
    ]
    together = joined(" UNION ALL ", [branch.within("(", f" {FENCE})") for branch in branches])
    return _looked_at(together, asked + ordered(part.order), wanted, part, columns)


def count_among(wanted: Wanted, entries: int) -> Sql:
    """SELECT of how many match where the kinds have so many entries at the most."""
    newest = Slice(Order("date", descending=True), entries)
    rows = (
        walk(wanted, newest, "1 AS one", farthest=entries)
        if wanted.at.is_now
        else sift(wanted, newest, "1 AS one")
    )
    return rows.within("SELECT count(*) FROM (", ") AS counted")


def newest_within(wanted: Wanted, most: int, columns: str) -> Sql:
    """SELECT of the newest matches by date, where an index has all that is asked of them."""
    part = Slice(Order("date", descending=True), most)
    seen = ", ".join(dict.fromkeys((*columns.split(", "), *part.order.columns)))
    if is_early(wanted.at, most):
        return all_within(wanted, seen).within(
            "SELECT * FROM (", f") AS within {ordered(part.order)} LIMIT {most}"
        )
    branches = [
        _branch(seen, [*bounds, *matching(wanted), readable(wanted.at)], part, most)
        for kind in wanted.kinds
        for bounds in _bounds(kind, wanted, part)
    ]
    return _merge(branches, part.order) + f"LIMIT {most}"


def all_within(wanted: Wanted, columns: str) -> Sql:
    """SELECT of every match, in no order, where an index has all that is asked of them, or no list of what is."""
    by_time = is_early(wanted.at) or not wanted.dated
    part = Slice(Order("time" if by_time else "date", descending=True), 0)
    each = [
        _all_of(wanted, columns, [*bounds, *_until(wanted), readable(wanted.at)])
        for kind in wanted.kinds
        for bounds in _bounds(kind, wanted, part)
    ]
    return joined(" UNION ALL ", each)


def _all_of(wanted: Wanted, columns: str, within: list[Sql]) -> Sql:
    """SELECT of the matches among some rows; words are asked behind a fence, or the index would list all that lacks one."""
    if not wanted.by_words:
        return Sql(f"SELECT {columns} FROM records_published WHERE") + every([*within, *matching(wanted)])
    asked = every(matching(wanted))
    rows = Sql(f"SELECT {columns_of(columns, asked)} FROM records_published WHERE") + every(within)
    return rows.within(f"SELECT {columns} FROM (", f" {FENCE}) AS fenced WHERE") + asked


def is_early(at: At, most: int = 0) -> bool:
    """Whether so little had been written by then that all of it can be looked at, to find so many."""
    return at.sequence is not None and at.sequence <= EARLY + EARLY_A_ROW * most


def straight(wanted: Wanted, part: Slice, columns: str) -> Sql:
    """SELECT of the first rows of the kinds, where nothing has to be passed over."""
    branches = [
        _branch(
            columns,
            [
                Sql("kind = %s", (kind,)),
                *_until_in_time(wanted, part),
                readable(wanted.at),
                *behind(part.key, part.order),
            ],
            part,
            part.size,
        )
        for kind in wanted.kinds
    ]
    return _merge(branches, part.order) + f"LIMIT {part.size}"


def _looked_at(walked: Sql, asked: Sql, wanted: Wanted, part: Slice, columns: str) -> Sql:
    """Those of the walked rows that match. Numbers of terms may coincide: a row that is noticed is asked for its terms."""
    seen = walked.within(
        "SELECT sequence AS number, sort_date AS day, slug AS id FROM (", ") AS walked WHERE"
    )
    exact = every(matching(wanted))
    row = Sql(f"SELECT {columns_of(columns, exact)} FROM records_published AS row")
    row = row + "WHERE row.sequence = seen.number AND" + exact
    found = (seen + asked).within(f"SELECT {columns} FROM (", ") AS seen")
    found += row.within("CROSS JOIN LATERAL (", " OFFSET 0) AS row")
    return found + f"{ordered(part.order, AS_WALKED)} LIMIT {part.size}"


def _merged(wanted: Wanted, part: Slice, farthest: int, seen: str) -> Sql:
    """Rows in reading order."""
    branches = [
        _branch(seen, [*bounds, *_until_in_time(wanted, part), _within_fence(wanted)], part, farthest)
        for kind in wanted.kinds
        for bounds in _bounds(kind, wanted, part)
    ]
    return _merge(branches, part.order)


def _within_fence(wanted: Wanted) -> Sql:
    """Rows of the past are fenced first and then asked whether they stood, or a walk among them had no end."""
    return readable(wanted.at) if wanted.at.is_now else Sql("document IS NOT NULL")


def _until_in_time(wanted: Wanted, part: Slice) -> list[Sql]:
    """In the order of publication, a past moment is where a walk begins or ends."""
    return [] if part.order.by == "date" else _until(wanted)


def _written_since(wanted: Wanted) -> Iterator[Sql]:
    """In the order of publication, where what is wanted begins or ends."""
    if wanted.since:
        yield Sql("sequence >=") + first_since(wanted.since).within("(")


def _until(wanted: Wanted) -> list[Sql]:
    return [] if wanted.at.is_now else [Sql("sequence <= (SELECT sequence FROM moment)")]


def _branch(columns: str, conditions: list[Sql], part: Slice, size: int) -> Sql:
    rows = Sql(f"SELECT {columns} FROM records_published WHERE") + every(conditions)
    return rows + f"{ordered(part.order)} LIMIT {size}"


def _merge(branches: list[Sql], order: Order) -> Sql:
    """Each branch says its own order and end, or the planner would sort them all."""
    together = joined(" UNION ALL ", [branch.within("(") for branch in branches])
    return Sql("SELECT * FROM") + together.within("(", ") AS branches") + ordered(order)


def _bounds(kind: str, wanted: Wanted, part: Slice) -> Iterator[list[Sql]]:
    """Where the rows of each branch lie, behind the reader."""
    of_kind = Sql("kind = %s", (kind,))
    if part.order.by != "date":
        yield [of_kind, *_written_since(wanted), *behind(part.key, part.order)]
        return
    for span in EVERY_SPAN:
        yield [of_kind, Sql(f"span = {span}"), *_sorted_within(*days_within(span, wanted), part)]


def days_within(span: int, wanted: Wanted) -> tuple[date | None, date | None]:
    """Between which days a row of this class can be sorted, if it matches."""
    periods = [Period(wanted.first, wanted.last, wanted.certain), *wanted.trees]
    days = [_days_of(span, period) for period in periods if isinstance(period, Period)]
    first = max((first for first, _ in days if first), default=None)
    return first, min((last for _, last in days if last), default=None)


def _days_of(span: int, period: Period) -> tuple[date | None, date | None]:
    if period.certain:
        return period.first, period.last
    if span == LAST_SPAN:
        return None, None
    return _before(period.first, SPANS[span]), period.last


def _before(day: date | None, days: int) -> date | None:
    """So many days earlier; no bound where the calendar ends."""
    if day is None or (day - date.min).days <= days:
        return None
    return day - timedelta(days=days)


def _sorted_within(first: date | None, last: date | None, part: Slice) -> Iterator[Sql]:
    """Either the reader's place or the day that is nearer, never both: the server would begin at the former."""
    reached = date.fromisoformat(str(part.key[0])) if part.key else None
    if reached and part.order.descending:
        last, reached = (None, reached) if last is None or reached <= last else (last, None)
    elif reached:
        first, reached = (None, reached) if first is None or reached >= first else (first, None)
    if reached:
        yield from behind(part.key, part.order)
    if first:
        yield Sql("sort_date >= %s", (first,))
    if last:
        yield Sql("sort_date <= %s", (last,))
