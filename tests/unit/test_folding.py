"""Folding: spellings that a reader would type for the same name compare equal, and nothing is lost that tells names apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.folding import _WRITTEN_OTHERWISE, fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Əliyev", "eliyev"),
        ("ƏLİYEV", "eliyev"),
        ("İlham", "ilham"),
        ("Laçın", "lacin"),
        ("Şuşa", "susa"),
        ("Xankəndi", "xankendi"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("O’Brien", "o'brien"),
        ("Sarkʼis", "sark'is"),
        ("Երևան", "Երեւան"),
        ("Ёлка", "елка"),
        ("ℌadrut", "hadrut"),
    ],
)
def test_a_name_is_found_as_people_type_it(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("Əliyev", "Aliyev"), ("Baku", "Bakı"), ("Շուշի", "Շուշա")])
def test_different_spellings_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_plain_text_is_only_lowered() -> None:
    assert fold("17 prisoners, 2022-10-04: OK.") == "17 prisoners, 2022-10-04: ok."


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_folded_text_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="a.b0123 ,-‐/_\njunemaych", max_size=40) | st.text())
def test_no_hint_keeps_a_word_written_otherwise_from_being_found(text: str) -> None:
    for hint, pattern, _ in _WRITTEN_OTHERWISE:
        assert hint.search(text) or not pattern.search(text)
