"""Looking among segments: what conditions have in common, however frequent each is and however seldom they meet.

For each full segment of the log the database keeps which of its rows have which word. Put together, these strings of bits
name few rows, which are then visited, or so many that they are taken year by year, or segment by segment, until the page is
full. What was written since the last full segment is looked through.
"""

from collections.abc import Iterator

from records.published_terms import ERAS
from records.reading.bits import OF_ANY, Strings, may_match
from records.reading.conditions import behind, ordered, with_words
from records.reading.expected import Expected
from records.reading.lookup import matching_among
from records.reading.narrowing import follow_from_trees
from records.reading.sql import Sql, every, joined
from records.reading.trees import AllOf, Period, Since, Terms, Tree, Words
from records.reading.walk import sift
from records.reading.wanted import Slice, Span, Wanted

FEW = 700  # candidates that are visited at once
PIECE = 1_024  # places
FILL = 2  # how many times the page a first span is meant to hold

# Segments up to the first that is missing.
READABLE = """
WITH RECURSIVE readable AS MATERIALIZED (
    SELECT first, rows, size FROM (
        SELECT first, rows, length(rows) AS size, sum(length(rows)) OVER (ORDER BY first) - length(rows) AS before
        FROM records_segment WHERE word = ''
    ) AS known WHERE first <= before + 1
)"""
BEHIND_THEM = Sql("(SELECT coalesce(max(first + size), 1) FROM readable)")
# By the runs of zeros before ones and behind the last; whatever has none in a piece of a string is not looked at bit by bit.
# The lengths of the runs are found before anything is put in order.
PLACES = f"""
SELECT first + place FROM (
    SELECT first, length, sum(run + 1) OVER (PARTITION BY first ORDER BY number) - 1 AS place FROM (
        SELECT first, length(rows) AS length, octet_length(run) AS run, number FROM (
            SELECT first + skipped AS first, substring(rows FROM skipped + 1 FOR {PIECE}) AS rows
            FROM ({{}}) AS chosen, generate_series(0, length(rows) - 1, {PIECE}) AS skipped OFFSET 0
        ) AS pieces, unnest(string_to_array(rows::text, '1')) WITH ORDINALITY AS runs (run, number)
        WHERE bit_count(rows) > 0 OFFSET 0
    ) AS runs
) AS places WHERE place < length"""
SORTED_THEN = f"""
SELECT first, rows FROM (
    SELECT first, CASE WHEN turn.first_year IS NULL THEN matching.rows ELSE matching.rows & years.rows END AS rows
    FROM matching LEFT JOIN ({OF_ANY.format("word BETWEEN turn.first_year AND turn.last_year")}
    ) AS years USING (first)
) AS sorted_then WHERE bit_count(rows) > 0 OFFSET 0"""
FOUND = "(SELECT coalesce(sum(bit_count(rows)), 1) FROM matching)"


def look_among_segments(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page."""
    seen = ", ".join(dict.fromkeys(("sequence", *part.order.columns)))
    since = sift(wanted, part, seen, beginning=BEHIND_THEM)
    if part.order.by == "time":
        among = _segment_by_segment(wanted, part, seen)
    else:
        among = _year_by_year(wanted, part, seen, found.lively)
    pages = among.within("(", ") UNION ALL") + since.within("(")
    page = _matching(wanted, part, found) + "SELECT sequence FROM" + pages.within("(", ") AS page")
    page += f"{ordered(part.order)} LIMIT {part.size}"
    rows = Sql(f"SELECT {columns} FROM records_published WHERE sequence = ANY (ARRAY")
    return rows + page.within("(", "))") + ordered(part.order)


def _matching(wanted: Wanted, part: Slice, found: Expected) -> Sql:
    """What may match in each segment where anything may; put together once, whatever asks for it."""
    strings = Strings()
    may = may_match(_as_tree(wanted, found), strings)
    rows = Sql("SELECT first, readable.rows &") + may + "AS rows FROM readable"
    rows += joined(" ", strings.joins())
    within = [Sql("bit_count(rows) > 0"), *_ahead(wanted, part)]
    return Sql(f"{READABLE}, matching AS MATERIALIZED (SELECT * FROM") + (
        rows.within("(", " OFFSET 0) AS each WHERE") + every(within) + ")"
    )


def _as_tree(wanted: Wanted, found: Expected) -> Tree:
    """All that is wanted; its kinds among the terms, where they narrow anything. Trees speak for what follows from them."""
    said_twice = follow_from_trees(wanted)
    groups = [Terms(group) for group in found.groups if group not in said_twice]
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


def _year_by_year(wanted: Wanted, part: Slice, seen: str, lively: Span) -> Sql:
    """By spans of the years that rows are sorted in; few rows are one turn."""
    spans = _spans(part, _likely_years(wanted, part, lively))
    turns = spans + f"SELECT NULL AS first_year, NULL AS last_year WHERE {FOUND} <= {FEW} UNION ALL"
    first, last = ("farthest", "nearest") if part.order.descending else ("nearest", "farthest")
    turns += f"(SELECT {first}, {last} FROM spans WHERE nearest IS NOT NULL AND {FOUND} > {FEW})"
    return _in_turn(turns, SORTED_THEN, wanted, part, seen)


def _spans(part: Slice, likely: range) -> Sql:
    """Spans of years: the first from that of the key to as many likely ones as a page may need; each other from the next year
    that anything is sorted in, and twice as long as the one before.
    """
    most, side, sign, nearer = (
        ("max", "<", "-", "least") if part.order.descending else ("min", ">", "+", "greatest")
    )
    mark = f"SELECT {most}(word) FROM records_segment WHERE word BETWEEN '@0000' AND '@9999'"
    begin = Sql(f"{mark} AND word {side}= %s", (_mark(str(part.key[0])[:4]),)) if part.key else Sql(mark)
    farthest = f"'@' || lpad(least(greatest(right(since, 4)::int {sign} years, 0), 9999)::text, 4, '0')"
    span = f"SELECT nearest, {farthest}, years FROM"
    first = begin.within("(SELECT (", ") AS nearest) AS at_first, LATERAL")
    first += Sql(
        f"(SELECT {nearer}(nearest, %s) AS since, greatest(%s / {FOUND} - 1, 0)::int AS years) AS likely",
        (_mark(likely[-1 if part.order.descending else 0]), FILL * part.size * len(likely)),
    )
    behind_it = f"SELECT ({mark} AND word {side} farthest) AS nearest, years * 2 + 1 AS years FROM spans"
    others = f"(SELECT nearest, nearest AS since, years FROM ({behind_it} WHERE nearest IS NOT NULL) AS next_one) AS other"
    return first.within(
        f"WITH RECURSIVE spans (nearest, farthest, years) AS ({span} ", f" UNION ALL {span} {others})"
    )


def _likely_years(wanted: Wanted, part: Slice, lively: Span) -> range:
    """Those in which nearly everything is sorted that may match; the oldest first, also what lasts until then."""
    first, last = (ERAS[position] for position in lively)
    begins_within = wanted.certain or part.order.descending
    if wanted.first and wanted.first.year <= last and begins_within:
        first = max(first, wanted.first.year)
    if wanted.last and wanted.last.year >= first:
        last = min(last, wanted.last.year)
    return range(first, last + 1)


def _mark(year: int | str) -> str:
    return f"@{year:0>4}"


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
