"""Paragraphs, words and spellings of an article's text, and words that are not an editor's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.articles.copied import TOO_MANY, copied_run
from records.articles.files import LARGEST, NotAnArticle, checked, read_file
from records.articles.text import paragraphs, sha256_of, spellings, stands_in

TWELVE = "the quick brown fox has jumped over a lazy dog this morning"


def test_paragraphs_are_the_lines_with_text_in_them() -> None:
    assert paragraphs("one\n\n \t\n two  \u00a0words \r\nthree") == ["one", "two words", "three"]


def test_a_byte_order_mark_is_no_part_of_the_first_paragraph() -> None:
    assert paragraphs("\ufeffone\ntwo") == ["one", "two"]
    assert paragraphs("\ufeff\none") == ["one"]


def test_a_phrase_is_found_in_each_paragraph_that_holds_it() -> None:
    lines = paragraphs("a b c\nb  c\nc")
    assert stands_in("b\u00a0 c", lines) == [1, 2]
    assert stands_in(" ", lines) == []


@pytest.mark.parametrize(
    "file", ["a\nb\n", "a\nb", "a\r\nb\r\n", "a\r\nb", "\ufeffa\nb\n", "\ufeffa\r\nb", "a\n\nb\n\n\n"]
)
def test_a_pasted_text_is_known_by_the_file_it_was_copied_from(file: str) -> None:
    pasted = file.removeprefix("\ufeff").replace("\r\n", "\n").replace("\n", "\r\n")
    assert file in spellings(pasted)


@given(st.text())
def test_the_plainest_spelling_has_the_same_paragraphs(text: str) -> None:
    assert paragraphs(spellings(text)[0]) == paragraphs(text)


def test_sha256_is_that_of_the_file() -> None:
    assert sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (b"", "a.txt", "There is no text in this"),
        (b" \n\r\n ", "a.txt", "There is no text in this"),
        (b"a\x00b", "a.txt", "holds a NUL character"),
        (b"caf\xe9", "a.txt", "byte 4 cannot be read"),
        ("text".encode("utf-16"), "a.txt", "UTF-16"),
        (b"text", "a.html", "This is a web page"),
        (b"text", "A.HTM", "This is a web page"),
        (b" \n<!DOCTYPE html><p>x", "a.txt", "This is a web page"),
        (b"<html><p>x", "a.txt", "This is a web page"),
        (b"%PDF-1.7", "a.pdf", "Upload a .txt file"),
        (b"text", "", "Upload a .txt file"),
        (b"a" * (LARGEST + 1), "a.txt", "an article may have 0.5 MB"),
        (b"a\n" * 1001, "a.txt", "This has 1001 paragraphs"),
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(raw: bytes, name: str, says: str) -> None:
    with pytest.raises(NotAnArticle, match=says):
        read_file(raw, name=name)


def test_a_file_is_read_letter_by_letter() -> None:
    raw = "\ufeffA “headline”\r\n\r\nText.".encode()
    assert read_file(raw, name="a.txt").encode() == raw


def test_a_text_may_be_as_large_as_the_limit_and_one_line_long() -> None:
    assert checked("a" * LARGEST)


def test_eleven_words_in_a_row_are_not_own_words_and_ten_are() -> None:
    words = TWELVE.split()
    assert TOO_MANY == 11
    assert copied_run(" ".join(words[:10]), [TWELVE]) == []
    assert copied_run(" ".join(words[:11]), [TWELVE]) == words[:11]


def test_a_copied_run_is_found_in_whole_inside_other_words() -> None:
    assert (
        copied_run(f"They say that {TWELVE}, in short.", ["Something else.", f"So {TWELVE}."])
        == TWELVE.split()
    )


def test_capitals_punctuation_and_ligatures_hide_no_copy() -> None:
    assert copied_run(TWELVE.upper().replace(" ", ", "), [TWELVE])
    assert copied_run("ﬁve " * 11, ["five " * 11])


def test_words_that_are_together_in_two_paragraphs_are_not_in_a_row() -> None:
    first, second = " ".join(TWELVE.split()[:6]), " ".join(TWELVE.split()[6:])
    assert copied_run(TWELVE, [first, second]) == []
