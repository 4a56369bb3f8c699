"""Tallies: of the matches of a question, how many carry each term, are of each kind, and have each period.

The newest matches are counted, so many at the most, by the statement that finds them as a page is found. On demand it is all
of them: each is visited, or, of much, what it carries is added up from segments.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from records.reading.adding_up import each_added_up, is_much
from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.counting import every_match
from records.reading.gathering import PAGE
from records.reading.pages import newest_counted
from records.reading.periods import DAYS, Days
from records.reading.statements import Row
from records.reading.wanted import At, Wanted

FEW = 6  # names whose terms are quicker taken out of a row than found among all of its terms
WITH_ANY, WITHOUT_ANY = "with-any", "without-any"  # by one or the other a row says whether it has a value

# SELECTs of what is counted, its value or its days, and how often it was met.
OF_KINDS = "SELECT 'kind', kind, NULL::date, NULL::date, count(*) FROM newest GROUP BY kind"
OF_PERIODS = "SELECT 'period', NULL, first_day, last_day, count(*) FROM newest WHERE dated GROUP BY first_day, last_day"
EACH_TERM = "SELECT unnest({}) AS term FROM newest OFFSET 0"
OF_TERMS = f"SELECT 'term', term, NULL, NULL, count(*) FROM ({EACH_TERM}) AS said GROUP BY term"
WITHOUT = "SELECT 'term', '{}', NULL, NULL, count(*) FROM newest WHERE {} = '{{}}'"

Names = defaultdict[str, Counter[str]]  # how often each value of a name


@dataclass(frozen=True)
class Tally:
    """How many of the counted matches have what: of each name each value, and how many have none.

    `is_whole` says that no match was left uncounted. Those without a date are not in `by_days`.
    """

    is_whole: bool
    by_kind: Counter[str]
    by_days: Counter[Days]
    by_name: Mapping[str, Counter[str]]
    without: Mapping[str, int]

    @property
    def counted(self) -> int:
        return self.by_kind.total()


def tally(wanted: Wanted, *, sequence: int, names: Sequence[str], periods: bool, most: int | None) -> Tally:
    """Count terms `<name>:<value>` of these names, and periods if asked, among the newest matches, or all.

    It speaks of the moment right after `sequence`. Where that is the present, `wanted` had better say so: it is quicker.
    """
    then = replace(wanted, at=At(sequence=sequence))
    if most is None:
        return _read(list(_of_every_match(then, names, periods=periods)), names, is_whole=True)
    columns, counted = _columns(names, periods=periods), " UNION ALL ".join(_parts(names, periods=periods))
    rows = newest_counted(wanted, most, columns, counted)
    if rows and rows[0][0] != sequence:  # something was published since
        rows = newest_counted(then, most, columns, counted)
    found = [row[PAGE:] for row in rows if row[PAGE] is not None]
    return _read([row[1:] for row in found], names, is_whole=all(row[0] <= most for row in found))


def _of_every_match(wanted: Wanted, names: Sequence[str], *, periods: bool) -> Iterator[Row]:
    """Nothing that segments know of periods could be added up."""
    if (periods and not names) or not is_much(wanted):
        yield from _visited(wanted, _columns(names, periods=periods), _parts(names, periods=periods))
        return
    marks = [f"{mark}:{name}" for mark in (WITH_ANY, WITHOUT_ANY) for name in names]
    told = with_moment(wanted.at) + each_added_up(
        wanted, names, marks, [OF_KINDS, OF_TERMS.format("terms")]
    ).within("SELECT * FROM (", ") AS told")
    yield from ask(told.text, told.values)
    if periods:
        yield from _visited(wanted, DAYS, [OF_PERIODS])


def _visited(wanted: Wanted, columns: str, parts: Iterable[str]) -> list[Row]:
    newest = every_match(wanted, columns).within(", newest AS MATERIALIZED (")
    statement = with_moment(wanted.at) + newest + " UNION ALL ".join(parts)
    return ask(statement.text, statement.values)


def _columns(names: Sequence[str], *, periods: bool) -> str:
    """Of a row, by the names that the parts have for them. Its terms are sorted, so that those of a name stand together."""
    days = [DAYS] if periods else []
    if len(names) > FEW:
        return ", ".join(["kind", *days, "terms"])
    return ", ".join(["kind", *days, *(f"{_terms_of(name)} AS {_column(name)}" for name in names)])


def _terms_of(name: str) -> str:
    before, last = (f"""width_bucket('{name}{mark}' COLLATE "C", terms)""" for mark in ":;")
    return f"terms[{before} + 1 : {last}]"


def _column(name: str) -> str:
    return f'"of {name}"'


def _parts(names: Sequence[str], *, periods: bool) -> Iterator[str]:
    yield OF_KINDS
    if periods:
        yield OF_PERIODS
    if len(names) > FEW:
        yield OF_TERMS.format("terms")
        return
    for name in names:
        yield OF_TERMS.format(_column(name))
        yield WITHOUT.format(f"{WITHOUT_ANY}:{name}", _column(name))


def _read(rows: Sequence[Row], names: Sequence[str], *, is_whole: bool) -> Tally:
    counts: dict[str, Counter[Any]] = {"kind": Counter(), "period": Counter(), "term": Counter()}
    for what, value, first_day, last_day, count in rows:
        counts[what][(first_day, last_day) if what == "period" else value] += count
    said = _by_name(counts["term"])
    return Tally(
        is_whole=is_whole,
        by_kind=counts["kind"],
        by_days=counts["period"],
        by_name={name: said[name] for name in names},
        without=_without(said, names, counts["kind"].total()),
    )


def _by_name(by_term: Mapping[str, int]) -> Names:
    found: Names = defaultdict(Counter)
    for term, count in by_term.items():
        name, _, value = term.partition(":")
        found[name][value] = count
    return found


def _without(said: Names, names: Sequence[str], counted: int) -> dict[str, int]:
    """By the marks, of which a row has what is rarer of a name: that it has a value of it, or that it has none."""
    having, lacking = said[WITH_ANY], said[WITHOUT_ANY]
    return {
        name: lacking[name] or counted - (having[name] or (counted if said[name] else 0)) for name in names
    }
