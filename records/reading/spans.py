"""Turns in which what may match is visited, as much at a time as a page should need.

By date these are spans of years, or of months where a year holds much: each row has a mark of the year it is sorted in, and
one of the month. Years are added up until they hold enough, by how many of the rows that may match each has; further spans
hold more. In the order of publication they are stretches of the log. What is written here follows `matching`, which
has the rows that may match of each segment.
"""

from datetime import date

from records.published_terms import ERAS, LAST_SPAN
from records.reading.sql import Sql
from records.reading.walk import days_within
from records.reading.wanted import Slice, Span, Wanted

FEW = 700  # candidates that are visited at once
FILL = 1.3  # how many times the page a turn holds at least: of what may match, most does
LEAST = 100  # candidates for which a turn is worth its price
PARTED = 1_000  # candidates of a span from which on months of it are taken: their places take longer to read than years
OF_MONTHS = 300  # that each of its parts holds

FOUND = "(SELECT coalesce(sum(bit_count(rows)), 1) FROM matching)"
# What a turn has of what may match: all of it, or what is sorted between two marks. Each row is sorted under one of these.
SORTED = """
WITH sorted AS MATERIALIZED (
    SELECT first, rows, places FROM records_segment WHERE word BETWEEN turn.lowest AND turn.highest
)"""
BITS_OF_SPAN = """
SELECT first, rows FROM matching WHERE turn.lowest IS NULL
UNION ALL SELECT first, matching.rows & together.rows FROM matching JOIN (
    SELECT first, bit_or(rows) AS rows FROM sorted WHERE rows IS NOT NULL GROUP BY first
) AS together USING (first) WHERE bit_count(matching.rows & together.rows) > 0 OFFSET 0"""
PLACES_OF_SPAN = """
UNION ALL SELECT first + place FROM sorted JOIN matching USING (first), unnest(places) AS place
WHERE places IS NOT NULL AND get_bit(matching.rows, place) = 1"""
HELD = """(
    SELECT coalesce(sum(CASE WHEN places IS NULL THEN bit_count(matching.rows & sorted.rows)
        ELSE (SELECT count(*) FROM unnest(places) AS place WHERE get_bit(matching.rows, place) = 1) END), 0)::int
    FROM (
        SELECT first, rows, places FROM records_segment
        WHERE word BETWEEN least({since}, {until}) AND greatest({since}, {until}) OFFSET 0
    ) AS sorted JOIN matching USING (first)
)"""

# Spans of years, one after the other, as far as they are asked for; each that holds enough, or is the last, is complete. What
# comes before the first likely year is a span of its own: hardly anything is expected there.
YEARS = f"""
WITH RECURSIVE spans (begun, until, held, complete, ended) AS (
    SELECT begun, until, held, held >= {{enough}} OR until = %s, FALSE
    FROM (
        SELECT begun, {{nearer}}(begun, %s) AS until FROM (SELECT ({{begun}}) AS begun OFFSET 0) AS nearest OFFSET 0
    ) AS years,
    LATERAL (
        SELECT CASE WHEN until = %s THEN 1 ELSE {HELD.format(since="until", until="until")} END AS held OFFSET 0
    ) AS of_these
    WHERE begun IS NOT NULL
    UNION ALL
    SELECT CASE WHEN complete THEN year ELSE begun END, coalesce(year, until), together,
        together >= {{enough}} OR year IS NULL, year IS NULL
    FROM (SELECT spans.*, ({{next}}) AS year FROM spans WHERE NOT ended OFFSET 0) AS next_one, LATERAL (
        SELECT CASE WHEN complete THEN 0 ELSE held END
            + CASE WHEN year IS NULL THEN 0 ELSE {HELD.format(since="year", until="year")} END AS together OFFSET 0
    ) AS of_both
)"""

# A span, or all of it but its last year, where this holds much.
WHOLE = """
SELECT least(begun, nearest) AS lowest, greatest(begun, nearest) AS highest FROM (SELECT CASE WHEN held < {parted} THEN until
    ELSE '@' || lpad((right(until, 4)::int {side} 1)::text, 4, '0') END AS nearest) AS but_much
WHERE held < {parted} OR begun <> until"""
# Of the months of a year, so many at a time that each part holds about enough.
MONTHS = """
SELECT right(until, 4)::int * 12 AS january, least(12, held / {enough}) AS parts WHERE held >= {parted}"""
MONTH = "'#' || lpad(({0} / 12)::text, 4, '0') || '-' || lpad((mod({0}, 12) + 1)::text, 2, '0')"
NEWEST_FIRST = "january + 12 - (part + 1) * 12 / parts AS lowest, january + 11 - part * 12 / parts AS highest"
OLDEST_FIRST = "january + part * 12 / parts AS lowest, january + (part + 1) * 12 / parts - 1 AS highest"

