"""What people paste into a search box means what they meant by it; a search for nothing is refused."""

import pytest
from asking import ask, codes, ids, refusal, revise
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from records.published import SEARCH_CONFIG
from records.reading.common_words import STOP_WORDS
from records.reading.words import as_query, has_words, may_only_leave_out

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
        ("Armenia - Azerbaijan", "Armenia Azerbaijan"),
        ("- Azerbaijan", "Azerbaijan"),
        ("Armenia --Azerbaijan", "Armenia -Azerbaijan"),
        ("Armenia -(Azerbaijan)", "Armenia -Azerbaijan"),
        ("the -prisoners", "-prisoners"),
        ("… -prisoners the", "-prisoners"),
        ("prisoners or the or Geneva", "prisoners or Geneva"),
    ],
)
def test_two_ways_of_writing_one_question_find_the_same(typed, meant):
    assert found(typed) == found(meant)
    assert found(typed) or "/" in typed


SENT = st.characters(exclude_characters="\0")  # which is refused before anybody reads it
DAYS = ("2022-10-04", "2022-10", "2021-06", "9/11", "24/7", "10:30", "12,500", "1.5")
NAMES = (
    "F-16",
    "mid-2021",
    "COVID-19",
    "17-year-old",
    "R&D",
    "U.S.-brokered",
    "Nagorno\N{NON-BREAKING HYPHEN}Karabakh",
)
SIGNS = ("Azerbaijan,Russia", "it's-17", "(17|33)", "a<b>c")


@pytest.mark.parametrize("left_out", [*DAYS, *NAMES, *SIGNS])
def test_what_is_left_out_is_never_asked_for(left_out):
    every, found_too = set(found("Armenia")), set(found(f'Armenia "{left_out}"'))
    assert set(found(f"Armenia -{left_out}")) == set(found(f"Armenia NOT {left_out}")) == every - found_too
    assert set(found(f'Armenia -"{left_out}"')) == every - found_too


def needs_something(query):
    """Whether the server finds nothing without a word."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT querytree(websearch_to_tsquery('{SEARCH_CONFIG}', %s))", [query])
        return cursor.fetchone()[0] not in ("", "T")


@settings(max_examples=80, deadline=None)
@given(
    token=st.text(alphabet="aB1é,.-/&|!()<>:*'’\\\N{HYPHEN}_", min_size=1, max_size=12)
    | st.text(SENT, max_size=6)
)
def test_the_server_takes_nothing_of_what_is_left_out_for_asked_for(token):
    assert not needs_something(as_query("-" + "".join(token.replace('"', "").split())))


@settings(max_examples=80, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["war", "-war", "the", "-the", "or", "NOT", "-", "…", '"', "-17-year-old", "2022-10"])
    )
)
def test_what_may_be_found_for_what_it_has_not_is_known_before_the_server_is_asked(words):
    text = " ".join(words)
    assert may_only_leave_out(text) == (not needs_something(as_query(text)))


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


@pytest.mark.parametrize(
    "written", ["2019-05-07", "2019-05", "2023-24", "May 7, 2019", "<secret>", "a<b and secret c>d", "10:30"]
)
def test_a_text_is_found_as_it_is_written(written):
    revise("figure", FIGURE, summary=f"A note of {written} met with no answer.")
    assert FIGURE in found(written.replace("<", " ").replace(">", " "))
    assert FIGURE in found(f'"{written} met"')


def test_a_day_in_a_text_is_found_whichever_way_it_is_written():
    for written in ("2019-05-07", "7 May 2019", "May 7, 2019"):
        revise("figure", FIGURE, summary=f"A note of {written}.")
        for typed in ("2019-05-07", '"7 May 2019"', '"May 7, 2019"', "2019-05"):
            assert FIGURE in found(typed), (written, typed)


@pytest.mark.parametrize("edge", ['"zebra Siranush"', '"zebra Armen"', '"Sahakyan Armenia"'])
def test_no_phrase_runs_from_one_text_into_the_next(edge):
    revise("figure", FIGURE, title="Confirmed by a zebra")
    assert FIGURE in found('"a zebra"')
    assert FIGURE not in found(edge)


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
