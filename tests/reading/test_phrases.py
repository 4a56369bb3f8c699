"""Phrases among segments: what stands side by side is known there, so that few rows are read for it, and none is missed."""

import random
import sys
from pathlib import Path

import pytest
from django.db import connection

sys.path.insert(0, str(Path(__file__).parent.parent / "api"))

from random_searches import some_of
from ways import LARGE, go, make_segments

from records.kinds import RECORD_KINDS
from records.published import Published
from records.reading import segments
from records.reading.expected import expected
from records.reading.pages import read_page
from records.reading.phrases import Beside, Unsure, as_tree
from records.reading.trees import AllOf, AnyOf, Not, Terms
from records.reading.wanted import Order, Slice, Wanted
from records.reading.words import has_words

ALL = tuple(RECORD_KINDS)
BY_DATE = Slice(Order("date", descending=True), 200)
SAID = (
    "SELECT document->>'title', document->>'summary' FROM records_published WHERE document->>'summary' <> ''"
)


def terms(*lexemes: str) -> tuple[Terms, ...]:
    return tuple(Terms((f"={lexeme}",)) for lexeme in lexemes)


# How a search is understood


@pytest.mark.parametrize(
    ("search", "parts"),
    [
        ('"prisoner exchange"', [Unsure(terms("prison", "exchang"), (Beside("prison", "exchang", 1),))]),
        ('"prisoners of war"', [Unsure(terms("prison", "war"), (Beside("prison", "war", 2),))]),
        (
            '"foreign minister of Armenia"',
            [
                Unsure(
                    terms("foreign", "minist", "armenia"),
                    (Beside("foreign", "minist", 1), Beside("minist", "armenia", 2)),
                )
            ],
        ),
        ("all-for-all", []),
        ('"held in the year of 2020"', [Unsure(terms("held", "year", "2020"), (Beside("year", "2020", 2),))]),
        ('-"peace treaty"', [Not(Unsure(terms("peac", "treati"), (Beside("peac", "treati", 1),)))]),
        ("peace", terms("peac")),
    ],
)
def test_neighbours_are_known_by_how_far_apart_they_stand(search, parts):
    assert as_tree(search) == AnyOf(tuple(AllOf((part,)) for part in parts))


def test_a_word_that_looks_like_a_sign_of_the_server_is_a_word():
    for search in ('"o\'brien <2> said"', '"a\\b c"', "\"' <-> '\"", '"x & y"', '"x | y"'):
        assert bool(as_tree(search).parts) == has_words(search)


# What is found


def drawn(texts: list[str], number: int) -> list[str]:
    """Phrases of two to four words: half of them said like that, half put together from words of several texts."""
    chance = random.Random(0)
    words = [[word for word in text.split() if word.isalpha()] for text in texts]
    everything = [word for each in words for word in each]
    phrases = []
    for _ in range(number):
        length = chance.choice((2, 2, 3, 4))
        said = chance.choice(words)
        begin = chance.randrange(max(1, len(said) - length))
        phrases.append(
            " ".join(
                said[begin : begin + length] if chance.random() < 0.5 else chance.sample(everything, length)
            )
        )
    return [f'"{phrase}"' for phrase in phrases]


def texts() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(SAID)
        return [text for row in cursor.fetchall() for text in row if text]


def test_a_phrase_finds_what_it_would_if_every_row_were_read(monkeypatch):
    phrases = some_of(drawn(texts(), 400), 60, seed="phrases")
    found = 0
    for search in phrases:
        wanted = Wanted(ALL, words=search)
        with monkeypatch.context() as patch:
            go("walked", patch)
            whole = read_page(wanted, BY_DATE)
        with monkeypatch.context() as patch:
            go("among segments", patch)
            assert read_page(wanted, BY_DATE) == whole, search
        found += len(whole.keys)
    assert found > len(phrases)


def candidates(search: str, kinds: tuple[str, ...] = ALL) -> int:
    """Of the rows in segments, how many are read for it."""
    wanted = Wanted(kinds, words=search)
    may = segments._matching(wanted, BY_DATE, expected(wanted))
    with connection.cursor() as cursor:
        cursor.execute(may.text + " SELECT coalesce(sum(bit_count(rows)), 0) FROM matching", may.values)
        return int(cursor.fetchone()[0])


def test_of_frequent_words_that_are_hardly_ever_side_by_side_few_rows_are_read():
    make_segments()
    assert candidates("armenia 2022 azerbaijan") > 10
    for phrase in ("Armenia 2022", "2022 of Azerbaijan", "2022 Armenia 2022"):
        assert candidates(f'"{phrase}"') < 4


def test_a_text_that_changes_in_a_segment_is_read_for_any_phrase_of_its_words(monkeypatch):
    make_segments()
    row, search = Published.objects.current().filter(sequence__lte=LARGE).first(), '"2022 of Azerbaijan"'
    before = candidates(search, (row.kind,))
    more = "search || to_tsvector('english', '2022 of Azerbaijan')"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE records_published SET search = {more} WHERE sequence = {row.sequence}")
    assert candidates(search, (row.kind,)) == before + 1
    go("among segments", monkeypatch)
    found = read_page(Wanted((row.kind,), words=search), BY_DATE)
    assert found.keys == [(row.sort_date, row.slug)]
