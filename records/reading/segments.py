"""Looking among segments: what conditions have in common, however frequent each is and however seldom they meet.

For each full segment of the log the database keeps which of its rows have which word. Put together, these strings of bits
name few rows, which are then visited, or so many that they are taken some at a time, until the page is
full. What was written since the last full segment is looked through.
"""

from collections.abc import Iterator

from records.reading.bits import Strings, may_match
from records.reading.conditions import behind, ordered, with_words
from records.reading.expected import Expected
from records.reading.lookup import matching_among
from records.reading.narrowing import follow_from_trees
from records.reading.spans import BITS_OF_SPAN, PLACES_OF_SPAN, SORTED, spans, stretches
from records.reading.sql import Sql, every, joined
from records.reading.trees import AllOf, Period, Since, Terms, Tree, Words
from records.reading.walk import sift
from records.reading.wanted import Groups, Slice, Wanted

PIECE = 1_024  # places

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
OF_SPAN = SORTED + PLACES.format(BITS_OF_SPAN) + PLACES_OF_SPAN
OF_STRETCH = PLACES.format("SELECT turn.first, turn.rows")


def look_among_segments(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page."""
    seen = ", ".join(dict.fromkeys(("sequence", *part.order.columns)))
    page = look_among_segments_seen(wanted, part, seen, found).within("SELECT sequence FROM (", ") AS page")
    rows = Sql(f"SELECT {columns} FROM records_published WHERE sequence = ANY (ARRAY")
    return rows + page.within("(", "))") + ordered(part.order)


def look_among_segments_seen(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page: of columns that were seen, so that no row is visited again."""
    since = sift(wanted, part, columns, beginning=BEHIND_THEM)
    if part.order.by == "time":
        among = _in_turn(stretches(part), OF_STRETCH, wanted, part, columns)
    else:
        among = _in_turn(spans(wanted, part, found.lively), OF_SPAN, wanted, part, columns)
    pages = among.within("(", ") UNION ALL") + since.within("(")
    page = pages.within("SELECT * FROM (", f") AS page {ordered(part.order)} LIMIT {part.size}")
    return _matching(wanted, part, found) + page


def _matching(wanted: Wanted, part: Slice, found: Expected) -> Sql:
    """What may match in each segment where anything may."""
    strings = Strings()
    may = Sql("readable.rows &") + may_match(as_tree(wanted, found.groups), strings) + "AS rows"
    return of_each("matching", may, strings, Sql("bit_count(rows) > 0"), *_ahead(wanted, part))


def of_each(name: str, columns: Sql, strings: Strings, *within: Sql) -> Sql:
    """The beginning of a statement: of each segment these columns, where all of that holds; put together once."""
    rows = Sql("SELECT first,") + columns + "FROM readable" + joined(" ", strings.joins())
    return Sql(f"{READABLE}, {name} AS MATERIALIZED (SELECT * FROM") + (
        rows.within("(", " OFFSET 0) AS each WHERE") + every(within) + ")"
    )


def as_tree(wanted: Wanted, groups: Groups) -> Tree:
    """What is wanted, with its terms in these groups. Trees speak for what follows from them."""
    said_twice = follow_from_trees(wanted)
    terms = [Terms(group) for group in groups if group not in said_twice]
    period = [Period(wanted.first, wanted.last, wanted.certain)] if wanted.dated else []
    words = [Words(wanted.words)] if wanted.words else []
    since = [Since(wanted.since)] if wanted.since else []
    return AllOf((*terms, *period, *words, *since, *wanted.trees))


def _ahead(wanted: Wanted, part: Slice) -> Iterator[Sql]:
    """Segments that were begun by the moment, and not those that lie behind the reader."""
    if not wanted.at.is_now:
        yield Sql("first <= (SELECT sequence FROM moment)")
    if part.key and part.order.by == "time":
        yield Sql("first <= %s" if part.order.descending else "first + length(rows) > %s", part.key)


def _in_turn(turns: Sql, chosen: str, wanted: Wanted, part: Slice, seen: str) -> Sql:
    """One after the other, until the page is full: of the rows chosen in each, those that match."""
    these = Sql(chosen).within("sequence = ANY (ARRAY(", "))")
    page = matching_among(wanted, seen, [these], *with_words(wanted), *behind(part.key, part.order))
    page += f"{ordered(part.order)} LIMIT {part.size}"
    return (
        turns.within("SELECT found.* FROM (", ") AS turn")
        + page.within("CROSS JOIN LATERAL (", ") AS found")
        + f"LIMIT {part.size}"
    )
