"""What people paste into a search box means what they meant by it; a search for nothing is refused."""

import pytest
from asking import ask, codes, ids, refusal, revise
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from records.published import SEARCH_CONFIG
from records.reading.words import STOP_WORDS, has_words

FIGURE = "2023-05-33-confirmed-prisoners"
TALK = "missing-persons-talks-june-4"


def found(text):
    return ids("records", search=text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("“prisoners of war”", '"prisoners of war"'),
        ("«prisoners of war»", '"prisoners of war"'),
        ("„prisoners of war“", '"prisoners of war"'),
        ("Nagorno Karabakh", "Nagorno-Karabakh"),
        ("Nagorno\N{NON-BREAKING HYPHEN}Karabakh", "Nagorno-Karabakh"),
        ("U.S.", "US"),
        ("U.S.-brokered", "US brokered"),
        ("Pashinyan’s", "Pashinyan"),
        ("Pashinyan's", "Pashinyan"),
        ("2022-10-04", "4 October 2022"),
        ("2022-10", "October 2022"),
        ("October 4, 2022", "4 October 2022"),
        ('"June 4"', '"4 June"'),
        ("<prisoners>", "prisoners"),
        ("Armenia & Azerbaijan", "Armenia Azerbaijan"),
        ("prisoners OR Geneva", "prisoners or Geneva"),
        ("prisoners AND war NOT mines", "prisoners war -mines"),
        ('war NOT "prisoners of war"', 'war -"prisoners of war"'),
        ("Armenia/Azerbaijan", "Armenia-Azerbaijan"),
    ],
)
def test_two_ways_of_writing_one_question_find_the_same(typed, meant):
    assert found(typed) == found(meant)
    assert found(typed) or "/" in typed


def test_a_day_without_a_year_is_found_whichever_way_round_it_is_written():
    for typed in ("4 June", "June 4", '"4 June"', '"June 4"'):
        assert TALK in found(typed), typed


@pytest.mark.parametrize(
    "typed", ['"year unknown"', '"start unknown"', '"one day"', '"end unknown"', "onwards"]
)
def test_how_vague_a_date_is_is_not_searched(typed):
    assert found(typed) == []


def test_what_a_date_leaves_open_is_not_left_out_with_a_word():
    assert TALK in found("talks -unknown -year")


@pytest.mark.parametrize("typed", ["12 May 2023", '"12 May 2023"', "May 12, 2023", "2023-05-12"])
def test_each_of_a_few_days_in_a_row_is_found(typed):
    assert FIGURE in found(typed)
    assert "2023-05-azerbaijan-condemns-sentence" in found(typed)


def test_a_phrase_does_not_run_from_one_day_into_the_next():
    assert found('"2023 12 May"') == []


@pytest.mark.parametrize("typed", ["12,500", "12500", "12 500", "12\N{NO-BREAK SPACE}500"])
def test_a_number_is_found_however_its_digits_are_grouped(typed):
    revise("figure", FIGURE, summary="It was given as 12,500 or killed/wounded in 2019-2021.")
    assert found(typed) == [FIGURE]


@pytest.mark.parametrize("typed", ["wounded 12500", "killed/wounded 12500", "2021 12500", "2019-2021 12,500"])
def test_words_and_years_that_a_sign_joins_are_found_apart(typed):
    revise("figure", FIGURE, summary="It was given as 12,500 or killed/wounded in 2019-2021.")
    assert found(typed) == [FIGURE]


def test_only_words_to_leave_out_leave_them_out():
    every = set(ids("records"))
    assert set(found("-prisoners")) == every - set(found("prisoners"))
    assert set(found("-nagorno-karabakh")) == every - set(found("nagorno-karabakh"))


@pytest.mark.parametrize(
    "typed", ["the", "of the and", "-the", "or", '"', "-", "!!!", "it's", "THE", "<>", "—"]
)
def test_a_search_for_words_that_stand_everywhere_says_so(typed):
    problem = refusal("records", search=typed)
    assert codes(problem) == [("search", "invalid")]
    assert "Add a word that says more" in problem["errors"][0]["detail"]


def test_a_whole_answer_of_nothing_but_common_words_is_refused_too():
    assert codes(refusal("records", search="of the", format="csv")) == [("search", "invalid")]


def test_common_words_beside_others_do_no_harm():
    assert found("the prisoners of the war") == found("prisoners war") != []


def is_empty(text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode(websearch_to_tsquery('{SEARCH_CONFIG}', %s))", [text])
        return cursor.fetchone()[0] == 0


def test_the_common_words_are_those_that_the_server_leaves_out():
    assert [word for word in STOP_WORDS if not is_empty(word)] == []


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from([*sorted(STOP_WORDS), "war", "17", "Հայ", "-the", '"'])))
def test_whatever_is_let_through_is_a_question_to_the_server(words):
    text = " ".join(words)
    assert has_words(text) == (not is_empty(text))


@pytest.mark.parametrize(
    "typed", ["a" * 500, "ա" * 500, "x " * 250, '"' * 499 + "x", "-x " * 166, "(a | b) & !c:*"]
)
def test_odd_searches_are_answered(typed):
    assert found(typed) == [] or typed.startswith("-")


@pytest.mark.parametrize("collection", ["records", "actors", "timeline"])
def test_signs_that_stand_for_many_letters_are_as_long_as_these(collection):
    eighteen = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
    assert ask(collection, search=eighteen * 27)["count"] == 0
    problem = refusal(collection, search=eighteen * 28)
    assert codes(problem) == [("search", "invalid")]
    assert "500 characters" in problem["errors"][0]["detail"]
    assert ask(collection, search="é" * 500)["count"] == 0
