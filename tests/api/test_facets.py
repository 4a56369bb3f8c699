"""Facets: each count is what a slow reader of all documents counts, and what the list says when that value is asked for."""

import json
from collections import Counter

import pytest
from asking import ask, codes, document, documents, get, ids, path_of, problem_at, refusal, remove, revise
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drawn import DATED, FILTERS_OF, held_by, is_in_order, leaves, single_parameters, trees
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import answers, holds, stated
from random_searches import examples

from records.api import facets
from records.api.names import called
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base.declaration import as_slug
from records.publishing.redact import redact
from records.reading.tally import tally
from records.reading.wanted import Wanted

STEPS = ("year", "month")
FREE_TEXT = {given.name for kind in KINDS.values() for given in kind.all_filters if given.values == "text"}
FIGURE = "2023-05-33-confirmed-prisoners"
TALK = "missing-persons-talks-june-4"


def values_in(found, name):
    said = stated(found, name)
    return {as_slug(text) for text in said} if name in FREE_TEXT else said


def counted(collection, name, asked=(), tree=None):
    """What a slow reader counts."""
    matching = [found for found in held_by(collection) if answers(found, dict(asked))]
    matching = [found for found in matching if tree is None or holds(found, tree, searched=None)]
    return Counter(value for found in matching for value in values_in(found, name)), len(matching)


def facet(collection, name, **asked):
    return ask(collection, facets=name, page_size=1, **asked)["facets"][name]


def counts(found):
    return {each["value"]: each["count"] for each in found["values"]}


def in_order(found):
    said = [(-each["count"], each["value"]) for each in found["values"]]
    return said == sorted(said)


@pytest.mark.parametrize("collection", FILTERS_OF)
def test_each_facet_counts_what_a_slow_reader_counts(collection):
    names = FILTERS_OF[collection]
    answer = ask(collection, facets=",".join(names))
    assert tuple(answer["facets"]) == names
    for name, found in answer["facets"].items():
        expected, matching = counted(collection, name)
        assert counts(found) == expected, name
        without = sum(not stated(entry, name) for entry in held_by(collection))
        assert (found["counted"], found["without"]) == (matching, without), name
        assert (found["others"], found["exact"]) == (0, True)
        assert in_order(found)


@pytest.mark.parametrize("collection", FILTERS_OF)
def test_each_count_is_what_the_list_says_when_that_value_is_asked_for(collection):
    answer = ask(collection, facets=",".join(FILTERS_OF[collection]))
    for name, found in answer["facets"].items():
        for value, count in counts(found).items():
            assert ask(collection, **{name: value}, page_size=1)["count"] == count, (name, value)


@pytest.mark.parametrize("collection", sorted(DATED))
@pytest.mark.parametrize("step", STEPS)
def test_each_year_and_month_counts_what_may_lie_in_it(collection, step):
    found = facet(collection, step)
    for value, count in counts(found).items():
        assert len(ids(collection, date_from=value, date_to=value)) == count, value
    when = "published" if collection == "sources" else "date"
    assert found["without"] == sum(entry[when] is None for entry in held_by(collection))
    assert in_order(found)
    assert found["values"] or collection in ("missing-person-talks", "sources")


def test_years_that_no_date_names_are_not_listed():
    known = {
        int(end[:4]) for found in held_by("records") if found["date"]
        for end in (found["date"]["earliest"], found["date"]["latest"]) if end
    }  # fmt: skip
    listed = {int(value) for value in counts(facet("records", "year"))}
    assert known <= listed <= set(range(min(known), max(known) + 1))


def test_a_date_without_a_year_counts_in_every_listed_year_and_lists_none():
    alone = facet("missing-person-talks", "year")
    assert (alone["values"], alone["counted"], alone["without"]) == ([], 1, 0)
    assert document("missing-person-talk", TALK)["date"]["edtf"] == "XXXX-06-04"
    with_it = counts(facet("records", "year"))
    others = counts(facet("records", "year", kind=",".join(set(RECORD_KINDS) - {"missing-person-talk"})))
    assert with_it == {year: count + 1 for year, count in others.items()}


