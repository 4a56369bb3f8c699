"""What sources state: which values agree, which make a record contested, and what is refused before it is believed."""

from collections.abc import Callable
from typing import Any

import pytest
from invented_entries import Put

from records.kinds import KINDS
from records.loading.problems import LoadError

RELEASE = {"id": "contested", "title": "A release", "status": "completed"}
ONE, OTHER = "azerbaijan-releases-17-prisoners", "captured-soldiers-connect-with-families"
ABOUT_200 = {"low": 200, "high": 200, "qualifier": "about"}
AT_LEAST_15 = {"low": 15, "high": None, "qualifier": "at-least"}

Document = dict[str, Any]
State = Callable[..., Document]


def cite(source: str, states: dict[str, Any]) -> dict[str, Any]:
    return {"source": source, "paragraph": 1, "phrase": "in invented words", "states": states}


@pytest.fixture
def state(put: Put) -> State:
    """A release as it stands on the desk when one or two sources state something of it."""

    def make(fields: dict[str, Any], one: dict[str, Any], other: dict[str, Any] | None = None) -> Document:
        evidence = [cite(ONE, one), *([cite(OTHER, other)] if other else [])]
        return put("prisoner-release", **RELEASE | fields | {"evidence": evidence})

    return make


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"date": "2022-10-04"}, {"date": "2022-10-04"}),
        ({"date": "2022-10-04"}, {"date": "2022-10"}),
        ({"date": "2022-10-04"}, {"date": "202X"}),
        ({"date": "2022-10-04"}, {"date": "XXXX-10-04"}),
        ({"date": "[2022-10-04,2022-10-11]"}, {"date": "2022-10-07/2022-10-20"}),
        ({"count": 17}, {"count": 17}),
        ({"count": 17}, {"count": AT_LEAST_15}),
        ({"count": 17}, {"count": {"qualifier": "withheld"}}),
        ({"count": 17}, {"count": {"qualifier": "unknown", "text": "several"}}),
        ({"count": 196}, {"count": ABOUT_200}),
        ({"count": ABOUT_200}, {"count": 220}),
        ({"count": None}, {"count": 17}),
        ({"exchange": None}, {"exchange": True}),
        ({"exchange": False}, {"exchange": None}),
        ({}, {"status": "completed"}),
        ({"legs": [{"count": 3}]}, {"legs.0.count": 3, "legs.0.category": "unstated"}),
        ({"legs": [{"from": "armenia"}]}, {"legs.0.from": "armenia"}),
        ({"outcomes": [{"text": "To meet", "status": "agreed"}]}, {"outcomes.0.status": "agreed"}),
    ],
)
def test_a_value_that_may_be_the_same_agrees(
    state: State, fields: dict[str, Any], states: dict[str, Any]
) -> None:
    assert state(fields, states)["contested"] is False


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"date": "2022-10-04"}, {"date": "2022-10-05"}),
        ({"date": "2022-10-04"}, {"date": "2022-11"}),
        ({"count": 17}, {"count": 18}),
        ({"count": 0}, {"count": 1}),
        ({"count": 14}, {"count": AT_LEAST_15}),
        ({"count": 70}, {"count": ABOUT_200}),
        ({"exchange": False}, {"exchange": True}),
        ({}, {"status": "cancelled"}),
        ({"legs": [{"count": 3}, {"count": 4}]}, {"legs.1.count": 3}),
        ({"legs": [{"from": "armenia"}]}, {"legs.0.from": "azerbaijan"}),
        ({"legs": [{"breakdown": [{"of": "All", "count": 1}]}]}, {"legs.0.breakdown.0.count": 2}),
        ({"outcomes": [{"text": "To meet", "status": "agreed"}]}, {"outcomes.0.status": "rejected"}),
    ],
)
def test_a_value_that_cannot_be_the_same_makes_the_record_contested(
    state: State, fields: dict[str, Any], states: dict[str, Any]
) -> None:
    assert state(fields, states)["contested"] is True


def test_two_sources_contest_each_other_even_where_the_record_is_silent(state: State) -> None:
    assert state({"count": None}, {"count": 17}, {"count": 17})["contested"] is False
    assert state({"count": None}, {"count": 17}, {"count": 18})["contested"] is True


