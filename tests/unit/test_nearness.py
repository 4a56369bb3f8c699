"""A word is offered in place of another where a slip of the hand lies between them, and not where they share a piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.api.nearness import is_near, slips

words = st.text("abc", max_size=8)


@pytest.mark.parametrize(
    ("typed", "word", "number"),
    [
        ("", "", 0),
        ("geneva", "geneva", 0),
        ("genva", "geneva", 1),
        ("geneeva", "geneva", 1),
        ("gnefva", "geneva", 2),
        ("gebeva", "geneva", 1),
        ("egneva", "geneva", 1),
        ("prisonres", "prisoners", 1),
        ("landmines", "landmark", 4),
        ("", "step", 4),
    ],
)
def test_a_slip_is_a_letter_added_left_out_replaced_or_swapped_with_the_next(typed, word, number):
    assert slips(typed, word) == slips(word, typed) == number


@given(words, words)
def test_slips_are_none_between_equals_and_at_most_all_letters(typed, word):
    assert (slips(typed, word) == 0) is (typed == word)
    assert abs(len(typed) - len(word)) <= slips(typed, word) <= max(len(typed), len(word))


@given(words, words, words)
def test_one_more_letter_is_one_more_slip_at_the_most(typed, word, more):
    assert slips(typed + more, word) <= slips(typed, word) + len(more)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("genva", "geneva"), ("mirzojan", "mirsoyan"), ("azerbeidjan", "azerbaijan"), ("mirz", "mirzoyan")],
)
def test_slips_and_long_beginnings_are_near(typed, word):
    assert is_near(typed, word)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("seventeen", "seven"),
        ("stepanakert", "step"),
        ("landmines", "landmark"),
        ("mines", "ministries"),
        ("from", "date_from"),
        ("arm", "armenia"),
        ("sort", "source"),
        ("limit", "claimant"),
    ],
)
def test_pieces_in_common_and_short_beginnings_are_not(typed, word):
    assert not is_near(typed, word)