@pytest.mark.parametrize(
    ("edtf", "listed"),
    [
        ("1987", {"1987"}),
        ("1986/1988", {"1986", "1987", "1988"}),
        ("1987-03/..", {"1987"}),
        ("../1987-03", {"1987"}),
        ("198X", {str(year) for year in range(1980, 1990)}),
        ("[1985,1987]", {"1985", "1986", "1987"}),
    ],
)
def test_a_date_lists_the_years_between_its_ends_or_the_one_of_its_only_end(edtf, listed):
    revise("figure", FIGURE, date=edtf, date_note="")
    found = counts(facet("figures", "year", claimant=claimant_of_the_figure()))
    assert {year for year in found if year < "1990"} == listed
    for year, count in counts(facet("figures", "year")).items():
        assert len(ids("figures", date_from=year, date_to=year)) == count


def claimant_of_the_figure():
    return document("figure", FIGURE)["claimed_by"]["id"]


def test_a_facet_leaves_out_its_own_filter_and_keeps_the_rest():
    asked = {"mediator": "russia", "party": "armenia"}
    found = ask("records", facets="mediator,party,status", **asked)["facets"]
    assert counts(found["mediator"]) == counted("records", "mediator", {"party": ["armenia"]})[0]
    assert counts(found["party"]) == counted("records", "party", {"mediator": ["russia"]})[0]
    both = {name: [value] for name, value in asked.items()}
    assert counts(found["status"]) == counted("records", "status", both)[0]
    assert len(found["mediator"]["values"]) > 1


def test_years_and_months_leave_out_the_dates_that_are_asked_for():
    found = ask("records", facets="year,month,status", date_from="2022", date_to="2022", date_match="certain")
    free = ask("records", facets="year,month,status")
    for step in STEPS:
        assert found["facets"][step] == free["facets"][step]
    assert found["facets"]["status"] != free["facets"]["status"]


def test_the_facet_of_kinds_leaves_out_the_kind():
    assert counts(facet("records", "kind", kind="figure")) == counts(facet("records", "kind"))
    assert set(counts(facet("records", "kind"))) == set(RECORD_KINDS)


@pytest.mark.parametrize("collection", ["records", "prisoner-releases", "figures"])
def test_any_question_is_counted_as_a_slow_reader_counts_it(collection):
    several = st.lists(st.one_of(single_parameters(collection)), max_size=3)
    flat = several.map(lambda parts: {name: texts for part in parts for name, texts in part.items()})
    tree = st.none() | trees(leaves(collection), deep=2)

    @settings(max_examples=examples(20), deadline=None, database=None)
    @given(flat.filter(is_in_order), tree, st.sampled_from(FILTERS_OF[collection]))
    def same(asked, tree, name):
        rest = {key: texts for key, texts in asked.items() if key != name}
        more = {"filter": json.dumps(tree)} if tree else {}
        for way in ({}, {"count": "exact"}):
            found = facet(collection, name, **asked, **more, **way)
            assert (counts(found), found["counted"]) == counted(collection, name, rest, tree)

    same()


def test_a_condition_inside_a_tree_is_part_of_the_question():
    tree = json.dumps({"any": [{"mediator": "russia"}, {"mediator": "united-states"}]})
    found = facet("records", "mediator", filter=tree)
    assert counts(found) == counted("records", "mediator", {"mediator": ["russia,united-states"]})[0]
    assert found["without"] == 0


@pytest.mark.parametrize("asked", ["!russia", "*", "!*"])
def test_a_facet_leaves_out_its_own_filter_however_it_is_asked(asked):
    assert facet("records", "mediator", mediator=asked) == facet("records", "mediator")


@pytest.mark.parametrize("collection", FILTERS_OF)
def test_what_has_no_value_is_what_the_list_says_to_have_none(collection):
    names = [name for name in FILTERS_OF[collection] if name != "kind"]
    for name, found in ask(collection, facets=",".join(names))["facets"].items():
        assert found["without"] == ask(collection, **{name: "!*"}, page_size=1)["count"], name


