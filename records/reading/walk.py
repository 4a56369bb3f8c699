"""Walking: rows in reading order, one after the other, until the page is full or enough were looked at.

It answers whatever is frequent at the price of the page itself. The walk stays in an index that carries what it looks at,
and goes no further than `FARTHEST` rows: what is rarer than that is looked up instead. A period narrows it on both sides:
within a class of lengths, what touches a day cannot begin more than that length before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from records.published_terms import LAST_SPAN, SPANS, key_of
from records.reading.conditions import behind, matching, of_columns, ordered, readable
from records.reading.sql import Sql, every, joined
from records.reading.wanted import Order, Slice, Wanted

FARTHEST = 10_000
FARTHEST_WITH_WORDS = 1_000  # words stand in no index that is walked, so each row has to be visited
EVERY_SPAN = (*range(len(SPANS)), LAST_SPAN)


def walk(wanted: Wanted, part: Slice, columns: str) -> Sql:
    """SELECT of the rows of one page. Numbers of terms may coincide: a row that is found is asked for its terms."""
    if wanted.is_everything:
        return _straight(wanted, part, columns)
    walked = _merged(wanted, part) + f"LIMIT {farthest(wanted)}"
    seen = Sql("SELECT sequence FROM") + walked.within("(", ") AS walked") + "WHERE" + every(_noticed(wanted))
    found = (
        Sql(f"SELECT {columns} FROM")
        + seen.within("(", ") AS seen")
        + "JOIN records_published USING (sequence) WHERE"
    )
    return found + every(matching(wanted)) + f"{ordered(part.order)} LIMIT {part.size}"


def farthest(wanted: Wanted) -> int:
    """How many rows a walk looks at."""
    return FARTHEST_WITH_WORDS if wanted.words else FARTHEST


def _noticed(wanted: Wanted) -> Iterator[Sql]:
    """What the index itself says of a row; it may say yes where the row then says no, never the other way round."""
    for group in wanted.terms:
        keys = [key_of(term) for term in group]
        yield Sql("(keys && %s::int[] OR keys IS NULL)", (keys,))
    yield from of_columns(wanted)


def _straight(wanted: Wanted, part: Slice, columns: str) -> Sql:
    """Every row of the kinds: nothing is passed over, so the first ones are the page."""
    branches = [
        _branch(columns, [Sql("kind = %s", (kind,))], wanted, part) + f"LIMIT {part.size}"
        for kind in wanted.kinds
    ]
    return _merge(branches, part.order) + f"LIMIT {part.size}"


def _merged(wanted: Wanted, part: Slice) -> Sql:
    columns = "sequence, sort_date, slug, period, count, keys, published_at"
    branches = [
        _branch(columns, bounds, wanted, part) + f"LIMIT {farthest(wanted)}"
        for kind in wanted.kinds
        for bounds in _bounds(kind, wanted, part.order)
    ]
    return _merge(branches, part.order)


def _branch(columns: str, bounds: list[Sql], wanted: Wanted, part: Slice) -> Sql:
    conditions = every([*bounds, readable(wanted.at), *behind(part.key, part.order)])
    return Sql(f"SELECT {columns} FROM records_published WHERE") + conditions + ordered(part.order)


def _merge(branches: list[Sql], order: Order) -> Sql:
    """Each branch says its own order and end, or the planner would sort them all."""
    together = joined(" UNION ALL ", [branch.within("(") for branch in branches])
    return Sql("SELECT * FROM") + together.within("(", ") AS branches") + ordered(order)


def _bounds(kind: str, wanted: Wanted, order: Order) -> Iterator[list[Sql]]:
    of_kind = Sql("kind = %s", (kind,))
    if order.by != "date":
        yield [of_kind]
        return
    for span in EVERY_SPAN:
        first, last = _days(span, wanted)
        yield [of_kind, Sql(f"span = {span}"), *_sorted_within(first, last)]


def _days(span: int, wanted: Wanted) -> tuple[date | None, date | None]:
    """Between which days a row of this class can be sorted, if it matches."""
    if wanted.certain:
        return wanted.first, wanted.last
    if span == LAST_SPAN:
        return None, None
    return _before(wanted.first, SPANS[span]), wanted.last


def _before(day: date | None, days: int) -> date | None:
    """So many days earlier; no bound where the calendar ends."""
    if day is None or (day - date.min).days <= days:
        return None
    return day - timedelta(days=days)


def _sorted_within(first: date | None, last: date | None) -> Iterator[Sql]:
    if first:
        yield Sql("sort_date >= %s", (first,))
    if last:
        yield Sql("sort_date <= %s", (last,))
