"""Relevance: of the newest matches, the best first.

To rank everything that has a common word would mean to read half the register for one page.
"""

from records.reading.conditions import QUERY, behind, ordered
from records.reading.expected import Expected
from records.reading.lookup import newest_found
from records.reading.sql import Sql, every
from records.reading.walk import newest_matches
from records.reading.wanted import Slice, Wanted
from records.reading.words import as_query

RANKED = 500  # of how many matches, the newest, the best are put first


def ranked(wanted: Wanted, part: Slice, columns: str, found: Expected | None) -> Sql:
    """SELECT of the rows of one page; where the matches are rare, by what is expected of them."""
    seen = "sequence, search, terms" if wanted.first_of_all else "sequence, search"
    matches = newest_found(wanted, RANKED, seen, found) if found else newest_matches(wanted, RANKED, seen)
    newest = matches.within("WITH newest AS MATERIALIZED (")
    scored = (newest + "SELECT sequence," + _rank(wanted) + "AS rank FROM newest").within(
        "SELECT sequence, rank FROM (", ") AS scored"
    )
    page = scored + "WHERE" + every(behind(part.key, part.order)) + f"{ordered(part.order)} LIMIT {part.size}"
    best = Sql(f"SELECT {columns} FROM") + page.within("(", ") AS best")
    return best + "JOIN records_published USING (sequence)" + ordered(part.order)


def _rank(wanted: Wanted) -> Sql:
    """By weight and number of the words found; of what goes by names, first those that begin so, and the shortest.

    Where something was typed, the words of the question are those of a tree, which only narrows.
    """
    rank = Sql(f"ts_rank(search, {QUERY})::float8", (as_query(wanted.typed or wanted.words),))
    if not wanted.first_of_all:
        return rank
    begins = Sql("(terms && %s::text[])::int", (list(wanted.first_of_all),))
    return rank + "+" + begins + "+ 0.5 / (1 + length(ts_filter(search, '{a}')))"
