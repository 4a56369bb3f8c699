"""A parameter that is not known where it was given: which list takes it, what it is called here, or what there is instead."""

import pytest
from asking import ROOT, codes, problem_at, refusal, revise

from records.api.filters import parameters_of_kind, parameters_of_records
from records.api.hints import MEANT
from records.kinds import KINDS

WRITE_AN_ID = "Write an id: lower-case letters, digits and single hyphens."
RELEASE = "Azerbaijan releases 17 Armenian prisoners with US mediation"
HERE = "There is no such parameter here; "
CLAIMS = f"{ROOT}measures/armenians-held-by-azerbaijan/claims/"


def said(collection, name):
    (error,) = refusal(collection, **{name: "x"})["errors"]
    assert (error["parameter"], error["code"]) == (name, "unknown")
    return error["detail"]


@pytest.mark.parametrize(
    ("collection", "name", "detail"),
    [
        ("records", "measure", f"{HERE}/api/v1/figures/ takes it."),
        ("records", "category", f"{HERE}/api/v1/prisoner-releases/ and /api/v1/incidents/ take it."),
        ("records", "from", f"{HERE}/api/v1/prisoner-releases/ takes it. Did you mean date_from or changed_since?"),
        ("records", "to", f"{HERE}/api/v1/prisoner-releases/ takes it. Did you mean date_to?"),
        ("incidents", "measure", f"{HERE}/api/v1/figures/ takes it."),
        ("incidents", "kind", f"{HERE}/api/v1/records/ takes it."),
        ("actors", "mediator", f"{HERE}/api/v1/records/ takes it."),
        ("places", "publisher", f"{HERE}/api/v1/records/ and /api/v1/sources/ take it."),
        ("timeline", "track", f"{HERE}/api/v1/negotiation-rounds/ takes it."),
        ("actors", "date_from", f"{HERE}/api/v1/records/ takes it."),
    ],
)  # fmt: skip
def test_a_parameter_of_another_list_is_said_to_be_one(collection, name, detail):
    assert said(collection, name) == detail


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sort", "ordering"),
        ("order", "ordering"),
        ("order_by", "ordering"),
        ("Order-By", "ordering"),
        ("limit", "page_size"),
        ("per_page", "page_size"),
        ("size", "page_size"),
        ("q", "search"),
        ("query", "search"),
        ("page", "page_size or cursor"),
        ("year", "date_from or date_to"),
    ],
)
def test_what_others_call_it_is_offered_as_it_is_called_here(name, meant):
    assert said("records", name) == f"There is no such parameter. Did you mean {meant}?"


def test_what_is_called_so_elsewhere_is_offered_only_where_it_is_taken():
    assert "Did you mean" not in said("actors", "year")
    assert "Did you mean changed_since?" in said("actors", "since")
    assert "Did you mean after?" in said("changes", "since")


@pytest.mark.parametrize("name", ["colour", "measur3s", "typ", "a" * 60])
def test_what_is_like_nothing_is_told_what_there_is(name):
    assert said("records", name).startswith("There is no such parameter. The parameters here are: search, ")


def test_a_word_of_a_list_is_offered_only_where_it_is_near():
    (error,) = refusal("records", facets="measure")["errors"]
    assert error["detail"].startswith("Use one of: ")
    (error,) = refusal("records", facets="mediater")["errors"]
    assert error["detail"].startswith("Did you mean mediator? Use one of: ")


def test_whatever_is_offered_is_a_parameter_of_some_list():
    lists = [parameters_of_records(), *map(parameters_of_kind, KINDS.values())]
    known = {parameter.name for parameters in lists for parameter in parameters} | {"after"}
    assert {each for meant in MEANT.values() for each in meant} <= known


def test_in_a_tree_a_parameter_of_another_list_is_said_to_be_one():
    (error,) = refusal("records", filter='{"not": {"measure": "x"}}')["errors"]
    assert error == {
        "parameter": "filter.not.measure",
        "code": "unknown",
        "detail": f"{HERE}/api/v1/figures/ takes it.",
    }


# A name where an id is asked for


@pytest.mark.parametrize(
    ("collection", "parameter", "name", "meant"),
    [
        ("records", "mediator", "US", "united-states"),
        ("records", "mediator", "United States", "united-states"),
        ("records", "mediator", "!Moscow", "russia"),
        ("records", "actor", "Armenia", "armenia"),
        ("records", "actor", "European-Union", "european-union"),
        ("records", "actor", "Ararat Mirzoyan", "ararat-mirsoyan"),
        ("records", "place", "Artsakh", "nagorno-karabakh"),
        ("records", "source", RELEASE, "azerbaijan-releases-17-prisoners"),
        ("actors", "part_of", "EU", "european-union"),
        ("prisoner-releases", "from", "Baku", "azerbaijan"),
    ],
)  # fmt: skip
def test_a_name_that_one_entry_alone_goes_by_is_answered_with_its_id(collection, parameter, name, meant):
    (error,) = refusal(collection, **{parameter: name})["errors"]
    assert error["code"] == "invalid"
    assert error["detail"] == f"{WRITE_AN_ID} Did you mean {meant}?"


@pytest.mark.parametrize("name", ["Nobody At All", "Mirzoyan", "Rusia", "Brussels", "A" * 200])
def test_a_name_that_is_no_actor_s_own_is_not_guessed(name):
    (error,) = refusal("records", actor=name)["errors"]
    assert error["detail"] == WRITE_AN_ID


def test_a_name_that_two_go_by_is_nobody_s_and_a_name_just_given_is_known():
    revise("actor", "jeyhun-bayramov", aliases=["Zzyzx"])
    assert "Did you mean jeyhun-bayramov?" in str(refusal("records", actor="Zzyzx"))
    revise("actor", "ned-price", aliases=["Zzyzx"])
    assert "Did you mean" not in str(refusal("records", actor="Zzyzx"))


def test_in_a_tree_a_name_is_answered_with_its_id_too():
    (error,) = refusal("records", filter='{"any": [{"mediator": "US"}]}')["errors"]
    assert (error["parameter"], error["detail"]) == (
        "filter.any[0].mediator",
        f"{WRITE_AN_ID} Did you mean united-states?",
    )


# Claims


@pytest.mark.parametrize("name", ["standing", "date_from", "claimant", "search", "ordering"])
def test_claims_lead_to_the_figures_of_one_measure(name):
    problem = problem_at(f"{CLAIMS}?{name}=x")
    assert codes(problem) == [(name, "unknown")]
    assert problem["errors"][0]["detail"] == f"{HERE}/api/v1/figures/?measure=… takes it."


def test_of_other_parameters_claims_say_what_others_do():
    assert f"{HERE}/api/v1/negotiation-rounds/ takes it." in str(problem_at(f"{CLAIMS}?track=x"))
    assert "The parameters here are: as_of, manifest, format." in str(problem_at(f"{CLAIMS}?colour=x"))
