"""Counting every match: those that an index lists, or as many as segments say.

What is sure among segments is counted by its bits and never visited; the versions among them that were replaced are few, and
an index says which they are. Only rows of which segments are not sure are read, and those behind the last segment.
"""

from collections.abc import Iterator

from records.reading.bits import Strings, may_match, surely_matches
from records.reading.conditions import with_words
from records.reading.expected import Expected, expected
from records.reading.lookup import all_found, is_listed, matching_among
from records.reading.segments import BEHIND_THEM, PLACES, as_tree, of_each
from records.reading.sql import Sql, joined
from records.reading.trees import AllOf, Kinds, Number
from records.reading.walk import all_within, sift
from records.reading.wanted import Order, Slice, Wanted
from records.reading.ways import EVERYTHING

MUCH = 10_000  # rows that may match, from which on they are not visited one by one
MUCH_IN_INDEX = 250_000  # and where an index has all that is asked of them
EVERY_ROW = Slice(Order("time", descending=False), EVERYTHING)

UNTIL = "(SELECT sequence FROM moment)"
SURE = f"""
SELECT coalesce(sum(bit_count(substring(sure FROM 1 FOR least(length(sure), {UNTIL} - first + 1)::int))), 0)::bigint
FROM judged"""
REPLACED = f"""
SELECT count(*) FROM judged, LATERAL (
    SELECT sequence FROM records_published WHERE superseded_at <= (SELECT published_at FROM moment)
        AND sequence BETWEEN first AND least(first + length(sure) - 1, {UNTIL}) OFFSET 0
) AS replaced WHERE get_bit(sure, (sequence - first)::int) = 1"""
UNSURE = PLACES.format("SELECT first, may & ~sure AS rows FROM judged")


def count_every(wanted: Wanted) -> Sql:
    """SELECT of how many match, in a statement that speaks of `moment`."""
    candidates = may_match_in_all(wanted, expected(wanted))
    if candidates > (MUCH if wanted.groups() or wanted.by_words or wanted.trees else MUCH_IN_INDEX):
        return _count_among_segments(wanted)
    return every_match(wanted, "1 AS one").within("SELECT count(*) FROM (", ") AS counted")


def may_match_in_all(wanted: Wanted, found: Expected) -> float:
    """How many rows would be visited."""
    return found.together if is_listed(wanted) else found.within


def every_match(wanted: Wanted, columns: str) -> Sql:
    """SELECT of every match, in no order: what the index lists, or else all there is of the kinds and the period."""
    if is_listed(wanted):
        return all_found(wanted, columns, expected(wanted).groups)
    return all_within(wanted, columns)


def _count_among_segments(wanted: Wanted) -> Sql:
    counts = [
        Sql(f"({SURE})"),
        Sql(f"({REPLACED})").within("-", ""),
        *(rows.within("+ (SELECT count(*) FROM (", ") AS counted)") for rows in unsure(wanted, "1 AS one")),
    ]
    return judged(wanted) + "SELECT" + joined(" ", counts)


def unsure(wanted: Wanted, columns: str) -> Iterator[Sql]:
    """SELECTs of the matches among rows of which segments, `judged`, are not sure, and among those behind them."""
    these = Sql(UNSURE).within("sequence = ANY (ARRAY(", "))")
    yield matching_among(wanted, columns, [these], *with_words(wanted))
    yield sift(wanted, EVERY_ROW, columns, beginning=BEHIND_THEM)


def judged(wanted: Wanted) -> Sql:
    """Of each segment that was begun by the moment, the rows that may match and those that surely do."""
    number = [Number(wanted.low, wanted.high)] if wanted.counted else []
    strings, whole = Strings(), AllOf((Kinds(wanted.kinds), *number, as_tree(wanted, wanted.terms)))
    may, sure = may_match(whole, strings), surely_matches(whole, strings)
    columns = Sql("readable.rows &") + may + "AS may, readable.rows &" + sure + "AS sure"
    return of_each("judged", columns, strings, Sql("bit_count(may) > 0"), Sql(f"first <= {UNTIL}"))
