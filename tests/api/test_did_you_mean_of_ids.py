"""An address of an entry that was never published offers what is near and published; nothing else is looked among."""

import pytest
from asking import ROOT, ask, documents, get, ids, problem_at, remove, revise

from records.kinds.incident import Incident
from records.publishing.redact import redact

FIGURE = "2023-05-33-confirmed-prisoners"
INCIDENT = "lachin-corridor-blockade"
LONE = "jeyhun-bayramov"


def offered(below):
    """What is offered at an address below the base, which answers 404."""
    return problem_at(ROOT + below, status=404).get("did_you_mean", [])


@pytest.mark.parametrize(
    ("below", "instead"),
    [
        ("actors/azerbajan/", "azerbaijan"),
        ("actors/Armenia/", "armenia"),
        ("actors/moscow/", "russia"),
        ("places/artsakh/", "nagorno-karabakh"),
        ("sources/azerbaijan-released-17-prisoners/", "azerbaijan-releases-17-prisoners"),
        ("figures/2023-05-33-confirmed-prisonrs/", FIGURE),
        ("incidents/lachin-blockade/", INCIDENT),
        ("incidents/lachin-corridor-blokade/versions/", INCIDENT),
        ("incidents/lachin-corridor-blokade/versions/1/", INCIDENT),
        ("measures/armenians-held-azerbaijan/claims/", "armenians-held-by-azerbaijan"),
    ],
)
def test_an_id_that_nothing_has_is_set_beside_the_nearest_of_its_collection(below, instead):
    mistaken = below.split("/")[1]
    offer = offered(below)[0]
    assert (offer["parameter"], offer["value"], offer["instead"]) == ("id", mistaken, instead)
    assert offer["address"] == ROOT + below.replace(mistaken, instead)
    assert get(offer["address"]).status_code == 200
    assert offer["name"]


def test_at_most_three_are_offered_all_published_in_that_collection_and_the_question_goes_along():
    offers = offered("incidents/2023/?fields=title&format=json")
    assert len(offers) == 3
    for offer in offers:
        assert offer["instead"] in ids("incidents")
        assert ask(offer["address"]).keys() == {"id", "kind", "title"}


@pytest.mark.parametrize(
    "below",
    [
        "actors/qqqqqqqq/",
        f"figures/{FIGURE}/versions/9/",
        "actors/azerbajan/?as_of=1",
        "actors/azerbajan/versions/?as_of=1",
    ],
)
def test_where_nothing_is_near_or_the_id_is_right_or_a_moment_is_asked_for_nothing_is_offered(below):
    assert offered(below) == []


# In another collection


ROUND = "2022-10-prague"


@pytest.mark.parametrize("below", ["", "versions/", "versions/1/", "?fields=title"])
def test_an_id_of_another_collection_is_offered_there(below):
    (offer, *near) = offered(f"incidents/{ROUND}/{below}")
    assert offer == {
        "parameter": "collection",
        "value": "incidents",
        "instead": "negotiation-rounds",
        "name": ask(f"{ROOT}negotiation-rounds/{ROUND}/")["title"],
        "address": f"{ROOT}negotiation-rounds/{ROUND}/",
    }
    assert len(near) <= 2


@pytest.mark.parametrize(
    ("below", "address"),
    [
        ("places/armenia/", f"{ROOT}actors/armenia/"),
        ("actors/brussels/", f"{ROOT}places/brussels/"),
        ("actors/armenians-held-by-azerbaijan/", f"{ROOT}measures/armenians-held-by-azerbaijan/"),
        ("measures/armenia/claims/", f"{ROOT}actors/armenia/"),
    ],
)
def test_that_holds_for_everything_that_has_an_address(below, address):
    assert offered(below)[0]["address"] == address
    assert get(address).status_code == 200


def test_what_is_gone_from_another_collection_is_not_offered_nor_anything_for_a_moment():
    assert offered(f"incidents/{FIGURE}/?as_of=1") == []
    remove("figure", FIGURE)
    assert [offer for offer in offered(f"incidents/{FIGURE}/") if offer["parameter"] == "collection"] == []


@pytest.mark.parametrize("below", ["", "versions/", "versions/1/", "?fields=title"])
def test_below_the_list_of_all_records_each_is_offered_at_its_own_address(below):
    problem = problem_at(f"{ROOT}records/{ROUND}/{below}", status=404)
    (offer,) = problem["did_you_mean"]
    assert (offer["parameter"], offer["value"]) == ("collection", "records")
    assert offer["address"] == f"{ROOT}negotiation-rounds/{ROUND}/"
    assert "at the address of its own kind" in problem["detail"]


@pytest.mark.parametrize("below", ["armenia/", "no-such-record/", f"{ROUND}/?as_of=100"])
def test_below_the_list_of_all_records_records_of_now_are_offered_alone(below):
    problem = problem_at(f"{ROOT}records/{below}", status=404)
    assert "did_you_mean" not in problem
    assert "at the address of its own kind" in problem["detail"]


def test_below_the_list_of_all_records_what_is_gone_is_not_offered():
    remove("figure", FIGURE)
    assert offered(f"records/{FIGURE}/") == []


def test_what_is_only_on_the_desk_is_neither_offered_nor_told_from_what_never_was():
    Incident.objects.create(
        id="zebrafinch-at-the-border", title="A draft", status="reported", category="other", sensitivity="low"
    )
    for collection in ("incidents", "figures", "records"):
        slugs = ("zebrafinch-at-the-border", "zebrafinch-at-a-border")
        own, never = (get(f"{ROOT}{collection}/{slug}/") for slug in slugs)
        assert own.status_code == 404
        assert own.content == never.content
        assert "did_you_mean" not in own.json()


@pytest.mark.parametrize("gone", ["withdrawn", "redacted"])
def test_what_was_removed_offers_nothing_and_is_never_offered(gone):
    assert offered("figures/2023-05-33-confirmed-prisonrs/")[0]["instead"] == FIGURE
    if gone == "withdrawn":
        remove("figure", FIGURE)
    else:
        redact(entries=[("figure", FIGURE)], reason_class="safety")
    assert FIGURE not in [offer["instead"] for offer in offered("figures/2023-05-33-confirmed-prisonrs/")]
    assert "did_you_mean" not in problem_at(f"{ROOT}figures/{FIGURE}/", status=410)


def test_an_actor_is_offered_by_a_name_that_it_was_given_just_now_and_not_by_one_that_it_lost():
    revise("actor", LONE, aliases=["Zzyzx"])
    assert offered("actors/zzyzx/")[0]["instead"] == LONE
    revise("actor", LONE, aliases=[])
    assert offered("actors/zzyzx/") == []


def test_of_records_beyond_the_newest_none_is_offered(monkeypatch):
    monkeypatch.setattr("records.api.names.known.MOST_READ", 1)
    (newest,) = [one["id"] for one in documents("figure") if one["id"] == FIGURE]
    revise("figure", newest, title="Written again")
    assert offered("incidents/lachin-corridor-blokade/") == []
    assert offered("figures/2023-05-33-confirmed-prisonrs/")[0]["instead"] == newest


def test_no_more_than_60_characters_of_an_id_come_back_and_one_longer_than_any_is_not_looked_for():
    (offer, *_) = offered(f"actors/armenia{'-and-so-on' * 8}/")
    assert len(offer["value"]) == 60
    assert offered(f"actors/armenia{'-and-so-on' * 20}/") == []
