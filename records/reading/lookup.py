"""Looking up: candidates from the index of terms and words, checked, and only then put in order.

It answers whatever is rare. Candidates are taken some years at a time, in reading order, until the page is full; each time
they are fenced off from the ordering, or the planner would walk the whole order in the hope of meeting them.
"""

from records.reading.conditions import behind, looked_up, ordered, readable
from records.reading.sql import Sql, every, joined
from records.reading.wanted import Slice, Wanted
from records.reading.windows import windows


def candidates(wanted: Wanted, columns: str, *, sorted_in: tuple[str, ...] = ()) -> Sql:
    """SELECT of all rows that match, or of those sorted in some years."""
    kinds = Sql("kind = ANY (%s)", (list(wanted.kinds),))
    window = [Sql("terms && %s::text[]", (list(sorted_in),))] if sorted_in else []
    conditions = every([*looked_up(wanted), *window, kinds, readable(wanted.at)])
    return Sql(f"SELECT {columns} FROM records_published WHERE") + conditions


def look_up(wanted: Wanted, part: Slice, columns: str, *, expected: float) -> Sql:
    """SELECT of the rows of one page; `expected` says how many match in all, more or less."""
    in_windows = part.order.by == "date" and not wanted.years()  # years asked for are a window already
    parts = windows(part, expected) if in_windows else [()]
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


def newest_found(wanted: Wanted, most: int) -> Sql:
    """SELECT of the newest matches with their words."""
    found = candidates(wanted, "sequence, search").within("(", " OFFSET 0) AS fenced")
    return Sql("SELECT sequence, search FROM") + found + f"ORDER BY sequence DESC LIMIT {most}"


def count_found(wanted: Wanted) -> Sql:
    """SELECT of one number: how many match."""
    return candidates(wanted, "count(*)")
