"""Periods by their marks in segments: conditions on words that rows carry which may have been then, or certainly were.

`~` and a year: it touches that year. `%` and a month: it touches that month; `%` and a year: it touches that year, and more
months than are told. `>` and a decade: it begins then and never ends; `<` and a decade: it ends then, after ever (few do).
A bare `~`: it may be at any time. Whole years are asked for by their own marks, the rest by the months of theirs.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from records.reading.sql import Sql, either
from records.reading.trees import Period

MOST_OF_A_YEAR = 6  # months
LONGEST = 100  # years; what is longer may be at any time
AT_ANY_TIME = Sql("word = '~'")


@dataclass(frozen=True)
class _Edge:
    """A year of which the period has some months, from a first to a last, and how much of them is whole."""

    year: int
    first: int
    last: int
    whole: range

    def touched(self) -> Sql:
        """What may lie in one of the months. Where these are most of the year, its mark says nearly as much, and sooner."""
        if self.last - self.first >= MOST_OF_A_YEAR:
            return Sql("word = %s", (f"~{self.year:04}",))
        return either([self._unmarked(), *self._months(self.first, self.last)]).within("(")

    def wholly_touched(self) -> Iterator[Sql]:
        """What certainly does."""
        yield from self._months(self.whole.start, self.whole.stop - 1)

    def around(self) -> Sql:
        """What may lie in the year and not in the months that are whole; where none is, in any of them."""
        not_whole = [*self._months(1, self.whole.start - 1), *self._months(self.whole.stop, 12)]
        return either([self._unmarked(), *not_whole]).within("(")

    def outside(self) -> Iterator[Sql]:
        """What certainly lies in the year and not in any of the months."""
        yield from self._months(1, self.first - 1)
        yield from self._months(self.last + 1, 12)

    def _unmarked(self) -> Sql:
        return Sql("word = %s", (f"%{self.year:04}",))

    def _months(self, first: int, last: int) -> Iterator[Sql]:
        if first <= last:
            bounds = f"%{self.year:04}-{first:02}", f"%{self.year:04}-{last:02}"
            yield Sql("word BETWEEN %s AND %s", bounds)


def may_touch(period: Period) -> Sql:
    """What may have been then; of what certainly has to have been, also what reaches beyond."""
    first, last = _days(period)
    found = [*_years("~", *_whole_years(period)), *(edge.touched() for edge in _edges(period))]
    if not (period.certain and period.first and period.last):
        found += [*_years("<", first.year // 10 * 10, 9999), *_years(">", 0, last.year)]
    if not (period.certain and last.year - first.year <= LONGEST):
        found.append(AT_ANY_TIME)
    return either(found).within("(")


def certainly_touch(period: Period) -> list[Sql]:
    """What was then, of that which says so; none where nothing does."""
    begin, end = _whole_years(period)
    found = [*_years("~", begin, end), *(part for edge in _edges(period) for part in edge.wholly_touched())]
    if not period.certain:
        found += [*_years("<", begin, 9999), *_years(">", 0, end - 9)]
    return found


def may_lie_beyond(period: Period) -> Sql:
    """Of what touches it, what touches time that is not wholly within, or may."""
    return either([_years_around(period), *(edge.around() for edge in _edges(period))]).within("(")


def lies_beyond(period: Period) -> Sql:
    """Of what touches it, what certainly reaches beyond."""
    months = [part for edge in _edges(period) for part in edge.outside()]
    return either([_years_around(period), *months]).within("(")


def _years_around(period: Period) -> Sql:
    """Whatever reaches from within to any year outside touches one of these."""
    first, last = _days(period)
    return Sql("word = ANY (%s)", ([f"~{first.year - 1:04}", f"~{last.year + 1:04}"],))


def _days(period: Period) -> tuple[date, date]:
    return period.first or date.min, period.last or date.max


def _whole_years(period: Period) -> tuple[int, int]:
    """The first and the last; the last is the lesser one where there are none."""
    first, last = _days(period)
    return first.year + (first != date(first.year, 1, 1)), last.year - (last != date(last.year, 12, 31))


def _edges(period: Period) -> Iterator[_Edge]:
    first, last = _days(period)
    begin, end = _whole_years(period)
    for year in sorted({first.year, last.year}):
        if not begin <= year <= end:
            since = first if year == first.year else date(year, 1, 1)
            until = last if year == last.year else date(year, 12, 31)
            whole_end = until.month + (until.day == monthrange(year, until.month)[1])
            yield _Edge(year, since.month, until.month, range(since.month + (since.day != 1), whole_end))


def _years(mark: str, first: int, last: int) -> Iterator[Sql]:
    if first <= last:
        yield Sql("word BETWEEN %s AND %s", _names(mark, first, last))


def _names(mark: str, first: int, last: int) -> tuple[str, str]:
    return f"{mark}{first:04}", f"{mark}{last:04}"