# Of a segment, from one place to another.
STRETCHES = """
SELECT first + skipped AS first, substring(rows FROM skipped + 1 FOR reached - skipped) AS rows FROM (
    SELECT first, rows, greatest(1, bit_count(rows) / {enough})::int AS parts FROM matching ORDER BY first {way}
) AS segments, generate_series({numbers}) AS part,
LATERAL (SELECT part * length(rows) / parts, (part + 1) * length(rows) / parts) AS ends (skipped, reached)"""


def stretches(part: Slice) -> Sql:
    """SELECT of the first row of each turn, and of its rows."""
    way, numbers = ("DESC", "parts - 1, 0, -1") if part.order.descending else ("ASC", "0, parts - 1")
    return Sql(STRETCHES.format(enough=_enough(part), way=way, numbers=numbers))


def spans(wanted: Wanted, part: Slice, lively: Span) -> Sql:
    """SELECT of the marks between which each turn lies; few rows are one turn, which has none."""
    few = f"SELECT NULL AS lowest, NULL AS highest WHERE {FOUND} <= {FEW} UNION ALL"
    many = f"WHERE complete AND held > 0 AND {FOUND} > {FEW})"
    of_span = _parts(part).within("(SELECT turn.* FROM spans, LATERAL (", ") AS turn")
    return _of_years(wanted, part, lively) + few + of_span + many


def _of_years(wanted: Wanted, part: Slice, lively: Span) -> Sql:
    most, side, nearer = ("max", "<", "least") if part.order.descending else ("min", ">", "greatest")
    first_day, last_day = days_within(LAST_SPAN, wanted)
    marks = _mark((first_day or date.min).year), _mark((last_day or date.max).year)
    year = Sql(f"SELECT {most}(word) FROM records_segment WHERE word BETWEEN %s AND %s", marks)
    begun = year + Sql(f"AND word {side}= %s", (_mark(str(part.key[0])[:4]),)) if part.key else year
    unlikely = _mark(_likely_year(wanted, part, lively) + (1 if part.order.descending else -1))
    words = {
        "begun": begun.text,
        "next": f"{year.text} AND word {side} until",
        "nearer": nearer,
        "enough": _enough(part),
    }
    return Sql(YEARS.format(**words), (unlikely, unlikely, *begun.values, unlikely, *year.values))


def _parts(part: Slice) -> Sql:
    """A span whole, or, where it holds far more than enough, the years before its last, and some months of that at a time.
    No months that lie before the key.
    """
    side, way, ahead = (
        ("+", NEWEST_FIRST, "lowest <=") if part.order.descending else ("-", OLDEST_FIRST, "highest >=")
    )
    enough = {"enough": max(OF_MONTHS, _enough(part)), "parted": max(PARTED, 2 * _enough(part)), "side": side}
    months = (
        f"SELECT {way} FROM ({MONTHS.format(**enough)}) AS of_year, generate_series(0, parts - 1) AS part"
    )
    marks = f"SELECT {MONTH.format('lowest')}, {MONTH.format('highest')} FROM ({months}) AS parts"
    turns = Sql(f"{WHOLE.format(**enough)} UNION ALL {marks}")
    if not part.key:
        return turns
    year, month = str(part.key[0]).split("-")[:2]
    return turns + Sql(f"WHERE {ahead} %s", (int(year) * 12 + int(month) - 1,))


def _enough(part: Slice) -> int:
    """How many candidates a turn holds, if there are as many."""
    return max(1, LEAST, round(FILL * part.size))


def _likely_year(wanted: Wanted, part: Slice, lively: Span) -> int:
    """The nearest year up to which hardly anything is sorted that may match, except what lasts until then."""
    first, last = (ERAS[position] for position in lively)
    if part.order.descending:
        return min(last, wanted.last.year) if wanted.last and wanted.last.year >= first else last
    if wanted.certain and wanted.first and wanted.first.year <= last:
        return max(first, wanted.first.year)
    return first


def _mark(year: int | str) -> str:
    return f"@{year:0>4}"
