"""Matches along time: how many reach from one year or month to another.

All are counted if asked for, otherwise the newest by date, so many at the most. Which these are follows from the register and
the question alone, never from how they are found: at one moment the numbers stay the same for ever. Years and months are
whole numbers here (`Step`); what they are called is decided elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from records.reading.conditions import time_of, with_moment
from records.reading.connection import ask
from records.reading.counting import every_match
from records.reading.gathering import PAGE
from records.reading.moments import sequence_at
from records.reading.pages import newest_counted
from records.reading.periods import DAYS
from records.reading.sql import Sql, joined
from records.reading.statements import Row
from records.reading.totals import redacted
from records.reading.walk import newest_within
from records.reading.wanted import At, Wanted

MOST = 1_000  # matches that are counted unasked
MOST_WITHIN = 5_000  # the same where an index has all that is asked of them

BY_PERIOD = "SELECT dated, first_day, last_day, count(*), min(sort_date) FROM newest GROUP BY dated, first_day, last_day"

Unit = Literal["year", "month"]
Step = int  # the number of a year, or of a month counted from the beginning of year 0
Stretch = tuple[Step | None, Step | None]  # the first and the last; None: there is no bound on that side


@dataclass(frozen=True)
class Timeline:
    """How many of the counted matches lie where, and the moment at which that held; `sequence` and `redacted` as of a page.

    `is_whole`: all matches were counted. Otherwise there may be more of those that begin on the day `counted_from`, and
    earlier; where that is None, only of those without a beginning or an end.
    """

    sequence: int | None
    published_at: datetime | None
    redacted: int
    stretches: Counter[Stretch]
    undated: int
    is_whole: bool
    counted_from: date | None


def step_of(day: date, unit: Unit) -> Step:
    """The year or the month of a day."""
    return day.year if unit == "year" else day.year * 12 + day.month - 1


def step_or_none(day: date | None, unit: Unit) -> Step | None:
    """The same; None for no day."""
    return None if day is None else step_of(day, unit)


def read_timeline(wanted: Wanted, unit: Unit, *, exact: bool) -> Timeline:
    """Count the matches: all of them if `exact`, otherwise the newest."""
    if wanted.at.time:
        wanted = replace(wanted, at=At(sequence=sequence_at(wanted.at)))
    rows = _rows(wanted, exact=exact)
    sequence, micros, gone = rows[0][:3] if rows else (None, None, 0)
    found = [row[3:] for row in rows if row[3] is not None]
    stretches = _stretches(found, unit)
    counted = sum(row[3] for row in found)
    is_whole = exact or counted < _most(wanted)
    oldest = min((row[4] for row in found), default=date.min)
    return Timeline(
        sequence=sequence,
        published_at=None if micros is None else time_of(micros),
        redacted=gone,
        stretches=stretches,
        undated=counted - stretches.total(),
        is_whole=is_whole,
        counted_from=None if is_whole or oldest == date.min else oldest,
    )


def _stretches(found: Sequence[Row], unit: Unit) -> Counter[Stretch]:
    stretches: Counter[Stretch] = Counter()
    for dated, first, last, matches, _ in found:
        if dated:
            stretches[step_or_none(first, unit), step_or_none(last, unit)] += matches
    return stretches


def _rows(wanted: Wanted, *, exact: bool) -> Sequence[Row]:
    """A row for each period, or one without any: the moment, whether dated, first and last day, how many, since when."""
    if exact:
        return _grouped(wanted, every_match(wanted, "period, sort_date"))
    if _is_within(wanted):
        return _grouped(wanted, newest_within(wanted, MOST_WITHIN, "period, sort_date"))
    return [(*row[:3], *row[PAGE + 1 :]) for row in newest_counted(wanted, MOST, DAYS, BY_PERIOD)]


def _most(wanted: Wanted) -> int:
    return MOST_WITHIN if _is_within(wanted) else MOST


def _is_within(wanted: Wanted) -> bool:
    """Whether the index in the order of dates has all that is asked of a row, and little else to be passed over."""
    return not (_is_looked_up(wanted) or wanted.since or wanted.trees)


def _is_looked_up(wanted: Wanted) -> bool:
    """Whether the index of terms and words narrows it."""
    return bool(wanted.groups() or wanted.by_words)


def _grouped(wanted: Wanted, rows: Sql) -> list[Row]:
    """One statement."""
    periods = rows.within(f"SELECT {DAYS}, sort_date FROM (", ") AS found")
    said = [
        Sql("SELECT moment.sequence, moment.micros"),
        redacted(wanted.kinds, wanted.at),
        Sql("counted.*"),
    ]
    statement = with_moment(wanted.at) + periods.within(", newest AS (", ")") + joined(", ", said)
    statement += f"FROM moment LEFT JOIN ({BY_PERIOD}) AS counted ON TRUE"
    return ask(statement.text, statement.values)
