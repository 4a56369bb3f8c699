"""Marks of periods never hide a row that may have been then, and never claim one that was not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.range import Range

from records.reading.period_marks import certainly_touch, lies_beyond, may_lie_beyond, may_touch
from records.reading.sql import Sql, either
from records.reading.trees import Period

days = st.one_of(
    st.dates(date(2003, 11, 1), date(2006, 3, 1)),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from(
        [date(2004, 12, 31), date(2005, 1, 1), date(2005, 2, 28), date(2004, 2, 29), date(2005, 12, 31)]
    ),
)
ends = st.tuples(st.none() | days, st.none() | days)


def in_order(found: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, last = found
    return (last, first) if first and last and last < first else found


periods = ends.map(in_order)
asked = st.builds(lambda ends, certain: Period(*ends, certain), periods.filter(any), st.booleans())


def answers(period: Any, condition: Sql) -> bool:
    """Whether a row of this period has a word that the condition admits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM records_period_words(%s::daterange) AS said (word) WHERE {condition.text})",
            [period, *condition.values],
        )
        return bool(cursor.fetchone()[0])


def matches(period: Any, wanted: Period) -> bool:
    with connection.cursor() as cursor:
        operator = "<@" if wanted.certain else "&&"
        cursor.execute(
            f"SELECT %s::daterange {operator} %s::daterange", [period, Range(wanted.first, wanted.last, "[]")]
        )
        return bool(cursor.fetchone()[0])


@settings(max_examples=400)
@given(periods, asked)
def test_what_was_then_is_among_what_may_have_been_and_what_was_not_is_never_certain(days, wanted):
    period = Range(*days, "[]")
    was = matches(period, wanted)
    certain = answers(period, either(certainly_touch(wanted)))
    may = answers(period, may_touch(wanted))
    if wanted.certain:
        certain = certain and not answers(period, may_lie_beyond(wanted))
        may = may and not answers(period, lies_beyond(wanted))
    assert may or not was
    assert was or not certain


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        (date(1993, 5, 3), date(1993, 5, 9), True),
        (date(1993, 4, 30), date(1993, 5, 1), True),
        (date(1993, 6, 1), date(1993, 6, 30), False),
        (date(1993, 1, 1), date(1993, 12, 31), True),
        (date(1992, 1, 1), date(1992, 12, 31), False),
        (date(1985, 1, 1), None, True),
        (date(2001, 1, 1), None, False),
        (None, date(2001, 1, 1), True),
        (None, date(1985, 1, 1), False),
        (date(1700, 1, 1), date(1900, 1, 1), True),
    ],
)
def test_a_month_is_told_from_the_months_beside_it(first, last, may):
    wanted = Period(date(1993, 5, 1), date(1993, 5, 31))
    assert answers(Range(first, last, "[]"), may_touch(wanted)) is may


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 150))
def test_a_short_period_is_certain_in_the_months_it_lies_in(first, days_more):
    last = first + timedelta(days=days_more)
    began = first.replace(day=1)
    ended = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    wanted = Period(began, ended, certain=True)
    period = Range(first, last, "[]")
    assert answers(period, either(certainly_touch(wanted)))
    assert not answers(period, may_lie_beyond(wanted))
