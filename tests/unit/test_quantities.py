"""Quantities: what a source may say of a number, what contradicts itself, and which statements can both be true."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.quantities import LARGEST, QUALIFIERS, TEXT_LIMIT, Quantity, QuantityError, disjoint, parse

NUMBER = st.integers(0, LARGEST)
SILENT = {"low": None, "high": None}


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any statement that the profile allows."""
    qualifier = draw(st.sampled_from(QUALIFIERS))
    low, high = sorted(draw(st.lists(NUMBER, min_size=2, max_size=2, unique=True)))
    low, high = {
        "exact": (low, low),
        "about": (low, low),
        "at-least": (low, None),
        "at-most": (None, high),
        "range": (low, high),
    }.get(qualifier, (None, None))
    return Quantity(low, high, qualifier, draw(st.none() | st.text("a–7 ", min_size=1, max_size=TEXT_LIMIT)))


def says(low: int | None, high: int | None, qualifier: str) -> Quantity:
    return parse({"low": low, "high": high, "qualifier": qualifier})


def test_a_whole_number_is_short_for_exactly_that_number() -> None:
    assert parse(17).as_dict() == {"low": 17, "high": 17, "qualifier": "exact", "text": None}


def test_a_claim_of_zero_is_kept_as_zero() -> None:
    assert parse(0).as_dict() == {"low": 0, "high": 0, "qualifier": "exact", "text": None}


def test_bounds_left_out_are_unknown() -> None:
    assert parse({"qualifier": "withheld"}) == Quantity(None, None, "withheld", None)


def test_the_largest_number_is_accepted_and_the_next_is_not() -> None:
    assert parse(LARGEST).high == LARGEST
    with pytest.raises(QuantityError, match="must lie between 0 and 10000000000"):
        parse(LARGEST + 1)


@given(quantities())
def test_what_was_published_is_read_back_unchanged(quantity: Quantity) -> None:
    assert parse(quantity.as_dict()) == quantity
    assert parse(quantity) is quantity


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("17", "Write a whole number, or a mapping"),
        (True, "Write a whole number, or a mapping"),
        (17.0, "Write a whole number, or a mapping"),
        (None, "Write a whole number, or a mapping"),
        ([17], "Write a whole number, or a mapping"),
        (-1, "low must lie between 0 and"),
        ({"low": "1_000", "high": 1000, "qualifier": "exact"}, "low must be a whole number"),
        ({"low": 1, "high": True, "qualifier": "exact"}, "high must be a whole number"),
        ({"low": 1, "high": 1}, "qualifier must be one of: exact, at-least, at-most, about, range"),
        ({"low": 1, "high": 1, "qualifier": ["exact"]}, "qualifier must be one of"),
        ({"qualifier": "unknown", "source": "x"}, "Unknown part 'source'"),
        ({"low": 1, "high": None, "qualifier": "exact"}, "qualifier exact needs high"),
        ({"low": None, "high": 5, "qualifier": "at-least"}, "qualifier at-least needs low"),
        ({"low": 5, "high": 9, "qualifier": "at-least"}, "qualifier at-least leaves high null"),
        ({"low": 5, "high": 9, "qualifier": "at-most"}, "qualifier at-most leaves low null"),
        ({"low": 5, "high": 5, "qualifier": "withheld"}, "qualifier withheld leaves low null"),
        ({"low": 0, "high": 0, "qualifier": "unknown"}, "qualifier unknown leaves low null"),
        ({"low": 5, "high": 9, "qualifier": "exact"}, "exact needs low and high to be the same"),
        ({"low": 5, "high": 9, "qualifier": "about"}, "about needs low and high to be the same"),
        ({"low": 9, "high": 5, "qualifier": "range"}, "range needs low below high"),
        ({"low": 9, "high": 9, "qualifier": "range"}, "range needs low below high"),
        ({**SILENT, "qualifier": "unknown", "text": 5}, "text must be the source's wording"),
        ({**SILENT, "qualifier": "unknown", "text": "x" * (TEXT_LIMIT + 1)}, "at most 100 characters"),
        ({**SILENT, "qualifier": "unknown", "text": "a\x00b"}, "NUL"),
    ],
)
def test_what_contradicts_itself_is_refused_with_a_sentence(value: Any, says: str) -> None:
    with pytest.raises(QuantityError, match=says):
        parse(value)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (parse(17), parse(17), False),
        (parse(17), parse(18), True),
        (parse(0), parse(1), True),
        (says(33, None, "at-least"), parse(40), False),
        (says(33, None, "at-least"), parse(32), True),
        (says(None, 10, "at-most"), parse(10), False),
        (says(None, 10, "at-most"), parse(11), True),
        (says(5, 9, "range"), parse(9), False),
        (says(5, 9, "range"), says(10, 12, "range"), True),
        (says(33, None, "at-least"), says(None, 32, "at-most"), True),
        (says(200, 200, "about"), parse(180), False),
        (says(200, 200, "about"), parse(179), True),
        (says(200, 200, "about"), parse(220), False),
        (says(200, 200, "about"), parse(221), True),
        (says(200, 200, "about"), parse(70), True),
        (says(0, 0, "about"), parse(1), True),
    ],
)
def test_a_less_precise_statement_agrees_and_a_disjoint_one_does_not(
    one: Quantity, other: Quantity, contradict: bool
) -> None:
    assert disjoint(one, other) is contradict
    assert disjoint(other, one) is contradict


@given(quantities())
def test_a_statement_never_contradicts_itself(quantity: Quantity) -> None:
    assert not disjoint(quantity, quantity)


@given(quantities(), st.sampled_from(["withheld", "unknown"]))
def test_silence_contradicts_nothing(quantity: Quantity, qualifier: str) -> None:
    assert not disjoint(quantity, says(None, None, qualifier))


@given(quantities(), quantities(), NUMBER)
def test_statements_that_share_a_number_do_not_contradict_each_other(
    one: Quantity, other: Quantity, number: int
) -> None:
    shared = all(
        (q.low is None or q.low <= number) and (q.high is None or number <= q.high) for q in (one, other)
    )
    assert not (shared and disjoint(one, other))