def test_two_sources_contest_each_other_though_each_agrees_with_the_record(state: State) -> None:
    low, high = {"low": 5, "high": 10, "qualifier": "range"}, {"low": 20, "high": 30, "qualifier": "range"}
    assert state({"count": {"low": 8, "high": 25, "qualifier": "range"}}, {"count": low}, {"count": high})[
        "contested"
    ]


def test_both_values_stay_visible_as_their_sources_gave_them(state: State) -> None:
    document = state({"count": 17}, {"count": 17}, {"count": ABOUT_200})
    assert document["contested"] is True
    assert document["count"]["low"] == 17
    stated = {item["source"]["id"]: item["states"]["count"] for item in document["evidence"]}
    assert stated == {ONE: 17, OTHER: ABOUT_200}


def test_a_record_that_disputes_another_is_contested(put: Put) -> None:
    put("prisoner-release", **RELEASE | {"id": "other"})
    for relation, contested in (("follows", False), ("disputes", True)):
        related = [{"type": relation, "record": "other"}]
        assert put("prisoner-release", **RELEASE, related=related)["contested"] is contested


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("headcount", 17, "'headcount' is not a field of this record."),
        ("legs.0.headcount", 17, "'headcount' is not a field of this record."),
        ("", 17, "'' is not a field of this record."),
        ("date.edtf", "2022", "'edtf' is not a field of this record."),
        ("legs", 17, "Name a single value here, such as date, count or casualties.0.killed."),
        ("legs.0", 17, "Name a single value here, such as date, count or casualties.0.killed."),
        ("contested", True, "Name a single value here, such as date, count or casualties.0.killed."),
        ("legs.1.count", 17, "legs has no item 1; its items count from 0."),
        ("legs.0.breakdown.1.count", 17, "breakdown has no item 1; its items count from 0."),
        ("outcomes.0.status", "agreed", "outcomes has no item 0; its items count from 0."),
        ("legs.-1.count", 17, "'-1' is not a field of this record."),
        ("legs.count", 17, "'count' is not a field of this record."),
        (f"legs.{'9' * 5000}.count", 17, f"'{'9' * 60}' is not a field of this record."),
        ("count", "17", "Write a whole number, or a mapping with low, high, qualifier and text."),
        ("count", {"low": 5, "high": 1, "qualifier": "range"}, "qualifier range needs low below high."),
        ("date", "2022-02-30", "no month meant here has such a day"),
        ("exchange", "yes", "Write true or false."),
        ("status", "done", "Use one of: completed, in-progress"),
        ("legs.0.from", "No Slug", "Write the id of what is meant, such as armenia."),
        ("legs.0.from", {"id": "armenia", "url": 5}, "Write the id alone, such as armenia."),
        ("evidence.0.phrase", "a", "Name what the source says of the event"),
        ("title", ["a"], "Not a valid string."),
    ],
    ids=lambda given: str(given)[:30],
)
def test_what_a_source_cannot_state_is_refused_with_a_sentence(
    state: State, path: str, value: Any, says: str
) -> None:
    legs = [{"count": 3, "breakdown": [{"of": "All", "count": 3}]}]
    with pytest.raises(LoadError) as refused:
        state({"legs": legs}, {path: value})
    (problem,) = refused.value.problems
    assert problem.field == f"evidence.0.states.{path}"
    assert says in problem.says
    assert len(problem.says) < 300


@pytest.mark.parametrize("digit", ["٠", "०", "²", "0 ", "+0", "0x0", "0_0"])
def test_a_position_in_a_list_is_written_in_plain_digits(digit: str) -> None:
    evidence = [cite(ONE, {f"legs.{digit}.count": 3})]
    reader = KINDS["prisoner-release"].document(data=RELEASE | {"legs": [{"count": 3}], "evidence": evidence})
    assert not reader.is_valid()
    (says,) = reader.errors["evidence"][0]["states"].values()
    assert says == [f"{digit!r} is not a field of this record."]


@pytest.mark.parametrize("states", [["count"], "count", 17])
def test_states_is_a_mapping(state: State, states: Any) -> None:
    with pytest.raises(LoadError, match="states is a mapping from a field to the value this source gives"):
        state({}, states)
