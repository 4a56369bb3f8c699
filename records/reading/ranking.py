"""Relevance: of the newest matches, the best first.

To rank everything that has a common word would mean to read half the register for one page.
"""

from records.reading.conditions import QUERY, behind, ordered
from records.reading.sql import Sql, every
from records.reading.wanted import Order, Slice, Wanted
from records.reading.words import as_query

RANKED = 500  # of how many matches, the newest, the best are put first
NEWEST = Slice(Order("time", descending=True), RANKED)
SEEN = "search, terms"


def ranked(newest: Sql, wanted: Wanted, part: Slice) -> Sql:
    """SELECT of how many there are of the newest matches, and the rows of one page of these; `newest` has what is `SEEN`."""
    scored = Sql("SELECT sequence,") + _rank(wanted) + "AS rank FROM newest"
    page = (
        scored.within("SELECT sequence, rank FROM (", ") AS scored")
        + "WHERE"
        + every(behind(part.key, part.order))
    )
    page += f"{ordered(part.order)} LIMIT {part.size}"
    best = Sql("SELECT document, rank, sequence FROM") + page.within(
        "(", ") AS best JOIN records_published USING (sequence)"
    )
    return (
        newest.within("WITH newest AS MATERIALIZED (")
        + "SELECT met, best.* FROM (SELECT count(*) AS met FROM newest) AS met LEFT JOIN"
        + best.within("(", ") AS best ON TRUE")
    )


def _rank(wanted: Wanted) -> Sql:
    """By weight and number of the words found; of what goes by names, first those that begin so, and the shortest.

    Where something was typed, the words of the question are those of a tree, which only narrows.
    """
    rank = Sql(f"ts_rank(search, {QUERY})::float8", (as_query(wanted.typed or wanted.words),))
    if not wanted.first_of_all:
        return rank
    begins = Sql("(terms && %s::text[])::int", (list(wanted.first_of_all),))
    return rank + "+" + begins + "+ 0.5 / (1 + length(ts_filter(search, '{a}')))"
