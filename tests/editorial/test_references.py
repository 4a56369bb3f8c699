"""The box of a reference offers what somebody most likely means first, page after page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from records.kinds.actor import Actor

ACTOR = {"model_name": "participation", "field_name": "actor"}
PLACE = {"model_name": "placing", "field_name": "place"}
SOURCE = {"model_name": "evidence", "field_name": "source"}
RECORD = {"model_name": "relation", "field_name": "other"}


def answer(client: Client, reference: dict[str, str], typed: str, page: int = 1) -> Any:
    given = reference | {"app_label": "records", "term": typed, "page": str(page)}
    response = client.get(reverse("admin:autocomplete"), given)
    assert response.status_code == 200
    return response.json()


def offered(client: Client, reference: dict[str, str], typed: str) -> list[str]:
    return [each["text"] for each in answer(client, reference, typed)["results"]]


@pytest.mark.parametrize(
    "name", ["United States", "Azerbaijan", "Armenia", "European Union", "European Council", "armenia"]
)
def test_the_very_name_comes_first(writer: Client, name: str) -> None:
    assert offered(writer, ACTOR, name)[0].lower() == name.lower()


@pytest.mark.parametrize(("alias", "means"), [("EU", "European Union"), ("us", "United States")])
def test_another_name_of_an_actor_is_as_good(writer: Client, alias: str, means: str) -> None:
    assert offered(writer, ACTOR, alias)[0] == means


def test_a_name_of_a_place_in_any_script_is_as_good(writer: Client) -> None:
    Actor.objects.filter(pk="armenia").update(summary="Named beside Արցախ.")
    assert offered(writer, PLACE, "Արցախ") == ["Nagorno-Karabakh"]
    assert offered(writer, PLACE, "armenia")[0] == "Armenia"


def test_then_names_that_begin_so_then_words_that_begin_so_then_texts(writer: Client) -> None:
    found = offered(writer, ACTOR, "Armenia")
    assert found[:4] == [
        "Armenia",
        "Armenia's commission on missing persons",
        "Armenian Service of Radio Liberty",
        "Armenian security forces",
    ]
    assert found[4:6] == ["Ministry of Defence of Armenia", "National Security Service of Armenia"]
    assert "Ararat Mirsoyan" in found[6:]


def test_words_may_be_typed_in_any_order(writer: Client) -> None:
    assert offered(writer, ACTOR, "azer min def")[0] == "Ministry of Defence of Azerbaijan"


def test_an_id_is_an_exact_name(writer: Client) -> None:
    assert offered(writer, ACTOR, "european-union")[0] == "European Union"


def test_sources_and_records_are_offered_by_their_titles(writer: Client) -> None:
    assert offered(writer, SOURCE, "Azerbaijan releases")[0].startswith("Azerbaijan releases 17")
    assert offered(writer, RECORD, "ICRC team")[0].startswith("ICRC team visits")


def test_pages_together_have_each_entry_once(writer: Client) -> None:
    Actor.objects.bulk_create(
        Actor(id=f"one-{number:02}", name="One of many", type="organisation") for number in range(45)
    )
    pages = [answer(writer, ACTOR, "one of", page) for page in (1, 2, 3)]
    ids = [each["id"] for page in pages for each in page["results"] if each["id"].startswith("one-")]
    assert ids == sorted(set(ids))
    assert len(ids) == 45
    assert [page["pagination"]["more"] for page in pages] == [True, True, False]


@pytest.mark.parametrize("typed", ["(", "[", "a\\b", '"', "' '", ".*", "\\m", "x{2}", "(?n)", "^", "%", "_"])
def test_signs_are_looked_for_as_they_are(writer: Client, typed: str) -> None:
    for reference in (ACTOR, PLACE, SOURCE, RECORD):
        answer(writer, reference, typed)


def test_nothing_typed_lists_by_name(writer: Client) -> None:
    found = offered(writer, ACTOR, "")
    assert found == sorted(found)
