"""Windows leave nothing out: whatever matches is sorted in exactly one of them, and is found under one of its marks."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from records.published_terms import (
    ANY_TIME,
    ERAS,
    found_under,
    key_of,
    kinds_as_terms,
    magnitudes,
    magnitudes_asked,
    position_of,
    under,
)
from records.reading.wanted import Order, Slice, Wanted
from records.reading.windows import whole, windows

DAYS = st.one_of(
    st.dates(),
    st.dates(date(1975, 1, 1), date(2045, 12, 31)),
    st.sampled_from([date.min, date.max, date(1900, 1, 1), date(1979, 12, 31), date(2040, 1, 1)]),
)
SPANS = st.tuples(*[st.integers(0, len(ERAS) - 1)] * 2).map(lambda ends: (min(ends), max(ends)))
NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 2**40))


@st.composite
def periods(draw: st.DrawFn) -> tuple[date | None, date | None]:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return draw(st.sampled_from([(first, last), (first, first), (first, None), (None, last), (None, None)]))


@given(
    period=st.none() | periods(),
    asked=periods(),
    certain=st.booleans(),
    descending=st.booleans(),
    expected=st.floats(1, 1e7),
    lively=SPANS,
    key=st.none() | DAYS,
)
def test_what_matches_is_in_one_window_under_one_of_its_marks(
    period, asked, certain, descending, expected, lively, key
):
    first, last = period or (None, None)
    sort_date = first or last or date.min
    overlap = (
        period
        and (first or date.min) <= (asked[1] or date.max)
        and (last or date.max) >= (asked[0] or date.min)
    )
    if not overlap and asked != (None, None):
        return
    if key and (sort_date > key if descending else sort_date < key):
        return
    wanted = Wanted(("figure",), terms=(("actor:armenia",),), first=asked[0], last=asked[1], certain=certain)
    part = Slice(Order("date", descending), 50, (key.isoformat(), "x") if key else None)
    numbers = found_under("figure", ["actor:armenia"], period, sort_date)
    found = windows(wanted, part, expected, lively)
    holding = [window for window in found if window.first <= sort_date <= window.last]
    assert len(holding) == 1
    for window in (*holding, whole(wanted)):
        assert {*under(["actor:armenia"], window.marks)} & {*numbers}
        assert {*under(kinds_as_terms(["figure"]), window.marks)} & {*numbers}
        assert window.marks == [ANY_TIME] or {*under([""], window.marks)} & {*numbers}


def test_windows_come_in_reading_order_and_meet():
    wanted = Wanted(("figure",), terms=(("actor:armenia",),))
    for descending in (True, False):
        found = windows(wanted, Slice(Order("date", descending), 50), 1e6, (30, 60))
        in_time = found[::-1] if descending else found
        assert in_time[0].first == date.min
        assert in_time[-1].last == date.max
        gaps = [after.first - before.last for before, after in pairwise(in_time)]
        assert gaps == [timedelta(days=1)] * 32


@given(
    low=st.none() | NUMBERS,
    more=st.none() | NUMBERS,
    asked_low=st.none() | NUMBERS,
    asked_more=st.none() | NUMBERS,
)
def test_quantities_that_overlap_share_a_term(low, more, asked_low, asked_more):
    high = None if more is None else (low or 0) + more
    asked_high = None if asked_more is None else (asked_low or 0) + asked_more
    if (high is not None and high < (asked_low or 0)) or (asked_high is not None and asked_high < (low or 0)):
        return
    assert {*magnitudes(low, high)} & {*magnitudes_asked(asked_low, asked_high)}


def test_a_number_is_looked_up_among_few():
    near = [
        number for number in range(10_000) if {*magnitudes(number, number)} & {*magnitudes_asked(170, 170)}
    ]
    assert 170 in near
    assert near[0] > 150
    assert near[-1] < 190


def test_a_term_at_any_time_has_its_own_number():
    assert under(["actor:armenia"], [ANY_TIME]) == [key_of("actor:armenia")]
    assert position_of(date(1, 1, 1)) == 0
