"""Looking among segments: what conditions have in common, however frequent each is and however seldom they meet.

For each full segment of the log the database keeps which of its rows have which word. Put together, these strings of bits
name few rows, which are then visited, or so many that they are taken year by year, or segment by segment, until the page is
full. What was written since the last full segment is looked through.
"""

from collections.abc import Iterator

from records.reading.bits import BITS, Strings, may_match
from records.reading.conditions import behind, ordered, with_words
from records.reading.expected import Expected
from records.reading.lookup import matching_among
from records.reading.narrowing import needs_of
from records.reading.sql import Sql, every, joined
from records.reading.trees import AllOf, Period, Since, Terms, Tree, Words
from records.reading.walk import sift
from records.reading.wanted import Slice, Wanted

FEW = 1_500  # candidates that are visited at once

# Segments up to the first that is missing.
READABLE = """
WITH RECURSIVE readable AS MATERIALIZED (
    SELECT first, rows FROM (
        SELECT first, rows, sum(length(rows)) OVER (ORDER BY first) - length(rows) AS before
        FROM records_segment WHERE word = ''
    ) AS known WHERE first <= before + 1
)"""
BEHIND_THEM = Sql("(SELECT coalesce(max(first + length(rows)), 1) FROM readable)")
# The runs of zeros before ones and behind the last. Their lengths are found before anything is put in order.
PLACES = """
SELECT first + place FROM (
    SELECT first, length, sum(run + 1) OVER (PARTITION BY first ORDER BY number) - 1 AS place FROM (
        SELECT first, length(rows) AS length, octet_length(run) AS run, number
        FROM ({}) AS chosen, unnest(string_to_array(rows::text, '1')) WITH ORDINALITY AS runs (run, number) OFFSET 0
    ) AS runs
) AS places WHERE place < length"""
SORTED_THEN = f"""
SELECT first, rows FROM (
    SELECT first, CASE WHEN turn.first_year IS NULL THEN rows ELSE rows & of_years END AS rows
    FROM matching LEFT JOIN (
        SELECT first, bit_or({BITS}) AS of_years FROM records_segment
        WHERE word BETWEEN turn.first_year AND turn.last_year GROUP BY first
    ) AS years USING (first)
) AS sorted_then WHERE bit_count(rows) > 0"""
FOUND = "(SELECT coalesce(sum(bit_count(rows)), 0) FROM matching)"


def look_among_segments(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page."""
    seen = ", ".join(dict.fromkeys(("sequence", *part.order.columns)))
    among = _segment_by_segment if part.order.by == "time" else _year_by_year
    since = sift(wanted, part, seen, beginning=BEHIND_THEM)
    pages = among(wanted, part, seen).within("(", ") UNION ALL") + since.within("(")
    page = _matching(wanted, part, found) + "SELECT sequence FROM" + pages.within("(", ") AS page")
    page += f"{ordered(part.order)} LIMIT {part.size}"
    rows = Sql(f"SELECT {columns} FROM records_published WHERE sequence = ANY (ARRAY")
    return rows + page.within("(", "))") + ordered(part.order)


def _matching(wanted: Wanted, part: Slice, found: Expected) -> Sql:
    """What may match in each segment where anything may."""
    strings = Strings()
    may = may_match(_as_tree(wanted, found), strings)
    rows = Sql("SELECT first, readable.rows &") + may + "AS rows FROM readable"
    rows += joined(" ", strings.joins())
    within = [Sql("bit_count(rows) > 0"), *_ahead(wanted, part)]
    return Sql(f"{READABLE}, matching AS MATERIALIZED (SELECT * FROM") + (
        rows.within("(", ") AS each WHERE") + every(within) + ")"
    )


def _as_tree(wanted: Wanted, found: Expected) -> Tree:
    """All that is wanted; its kinds among the terms, where they narrow anything. Trees speak for what follows from them."""
    follows = {group.terms for tree in wanted.trees for group in needs_of(tree).groups if not group.searches}
    groups = [Terms(group) for group in found.groups if group not in follows]
    period = [Period(wanted.first, wanted.last, wanted.certain)] if wanted.dated else []
    words = [Words(wanted.words)] if wanted.words else []
    since = [Since(wanted.since)] if wanted.since else []
    return AllOf((*groups, *period, *words, *since, *wanted.trees))


def _ahead(wanted: Wanted, part: Slice) -> Iterator[Sql]:
    """Segments that were begun by the moment, and not those that lie behind the reader."""
    if not wanted.at.is_now:
        yield Sql("first <= (SELECT sequence FROM moment)")
    if part.key and part.order.by == "time":
        yield Sql("first <= %s" if part.order.descending else "first + length(rows) > %s", part.key)


def _segment_by_segment(wanted: Wanted, part: Slice, seen: str) -> Sql:
    way = "DESC" if part.order.descending else "ASC"
    turns = f"SELECT first, rows FROM matching ORDER BY first {way}"
    return _in_turn(turns, "SELECT turn.first, turn.rows", wanted, part, seen)


def _year_by_year(wanted: Wanted, part: Slice, seen: str) -> Sql:
    """By the years that rows are sorted in, the next, two more, four more and so on; few rows are one turn."""
    turn = "floor(log(2, number + 0.5))"
    turns = _years(part) + f"SELECT NULL AS first_year, NULL AS last_year WHERE {FOUND} <= {FEW} UNION ALL"
    turns += "(SELECT min(year), max(year) FROM years WHERE year IS NOT NULL"
    turns += f"AND {FOUND} > {FEW} GROUP BY {turn} ORDER BY {turn})"
    return _in_turn(turns, SORTED_THEN, wanted, part, seen)


def _years(part: Slice) -> Sql:
    """One after the other, from that of the key on."""
    most, side = ("max", "<") if part.order.descending else ("min", ">")
    mark = f"SELECT {most}(word) FROM records_segment WHERE word BETWEEN '@0000' AND '@9999'"
    begin = Sql(f"{mark} AND word {side}= %s", (f"@{str(part.key[0])[:4]}",)) if part.key else Sql(mark)
    next_one = f"SELECT ({mark} AND word {side} year), number + 1 FROM years WHERE year IS NOT NULL"
    return begin.within("WITH RECURSIVE years (year, number) AS (SELECT (", f"), 1 UNION ALL {next_one})")


def _in_turn(turns: Sql | str, chosen: str, wanted: Wanted, part: Slice, seen: str) -> Sql:
    """One after the other, until the page is full: of the rows chosen in each, those that match."""
    these = Sql(PLACES.format(chosen)).within("sequence = ANY (ARRAY(", "))")
    page = matching_among(wanted, seen, [these], *with_words(wanted), *behind(part.key, part.order))
    page += f"{ordered(part.order)} LIMIT {part.size}"
    turns = turns if isinstance(turns, Sql) else Sql(turns)
    return (
        turns.within("SELECT found.* FROM (", ") AS turn")
        + page.within("CROSS JOIN LATERAL (", ") AS found")
        + f"LIMIT {part.size}"
    )
