"""Tallies: of the matches of a question, how many carry each term, are of each kind, and have each period.

The newest matches are counted, so many at the most: they are found as a page is, and then their index columns are counted.
On demand it is all of them, in one statement that visits each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.lookup import all_found
from records.reading.pages import PAGE, newest_values
from records.reading.sql import Sql, joined
from records.reading.wanted import At, Wanted

COLUMNS = "kind, terms, period"

OF_KINDS = Sql("SELECT 'kind', kind, NULL::date, NULL::date, count(*) FROM found GROUP BY kind")
OF_PERIODS = Sql(
    "SELECT 'period', NULL, lower(period), upper(period) - 1, count(*) FROM found WHERE period IS NOT NULL GROUP BY period"
)

Days = tuple[date | None, date | None]  # the first and the last; None where there is no bound


@dataclass(frozen=True)
class Tally:
    """How many of the counted matches have what; those without a date are not in `by_days`.

    `is_whole` says that no match was left uncounted.
    """

    is_whole: bool
    by_kind: Mapping[str, int]
    by_term: Mapping[str, int]
    by_days: Mapping[Days, int]

    @property
    def counted(self) -> int:
        return sum(self.by_kind.values())


def tally(wanted: Wanted, *, sequence: int, names: Sequence[str], periods: bool, most: int | None) -> Tally:
    """Count terms `<name>:<value>` of these names (each given once), and periods if asked, among the newest matches, or all.

    It speaks of the moment right after `sequence`. Where that is the present, `wanted` had better say so: it is quicker.
    """
    then = replace(wanted, at=At(sequence=sequence))
    if most is None:
        rows, is_whole = all_found(then, COLUMNS), True
    else:
        reached, numbers = _newest(wanted, most + 1)
        if reached != sequence:  # something was published since
            numbers = _newest(then, most + 1)[1]
        rows = Sql(f"SELECT {COLUMNS} FROM records_published WHERE sequence = ANY (%s)", (numbers[:most],))
        is_whole = len(numbers) <= most
    found = with_moment(then.at) + rows.within(", found AS MATERIALIZED (")
    statement = found + joined(" UNION ALL ", _parts(list(names), periods))
    return _read(ask(statement.text, statement.values), is_whole=is_whole)


def _newest(wanted: Wanted, most: int) -> tuple[int, list[int]]:
    """The moment's sequence number, and those of the newest matches in their order."""
    rows = newest_values(wanted, most, "sequence")
    found = [(row[PAGE + 1 :], row[PAGE]) for row in rows if row[PAGE] is not None]
    return (rows[0][0] if rows else 0), [number for _, number in sorted(found, reverse=True)]


def _parts(names: list[str], periods: bool) -> Iterator[Sql]:
    """SELECTs of what is counted, its value or its days, and how often it was met."""
    yield OF_KINDS
    if names:
        terms = Sql("SELECT 'term', term, NULL, NULL, count(*) FROM found, unnest(terms) AS term")
        terms += Sql("JOIN unnest(%s::text[]) AS name ON name = split_part(term, ':', 1)", (names,))
        yield terms + "GROUP BY term"
    if periods:
        yield OF_PERIODS


def _read(rows: Sequence[tuple[str, str, date | None, date | None, int]], *, is_whole: bool) -> Tally:
    by: dict[str, dict[str, int]] = {"kind": {}, "term": {}}
    by_days: dict[Days, int] = {}
    for what, value, first, last, count in rows:
        if what == "period":
            by_days[first, last] = count
        else:
            by[what][value] = count
    return Tally(is_whole, by["kind"], by["term"], by_days)