def test_ids_have_the_names_that_the_register_had_at_that_moment():
    sequence = ask("records")["sequence"]
    revise("actor", "russia", name="Another name")
    assert name_of("russia", as_of=sequence) == "Russia"
    assert name_of("russia") == "Another name"


def reads_names(**asked):
    """Whether the register is asked what entries are called."""
    with CaptureQueriesContext(connection) as queries:
        ask("records", **asked)
    return any("slug = ANY" in query["sql"] for query in queries.captured_queries)


def test_names_of_the_present_are_read_once_for_as_long_as_nothing_is_published():
    then = ask("records")["sequence"]
    assert [reads_names(facets="mediator,host") for _ in range(3)] == [True, False, False]
    assert [reads_names(facets="mediator,place") for _ in range(2)] == [True, False]
    assert [reads_names(facets="mediator", as_of=then) for _ in range(2)] == [True, True]
    revise("actor", "russia", name="Another name")
    assert [reads_names(facets="mediator") for _ in range(2)] == [True, False]


def test_where_a_worker_remembers_few_names_all_are_told(monkeypatch):
    whole = ask("records", facets="mediator,host,place")["facets"]
    monkeypatch.setattr(called, "MOST", 3)
    monkeypatch.setattr(called, "_remembered", called.Remembered())
    for names in ("mediator", "host,place", "mediator,host,place", "mediator,host,place"):
        assert ask("records", facets=names)["facets"].items() <= whole.items()


def test_what_was_called_so_before_is_not_remembered_for_a_page_of_then():
    """A page may have been read right before something was published, and its facets right after."""
    then = ask("records")["sequence"]
    revise("actor", "russia", name="Another name")
    ids = {"actor": ["russia"]}
    assert called.called_now(ids, then + 1) == {("actor", "russia"): "Another name"}
    assert called.called_now(ids, then) == {("actor", "russia"): "Russia"}
    assert called.called_now(ids, then + 1) == {("actor", "russia"): "Another name"}


def name_of(mediator, **asked):
    found = facet("records", "mediator", **asked)
    return next(each["name"] for each in found["values"] if each["value"] == mediator)


def test_places_sources_and_measures_have_names_and_words_have_none():
    found = ask("figures", facets="source,measure,standing,publisher")["facets"]
    titles = {
        entry["id"]: entry.get("title") or entry.get("name") for entry in documents("source", "measure")
    }
    for name in ("source", "measure"):
        assert [each["name"] for each in found[name]["values"]] == [
            titles[each["value"]] for each in found[name]["values"]
        ]
    for name in ("standing", "publisher"):
        assert {each["name"] for each in found[name]["values"]} == {None}
    assert all(each["name"] for each in facet("records", "place")["values"])
    assert all(each["name"] for each in facet("prisoner-releases", "from")["values"])
    assert facet("negotiation-rounds", "track")["values"][0]["name"] is None


def test_a_sequence_number_gives_the_same_facets_for_ever():
    sequence = ask("records")["sequence"]
    address = path_of("records", facets="mediator,year,status,kind", as_of=sequence, party="armenia")
    before = get(address).content
    revise("figure", FIGURE, title="Changed", date="1901", date_note="")
    remove("figure", "thousands-of-armenians-searching-for-missing")
    revise("actor", "armenia", name="Changed too")
    assert get(address).content == before
    assert facet("records", "year")["counted"] == len(held_by("records")) - 1


def test_what_is_published_between_the_page_and_its_facets_is_not_counted():
    wanted, sequence = Wanted(("figure",)), ask("figures")["sequence"]
    before = tally(wanted, sequence=sequence, names=["standing"], periods=True, most=100)
    remove("figure", "thousands-of-armenians-searching-for-missing")
    assert tally(wanted, sequence=sequence, names=["standing"], periods=True, most=100) == before
    after = tally(wanted, sequence=sequence + 1, names=["standing"], periods=True, most=100)
    assert after.counted == before.counted - 1


