"""A search among actors, places or measures answers while somebody types: every letter of a name finds it, the best first."""

import json

import pytest
from asking import ask, codes, documents, get, ids, path_of, refusal, revise
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.kinds import KINDS
from records.kinds.base.paths import values_at

FIRST = ("armenia", "azerbaijan", "russia", "united-states", "ararat-mirsoyan", "european-union")


def best(text, collection="actors", **more):
    return [found["id"] for found in ask(collection, search=text, page_size=10, **more)["results"]]


def test_every_beginning_of_every_name_finds_its_entry():
    for found in documents("actor", "place", "measure"):
        collection = KINDS[found["kind"]].collection
        for path in ("name", "aliases", "names.name"):
            for name in values_at(found, path):
                for letters in {1, 2, 4, len(name) // 2 + 1, len(name)}:
                    assert found["id"] in ids(collection, search=name[:letters]), name[:letters]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mirz", "ararat-mirsoyan"),
        ("Mirs", "ararat-mirsoyan"),
        ("ararat m", "ararat-mirsoyan"),
        ("m ara", "ararat-mirsoyan"),
        ("arm", "armenia"),
        ("Armenia", "armenia"),
        ("u", "united-states"),
        ("us", "united-states"),
        ("U.S.", "united-states"),
        ("moscow", "russia"),
        ("russ", "russia"),
        ("europ", "european-union"),
        ("european c", "european-council"),
        ("pash", "nikol-pashinyan"),
        ("PASHİN", "nikol-pashinyan"),
    ],
)
def test_the_best_comes_first_while_somebody_types(typed, first):
    assert best(typed)[0] == first


@pytest.mark.parametrize("text", ["a", "m", "armen", "committee", "zzz"])
def test_what_is_typed_is_counted_whole_beside_a_short_page_and_at_a_past_moment(text):
    before = ask("actors")["sequence"]
    revise("actor", "armenia", name="Zzz", aliases=[])
    for asked in ({}, {"as_of": before}):
        found = ids("actors", search=text, page_size=200, **asked)
        assert ask("actors", search=text, page_size=1, **asked)["count"] == len(found)


def test_places_and_measures_are_typed_too():
    assert best("artsa", "places") == ["nagorno-karabakh"]
    assert best("wash", "places") == ["washington-dc"]
    assert "armenians-held-by-azerbaijan" in best("armenians h", "measures")


def test_words_of_a_description_are_found_whole_as_before():
    assert "ararat-mirsoyan" in best("foreign minister")
    assert "ararat-mirsoyan" in best("ministers")
    assert "ararat-mirsoyan" not in best("foreig minist")


def test_a_common_word_may_be_the_beginning_of_a_name():
    revise("actor", "armenia", aliases=["Theodosia"])
    assert best("the")[0] == "armenia"
    assert best("theo") == ["armenia"]


def test_a_long_text_is_looked_for_as_words():
    assert best("mirsoyan " * 40) == ["ararat-mirsoyan"]
    assert best("mirs " * 40) == []


@pytest.mark.parametrize("typed", ["-the", '"the"', "!!!", "<>"])
def test_what_begins_nothing_is_refused(typed):
    assert codes(refusal("actors", search=typed)) == [("search", "invalid")]


def test_the_syntax_of_a_search_means_whole_words():
    assert best('"ararat m"') == []
    assert best("armenia -mini") == best("armenia -mini", ordering="relevance")
    assert "armenia" in best("mirz or armenia")
    assert set(ids("actors", search="-armenia")).isdisjoint(ids("actors", search='"armenia"'))


def test_another_order_can_be_asked_for_and_finds_the_same():
    assert ids("actors", search="a", ordering="-date") == sorted(ids("actors", search="a"), reverse=True)


def test_pages_of_what_was_typed_fit_together():
    assert ids("actors", search="a", page_size=3) == ids("actors", search="a")


def test_every_form_has_the_same_entries():
    lines = ask("actors", search="mini")
    exported = {line["id"] for line in exported_lines("mini")}
    assert exported == {found["id"] for found in lines["results"]} != set()


def exported_lines(text):

    answer = get(path_of("actors", search=text, format="ndjson"))
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def test_what_was_typed_narrows_with_other_filters():
    assert set(best("a", type="person")) < set(ids("actors", type="person"))
    assert best("mirz", type="state") == []
    tree = '{"all": [{"search": "mirz"}, {"not": {"type": "state"}}]}'
    assert ids("actors", filter=tree) == ["ararat-mirsoyan"]


def test_words_that_were_begun_are_marked_whole():
    (marks,) = ask("actors", search="mirz", highlight="true")["highlights"]
    assert marks == [{"field": "/aliases/0", "pieces": ["Ararat ", "Mirzoyan", ""]}]


def test_names_in_any_script_are_typed():
    revise("actor", "armenia", aliases=["Հայաստան", "Армения", "Ərmənistan"])
    for typed in ("հայ", "ՀԱՅ", "арм", "ərmə", "erme"):
        assert best(typed)[0] == "armenia", typed


def test_a_name_that_was_given_up_is_found_at_the_moment_when_it_stood():
    then = ask("actors")["sequence"]
    revise("actor", "ararat-mirsoyan", aliases=[])
    assert best("mirz") == []
    assert best("mirz", as_of=then) == ["ararat-mirsoyan"]


def test_records_are_searched_by_whole_words():
    assert ids("records", search="prison") != []
    assert ids("records", search="priso") == []


def test_a_page_is_one_statement_once_the_words_are_known():
    ask("actors", search="mirzo")
    with CaptureQueriesContext(connection) as asked:
        ask("actors", search="mirzo")
    pages = [query for query in asked.captured_queries if "page" in query["sql"]]
    assert len(pages) == 1
