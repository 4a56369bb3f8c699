"""Tallies: of the matches of a question, how many carry each term, are of each kind, and have each period.

The newest matches are counted, so many at the most: they are found as a page is, with what is to be counted in the place of
documents. On demand it is all of them, in one statement that visits each.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from operator import itemgetter
from typing import Any

from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.lookup import all_found
from records.reading.pages import PAGE, newest_values
from records.reading.periods import DAYS, Days
from records.reading.statements import Row
from records.reading.wanted import At, Wanted

FEW = 5  # names whose terms are quicker taken out of a row than found among all of its terms
WITH_ANY, WITHOUT_ANY = "with-any", "without-any"  # by one or the other a row says whether it has a value

NO_DAYS = "FALSE AS dated, NULL::date AS first_day, NULL::date AS last_day"
COUNTED = """
SELECT 'kind', kind, NULL::date, NULL::date, count(*) FROM found GROUP BY kind
UNION ALL SELECT 'period', NULL, first_day, last_day, count(*) FROM found WHERE dated GROUP BY first_day, last_day
UNION ALL SELECT 'term', term, NULL, NULL, count(*) FROM (SELECT unnest(said) AS term FROM found OFFSET 0) AS terms
GROUP BY term"""

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
    days = DAYS if periods else NO_DAYS
    if most is None:
        return _of_all(then, days, names)
    said = map(_terms_of, names) if len(names) <= FEW else ["terms"]
    columns = ", ".join(["kind", days, *said])
    rows = newest_values(wanted, most + 1, columns)
    if rows and rows[0][0] != sequence:  # something was published since
        rows = newest_values(then, most + 1, columns)
    return _of_newest([row[PAGE:] for row in rows if row[PAGE] is not None], names, most)


def _terms_of(name: str) -> str:
    """The terms of a row are sorted, so that those of a name stand together."""
    before, last = (f"""width_bucket('{name}{mark}' COLLATE "C", terms)""" for mark in ":;")
    return f"terms[{before} + 1 : {last}]"


def _of_newest(rows: Sequence[Row], names: Sequence[str], most: int) -> Tally:
    """Of these without the oldest, where there is one too many."""
    if not rows:
        return Tally(True, Counter(), Counter(), {name: Counter() for name in names}, dict.fromkeys(names, 0))
    newest = sorted(rows, key=itemgetter(-2, -1), reverse=True)[:most]
    kinds, dated, first_days, last_days, *said, _, _ = zip(*newest, strict=True)
    found = _by_name(Counter(chain.from_iterable(chain.from_iterable(said))))
    if len(names) <= FEW:
        without = {name: terms.count([]) for name, terms in zip(names, said, strict=True)}
    else:
        without = _without(found, names, len(newest))
    return Tally(
        is_whole=len(rows) <= most,
        by_kind=Counter(kinds),
        by_days=Counter(compress(zip(first_days, last_days, strict=True), dated)),
        by_name={name: found[name] for name in names},
        without=without,
    )


def _of_all(then: Wanted, days: str, names: Sequence[str]) -> Tally:
    terms = " || ".join(map(_terms_of, [*names, WITH_ANY, WITHOUT_ANY]))
    found = all_found(then, f"kind, {days}, {terms} AS said").within(", found AS MATERIALIZED (")
    statement = with_moment(then.at) + found + COUNTED
    counts: dict[str, Counter[Any]] = {"kind": Counter(), "period": Counter(), "term": Counter()}
    for what, value, first_day, last_day, count in ask(statement.text, statement.values):
        counts[what][(first_day, last_day) if what == "period" else value] = count
    said = _by_name(counts["term"])
    return Tally(
        is_whole=True,
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
