"""Looking up: candidates from the index of terms and words, checked, and only then put in order.

It answers whatever is rare. Candidates are taken some years at a time, in reading order, until the page is full; each time
they are fenced off from the ordering, or the planner would walk the whole order in the hope of meeting them.
"""

from records.folding import fold
from records.reading.conditions import QUERY, behind, looked_up, ordered, readable
from records.reading.sql import Sql, every, joined
from records.reading.wanted import Slice, Wanted
from records.reading.windows import windows

RANKED = 1_000  # of how many matches, the newest, the best are chosen


def candidates(wanted: Wanted, columns: str, *, sorted_in: tuple[str, ...] = ()) -> Sql:
    """SELECT of all rows that match, or of those sorted in some years."""
    kinds = Sql("kind = ANY (%s)", (list(wanted.kinds),))
    window = [Sql("terms && %s::text[]", (list(sorted_in),))] if sorted_in else []
    conditions = every([*looked_up(wanted), *window, kinds, readable(wanted.at)])
    return Sql(f"SELECT {columns} FROM records_published WHERE") + conditions


def look_up(wanted: Wanted, part: Slice, columns: str, *, expected: float) -> Sql:
    """SELECT of the rows of one page; `expected` says how many match in all, more or less."""
    parts = windows(part, expected) if part.order.by == "date" else [()]
    pages = [_window(wanted, part, years).within("(") for years in parts]
    found = joined(" UNION ALL ", pages) if len(pages) > 1 else pages[0]
    page = Sql("SELECT sequence FROM") + found.within("(", ") AS found") + f"LIMIT {part.size}"
    rows = Sql(f"SELECT {columns} FROM records_published WHERE sequence = ANY (ARRAY") + page.within(
        "(", "))"
    )
    return rows + ordered(part.order)


def _window(wanted: Wanted, part: Slice, years: tuple[str, ...]) -> Sql:
    fenced = candidates(wanted, "sequence, slug, sort_date", sorted_in=years).within(
        "(", " OFFSET 0) AS fenced"
    )
    page = Sql("SELECT sequence FROM") + fenced + "WHERE" + every(behind(part.key, part.order))
    return page + f"{ordered(part.order)} LIMIT {part.size}"


def ranked(wanted: Wanted, part: Slice, columns: str) -> Sql:
    """The page by relevance: best first, among the newest matches."""
    newest = candidates(wanted, "sequence, search").within("WITH found AS MATERIALIZED (")
    rank = Sql(f"ts_rank(search, {QUERY})::float8 AS rank", (fold(wanted.words),))
    scored = newest + "SELECT sequence," + rank + f"FROM found ORDER BY sequence DESC LIMIT {RANKED}"
    page = scored.within("SELECT sequence, rank FROM (", ") AS scored WHERE") + every(
        behind(part.key, part.order)
    )
    page += f"{ordered(part.order)} LIMIT {part.size}"
    best = Sql(f"SELECT {columns} FROM") + page.within("(", ") AS best")
    return best + "JOIN records_published USING (sequence)" + ordered(part.order)


def count_found(wanted: Wanted, most: int | None) -> Sql:
    """SELECT of one number: how many match, `most` at the most."""
    few = f"LIMIT {most}" if most else ""
    return (candidates(wanted, "1 AS one") + few).within("SELECT count(*) FROM (", ") AS counted")
