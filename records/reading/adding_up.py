"""Adding up, of all matches, how many carry each term of some names: by the strings of segments, without a visit.

Of each segment the matches are known as a string of bits. Without those that were replaced by the moment, it is laid upon the
string of each word, or asked for each place where the word is. Rows of which segments are not sure are read.
"""

from collections.abc import Iterator, Sequence

from records.published_terms import kinds_as_terms
from records.reading.counting import UNTIL, judged, may_match_in_all, unsure
from records.reading.expected import expected
from records.reading.sql import Sql, joined
from records.reading.wanted import Wanted

# Matches, and their share of the register, from which on they are not visited: words of all of it are gone through.
FEWEST, SHARE = 10_000, 0.1

STANDING = f"""
, standing AS MATERIALIZED (
    SELECT first, ~replaced & CASE WHEN reached < length(sure)
        THEN substring(sure FROM 1 FOR reached) || substring(replaced # replaced FROM reached + 1) ELSE sure END AS rows
    FROM (
        SELECT first, sure, ({UNTIL} - first + 1)::int AS reached, substring((
            SELECT records_bits_at((sequence - first)::int, 1) FROM records_published
            WHERE superseded_at <= (SELECT published_at FROM moment) AND sequence BETWEEN first AND first + length(sure) - 1
        ) FROM 1 FOR length(sure)) AS replaced FROM judged OFFSET 0
    ) AS known
)"""
# A full join is never made one row at a time, however few words the planner expects.
OF_EACH_WORD = """
SELECT word, sum(number)::bigint AS number FROM (
    SELECT word, bit_count(said.rows & standing.rows) AS number
    FROM (SELECT * FROM records_segment WHERE {0} AND rows IS NOT NULL) AS said FULL JOIN standing USING (first)
    UNION ALL SELECT word, get_bit(standing.rows, unnest(places))
    FROM (SELECT * FROM records_segment WHERE {0} AND rows IS NULL) AS said FULL JOIN standing USING (first)
) AS counted GROUP BY word HAVING sum(number) > 0"""
OF_KINDS = "SELECT 'kind', substring(word FROM 2), NULL::date, NULL::date, number FROM (", ") AS counted"
OF_TERMS = "SELECT 'term', word, NULL, NULL, number FROM (", ") AS counted"


def is_much(wanted: Wanted) -> bool:
    """Whether segments tell the terms of all matches sooner than the matches themselves."""
    found = expected(wanted)
    return may_match_in_all(wanted, found) > max(FEWEST, found.rows * SHARE)


def each_added_up(wanted: Wanted, names: Sequence[str], marks: Sequence[str], read: Sequence[str]) -> Sql:
    """SELECT of how many of all matches are of each kind, carry each term of these names, and these marks; then what `read`
    SELECTs of the rows that have to be read: `newest`, with their kinds and terms. It speaks of `moment`.
    """
    rows = joined(" UNION ALL ", [each.within("(") for each in unsure(wanted, "kind, terms")])
    return (
        judged(wanted)
        + STANDING
        + rows.within(", newest AS MATERIALIZED (")
        + joined(" UNION ALL ", [*_added_up(wanted, names, marks), *map(Sql, read)])
    )


def _added_up(wanted: Wanted, names: Sequence[str], marks: Sequence[str]) -> Iterator[Sql]:
    """Of the words of a name, the colon behind it is less than whatever follows."""
    kinds = Sql("word = ANY (%s)", (list(kinds_as_terms(wanted.kinds)),))
    yield _of(kinds).within(*OF_KINDS)
    yield _of(Sql("word = ANY (%s)", (list(marks),))).within(*OF_TERMS)
    for name in names:
        yield _of(Sql("word >= %s AND word < %s", (f"{name}:", f"{name};"))).within(*OF_TERMS)


def _of(words: Sql) -> Sql:
    before, between, after = OF_EACH_WORD.split("{0}")
    return Sql(before) + words + between + words + after
