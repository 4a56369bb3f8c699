"""Walking: rows in reading order, one after the other, until the page is full or enough were looked at.

It answers whatever is frequent at the price of the page itself. The walk stays in an index that carries what it looks at, and
looks at `farthest` rows at the most: what is rarer than that is looked up instead. A period narrows it on both sides: within
a class of lengths, what touches a day cannot begin more than that length before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from records.published_terms import LAST_SPAN, SPANS, key_of
from records.reading.conditions import behind, matching, of_columns, ordered, readable
from records.reading.sql import Sql, every, joined
from records.reading.wanted import Order, Slice, Wanted

AS_WALKED = {
    "sort_date": "day",
    "slug": "id",
}  # by these names the order of the walk is known to hold after the join
EVERY_SPAN = (*range(len(SPANS)), LAST_SPAN)


def walk(wanted: Wanted, part: Slice, columns: str, *, farthest: int = 0) -> Sql:
    """SELECT of the rows of one page. Numbers of terms may coincide: a row that is found is asked for its terms."""
    if wanted.is_everything:
        return _straight(wanted, part, columns)
    walked = _merged(wanted, part, farthest) + f"LIMIT {farthest}"
    seen = Sql("SELECT sequence, sort_date AS day, slug AS id FROM") + walked.within("(", ") AS walked")
    seen = (seen + "WHERE" + every(_noticed(wanted))).within("(", ") AS seen")
    found = Sql(f"SELECT {columns} FROM") + seen + "JOIN records_published USING (sequence) WHERE"
    return found + every(matching(wanted)) + f"{ordered(part.order, AS_WALKED)} LIMIT {part.size}"


def _noticed(wanted: Wanted) -> Iterator[Sql]:
    """What the index itself says of a row; it may say yes where the row then says no, never the other way round."""
    for group in wanted.terms:
        keys = [key_of(term) for term in group]
        found = Sql("%s = ANY (keys)", (keys[0],)) if len(keys) == 1 else Sql("keys && %s::int[]", (keys,))
        yield (found + "OR keys IS NULL").within("(")
    yield from of_columns(wanted)


def newest_matches(wanted: Wanted, most: int) -> Sql:
    """SELECT of the newest matches with their words, however far they lie."""
    order = Order("time", descending=True)
    columns = "sequence, search"
    branches = [
        _branch(columns, [Sql("kind = %s", (kind,)), *matching(wanted)], wanted, Slice(order, most))
        + f"LIMIT {most}"
        for kind in wanted.kinds
    ]
    return _merge(branches, order) + f"LIMIT {most}"


def _straight(wanted: Wanted, part: Slice, columns: str) -> Sql:
    """Every row of the kinds: nothing is passed over, so the first ones are the page."""
    branches = [
        _branch(columns, [Sql("kind = %s", (kind,))], wanted, part) + f"LIMIT {part.size}"
        for kind in wanted.kinds
    ]
    return _merge(branches, part.order) + f"LIMIT {part.size}"


def _merged(wanted: Wanted, part: Slice, farthest: int) -> Sql:
    columns = "sequence, sort_date, slug, period, count, keys, published_at"
    branches = [
        _branch(columns, bounds, wanted, part) + f"LIMIT {farthest}"
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
