"""A question that a tree has narrowed asks for the same rows: shown on invented rows, without a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.published_terms import magnitudes
from records.reading.narrowing import narrowed, plain
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Words
from records.reading.wanted import Wanted

KINDS = ("figure", "incident", "release")
TERMS = [f"{name}:{value}" for name in ("actor", "place", "status") for value in "abc"]
WORDS = ["war", "peace", "talks"]
FIRST = date(2020, 1, 1)
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 9).map(lambda days: FIRST + timedelta(days))
TIMES = st.integers(0, 9).map(lambda days: BEGINNING + timedelta(days))
NUMBERS = st.sampled_from([0, 1, 3, 17, 40, 1000])


def ends(values):
    """One or both ends of a range, never crossed."""
    both = st.tuples(values, values).map(lambda two: tuple(sorted(two)))
    return st.one_of(both, values.map(lambda one: (one, None)), values.map(lambda one: (None, one)))


def some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


@dataclass(frozen=True)
class Row:
    kind: str
    terms: frozenset[str]
    words: frozenset[str]
    time: datetime
    period: tuple[date, date] | None
    number: tuple[int, int] | None


ROWS = st.builds(
    Row,
    kind=st.sampled_from(KINDS),
    terms=st.frozensets(st.sampled_from(TERMS), max_size=3),
    words=st.frozensets(st.sampled_from(WORDS), max_size=2),
    time=TIMES,
    period=st.none() | st.tuples(DAYS, DAYS).map(lambda two: tuple(sorted(two))),
    number=st.none() | st.tuples(NUMBERS, NUMBERS).map(lambda two: tuple(sorted(two))),
)
LEAVES = st.one_of(
    st.builds(Terms, some(TERMS)),
    st.builds(Kinds, some(KINDS)),
    st.builds(Words, st.sampled_from(WORDS)),
    st.builds(Since, TIMES),
    st.builds(lambda two, certain: Period(*two, certain), ends(DAYS), st.booleans()),
    st.builds(lambda two: Number(*two), ends(NUMBERS)),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=10,
)


def is_so(tree, row):
    """What a tree says of a row, word by word."""
    match tree:
        case AllOf(parts):
            return all(is_so(part, row) for part in parts)
        case AnyOf(parts):
            return any(is_so(part, row) for part in parts)
        case Not(part):
            return not is_so(part, row)
        case Terms(any_of):
            return bool(all_terms(row) & set(any_of))
        case Kinds(any_of):
            return row.kind in any_of
        case Words(text):
            return text in row.words
        case Since(time):
            return row.time >= time
        case Period(first, last, certain):
            return row.period is not None and lies(row.period, first or date.min, last or date.max, certain)
        case Number(low, high):
            ends = (low or 0, float("inf") if high is None else high)
            return row.number is not None and lies(row.number, *ends, inside=False)


def all_terms(row):
    return row.terms | (set(magnitudes(*row.number)) if row.number else set())


def lies(range_, first, last, inside):
    if inside:
        return range_[0] >= first and range_[1] <= last
    return range_[0] <= last and range_[1] >= first


def conditions(wanted):
    """Everything that a question says, what only look-ups read included."""
    yield Kinds(wanted.kinds)
    yield from map(Terms, wanted.terms)
    yield from wanted.trees
    yield from (AnyOf((Terms(each.terms), *map(Words, each.searches))) for each in wanted.either)
    if wanted.dated:
        yield Period(wanted.first, wanted.last, wanted.certain)
    if wanted.counted:
        yield Number(wanted.low, wanted.high)
    if wanted.since:
        yield Since(wanted.since)
    if wanted.words:
        yield Words(wanted.words)


@settings(max_examples=200, deadline=None, database=None)
@given(trees=st.lists(TREES, max_size=3), kinds=some(KINDS), rows=st.lists(ROWS, min_size=8, max_size=8))
def test_narrowing_neither_adds_a_row_nor_loses_one(trees, kinds, rows):
    asked = AllOf((Kinds(kinds), *trees))
    found = AllOf(tuple(conditions(narrowed(Wanted(kinds), *trees))))
    assert [is_so(found, row) for row in rows] == [is_so(asked, row) for row in rows]


@settings(max_examples=100, deadline=None, database=None)
@given(tree=TREES)
def test_a_plain_tree_says_not_of_single_conditions_alone(tree):
    def negated(part):
        match part:
            case Not(inner):
                yield inner
            case AllOf(parts) | AnyOf(parts):
                for inner in parts:
                    yield from negated(inner)

    assert not any(isinstance(part, AllOf | AnyOf | Not | Kinds) for part in negated(plain(tree, KINDS)))


def test_what_holds_in_any_case_is_a_plain_condition():
    tree = AllOf((Terms(("actor:a",)), AllOf((Words("war"), Not(Not(Period(FIRST, None)))))))
    assert narrowed(Wanted(KINDS), tree) == Wanted(KINDS, terms=(("actor:a",),), first=FIRST, words="war")


def test_any_of_several_terms_is_one_look_up():
    tree = AnyOf((Terms(("actor:a",)), AnyOf((Terms(("place:b",)),))))
    assert narrowed(Wanted(KINDS), tree) == Wanted(KINDS, terms=(("actor:a", "place:b"),))


def test_what_each_branch_needs_narrows_the_question():
    later = FIRST + timedelta(400)
    one = AllOf((Terms(("actor:a",)), Period(FIRST, FIRST)))
    other = AllOf((Period(later, later), Terms(("place:b",)), Words("war")))
    found = narrowed(Wanted(KINDS), AnyOf((one, other)))
    assert (found.first, found.last, found.terms[0]) == (FIRST, later, ("actor:a", "place:b"))
    assert found.trees


def test_of_two_periods_meant_differently_the_shorter_one_is_looked_up():
    long, short = Period(FIRST, None), Period(FIRST, FIRST, certain=True)
    found = narrowed(Wanted(KINDS), long, short)
    assert (found.first, found.last, found.trees) == (FIRST, FIRST, (long,))


YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
WITHIN_IT = Period(YEAR.first, YEAR.last, certain=True)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Period(YEAR.first, None), Period(None, YEAR.last), YEAR),
        (YEAR, Period(date(2022, 6, 1), date(2023, 6, 1)), Period(date(2022, 6, 1), YEAR.last)),
        (YEAR, Period(date(2000, 1, 1), None), YEAR),
        (Period(YEAR.first, None, certain=True), Period(None, YEAR.last, certain=True), WITHIN_IT),
    ],
)
def test_two_periods_that_share_days_are_one(one, other, both):
    for wanted in (
        narrowed(Wanted(("incident",)), AllOf((one, other))),
        narrowed(Wanted(("incident",)), other, one),
    ):
        assert Period(wanted.first, wanted.last, wanted.certain) == both
        assert wanted.trees == ()


@pytest.mark.parametrize("other", [Period(date(2023, 1, 1), None), WITHIN_IT])
def test_two_periods_that_share_none_or_are_meant_differently_are_both_asked(other):
    wanted = narrowed(Wanted(("incident",)), AllOf((YEAR, other)))
    asked = {Period(wanted.first, wanted.last, wanted.certain), *wanted.trees}
    assert asked == {YEAR, other}
