"""Every parameter narrows a list to exactly what a slow reader of all documents would find, alone and combined."""

from itertools import pairwise

import pytest
from asking import ask, document, documents, ids, record_documents, revise
from drawn import COUNTED, DATED, FILTERS_OF, KINDS_OF, held_by, is_in_order, known_values, single_parameters
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import BOUNDS, NUMBERS, answers
from random_searches import examples, some_of

from records.kinds import RECORD_KINDS

EACH_FILTER = [(collection, name) for collection, names in FILTERS_OF.items() for name in names]


def expected(collection, asked):
    return sorted(found["id"] for found in held_by(collection) if answers(found, asked))


def check(collection, asked):
    assert sorted(ids(collection, **asked)) == expected(collection, asked)


@pytest.mark.parametrize(("collection", "name"), EACH_FILTER)
def test_each_filter_finds_what_states_the_value_and_nothing_else(collection, name):
    for value in known_values(collection, name):
        check(collection, {name: [value]})
        assert expected(collection, {name: [value]})


@pytest.mark.parametrize(("collection", "name"), EACH_FILTER)
def test_a_comma_means_any_of_and_repetition_all_of(collection, name):
    pairs = list(pairwise(known_values(collection, name)))
    for first, second in some_of(pairs, 5, seed=f"{collection}{name}"):
        if "," not in first + second:
            check(collection, {name: [f"{first},{second}"]})
            check(collection, {name: [first, second]})


@pytest.mark.parametrize(("collection", "name"), EACH_FILTER)
def test_an_exclamation_mark_leaves_out_and_a_star_asks_for_anything(collection, name):
    values = known_values(collection, name)
    for value in some_of(values, 5, seed=f"{collection}{name}"):
        if "," not in value:
            check(collection, {name: [f"!{value}"]})
            check(collection, {name: [f"!{value}", f"!{values[0]}"]})
    for sign in ("*", "!*") if name != "kind" else ():
        check(collection, {name: [sign]})


def test_each_filter_of_records_finds_something_in_the_seeds():
    empty = {
        name
        for collection, name in EACH_FILTER
        if collection == "records" and not known_values(collection, name)
    }
    assert empty == {"host"}  # no article says of anyone that they hosted


def test_a_filter_that_nothing_states_finds_nothing():
    assert ids("records", actor="nobody-of-that-name") == []
    assert ids("records", host="armenia") == []


@pytest.mark.parametrize("collection", sorted(DATED))
@pytest.mark.parametrize("match", ["possible", "certain"])
def test_dates_narrow_as_possible_or_certain_within_either_bound(collection, match):
    for bound in BOUNDS:
        check(collection, {"date_from": [bound], "date_match": [match]})
        check(collection, {"date_to": [bound], "date_match": [match]})
        check(collection, {"date_from": [bound], "date_to": [bound], "date_match": [match]})


def test_possible_is_what_dates_mean_unless_told_otherwise():
    asked = {"date_from": "2022-10-10", "date_to": "2022-10-12"}
    assert ids("prisoner-releases", **asked) == ids("prisoner-releases", **asked, date_match="possible")
    assert ids("prisoner-releases", **asked, date_match="certain") == []


@pytest.mark.parametrize("collection", sorted(COUNTED))
def test_counts_narrow_to_ranges_that_overlap(collection):
    for low in NUMBERS:
        check(collection, {"count_min": [low]})
        check(collection, {"count_max": [low]})
        check(collection, {"count_min": [low], "count_max": [low]})


def test_at_least_6500_may_be_ten_thousand_but_not_six_thousand():
    slug = "2020-war-soldiers-killed"
    assert slug in ids("figures", count_min="10000")
    assert slug not in ids("figures", count_max="6000")


def test_a_person_counts_for_whom_they_represent():
    [part] = [
        part
        for part in document("negotiation-round", "2021-11-sochi")["participants"]
        if part["role"] == "mediator"
    ]
    assert (part["actor"]["id"], part["represents"]["id"]) == ("vladimir-putin", "russia")
    for name in ("actor", "mediator"):
        assert "2021-11-sochi" in ids("negotiation-rounds", **{name: "russia"})


def test_a_publisher_is_found_however_its_name_is_written():
    name = next(found["publisher"] for found in documents("source") if found["publisher"])
    written = [name, name.upper(), name.lower().replace(" ", "-"), name.replace("e", "é")]
    assert len({tuple(ids("records", publisher=text)) for text in written}) == 1
    assert ids("records", publisher=name)


def test_publishers_in_other_scripts_are_told_apart():
    armenian, russian = "armenian-report-missing-persons-talks", "captured-soldiers-connect-with-families"
    revise("source", armenian, publisher="Ազատություն")
    revise("source", russian, publisher="Радио Свобода")
    assert ids("sources", publisher="Ազատություն") == [armenian]
    assert ids("sources", publisher="радио свобода") == [russian]
    assert ids("sources", publisher="Иное") == ids("sources", publisher="???") == []


@pytest.mark.parametrize("collection", KINDS_OF)
def test_any_combination_of_parameters_finds_what_a_slow_reader_finds(collection):
    each = single_parameters(collection)
    combined = st.lists(st.one_of(each), min_size=1, max_size=3).map(
        lambda several: {name: texts for asked in several for name, texts in asked.items()}
    )

    @settings(max_examples=examples(20), deadline=None, database=None)
    @given(combined)
    def holds(asked):
        assume(is_in_order(asked))
        check(collection, asked)

    holds()


def test_records_are_every_record_kind_together():
    assert sorted(ids("records")) == sorted(found["id"] for found in record_documents())
    by_kind = [slug for kind in RECORD_KINDS for slug in ids("records", kind=kind)]
    assert sorted(by_kind) == sorted(ids("records"))
    assert ids("records", kind=["figure", "incident"]) == []  # a record is of one kind


def test_count_is_the_number_of_all_matches_whatever_the_page():
    everything = len(record_documents())
    assert (
        ask("records", page_size="3")["count"]
        == ask("records", count="exact", page_size="200")["count"]
        == everything
    )