def test_of_more_matches_than_are_counted_it_is_the_newest_and_says_so(monkeypatch):
    monkeypatch.setattr(facets, "MOST_COUNTED", 7)
    newest = ask("records", page_size=7)["results"]
    found = facet("records", "status", ordering="published_at")
    assert counts(found) == Counter(entry["status"] for entry in newest)
    assert (found["counted"], found["exact"]) == (7, False)
    everything = facet("records", "status", count="exact")
    assert (everything["counted"], everything["exact"]) == (len(held_by("records")), True)
    few = counted("records", "mediator")[0]["russia"]
    for most in (few, few - 1):
        monkeypatch.setattr(facets, "MOST_COUNTED", most)
        assert facet("records", "status", mediator="russia")["exact"] == (most == few)


def test_questions_that_leave_out_filters_of_their_own_share_what_is_counted(monkeypatch):
    monkeypatch.setattr(facets, "MOST_COUNTED", 8)
    monkeypatch.setattr(facets, "MOST_TOGETHER", 10)
    alone = ask("records", facets="party,status", contested="false")["facets"]
    apart = ask("records", facets="contested,status", contested="false")["facets"]
    assert {found["counted"] for found in alone.values()} == {8}
    assert {found["counted"] for found in apart.values()} == {5}


def test_of_more_values_than_are_listed_it_is_the_most_frequent_and_says_how_many_more(monkeypatch):
    whole = {name: facet("records", name) for name in ("actor", *STEPS)}
    monkeypatch.setattr(facets, "MOST_VALUES", 4)
    for name, found in whole.items():
        cut = facet("records", name)
        assert cut["values"] == found["values"][:4]
        assert cut["others"] == len(found["values"]) + found["others"] - 4 > 0


def test_facets_of_nothing_are_empty():
    for more in ({}, {"count": "exact"}):
        found = ask("records", facets="actor,year,kind", search="qqqq", **more)["facets"]
        empty = {"values": [], "others": 0, "without": 0, "counted": 0, "exact": True}
        assert found == {"actor": empty, "year": empty, "kind": empty}
    assert ask("records", facets="actor", as_of=0)["facets"]["actor"]["counted"] == 0


def test_facets_go_with_the_first_page_only():
    first = ask("records", facets="status", page_size=2)
    second = ask(first["next"])
    assert first["facets"]
    assert second["facets"] is None
    assert ask("records")["facets"] is None


def test_facets_count_what_a_search_finds():
    asked = {"search": "prisoners or missing"}
    found = facet("records", "kind", **asked)
    assert sum(counts(found).values()) == found["counted"] == ask("records", **asked)["count"]


def test_what_was_redacted_since_is_counted_no_more():
    sequence, before = ask("figures")["sequence"], facet("figures", "standing")
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    for more in ({}, {"as_of": sequence}, {"as_of": sequence, "count": "exact"}):
        assert facet("figures", "standing", **more)["counted"] == before["counted"] - 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"facets": "mediater"}, "invalid"),
        ({"facets": "count"}, "invalid"),
        ({"facets": "actor,"}, "empty"),
        ({"facets": ""}, "empty"),
        ({"facets": "level"}, "invalid"),
        ({"facets": "actor", "format": "csv"}, "conflict"),
    ],
)
def test_a_facet_that_cannot_be_counted_is_refused(asked, code):
    problem = refusal("records", **asked)
    assert codes(problem) == [("facets", code)]


def test_a_mistyped_facet_is_told_the_nearest():
    (error,) = refusal("records", facets="mediater")["errors"]
    assert error["detail"].startswith("Did you mean mediator?")
    assert codes(refusal("actors", facets="year")) == [("facets", "invalid")]


def test_facets_of_several_questions_take_no_longer_together_than_one_may(monkeypatch):
    asked = {"actor": "armenia", "status": "completed", "count": "exact"}
    monkeypatch.setattr(facets, "PATIENCE", -1.0)
    assert ask("records", facets="actor,party,actor", count="exact")["facets"]
    problem = problem_at(path_of("records", facets="actor,status", **asked), status=503)
    assert "takes too long" in problem["detail"]
