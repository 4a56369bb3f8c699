"""Lists of records are searched by every name of what they cite, as readers search; other lists by their own names."""

import pytest
from desk_pages import address
from django.test import Client
from django.urls import reverse

from records.kinds.actor import Actor
from records.kinds.prisoner_release import Leg, PrisonerRelease

ALL = reverse("admin:records_record_changelist")
RELEASE = "2022-10-azerbaijan-frees-17"


def found(client: Client, listed: str, typed: str) -> list[str]:
    response = client.get(listed, {"q": typed})
    assert response.status_code == 200
    return [str(item.pk) for item in response.context["cl"].result_list]


@pytest.mark.parametrize("name", ["Արցախ", "artsakh"])
def test_records_are_found_by_any_name_of_their_places(writer: Client, name: str) -> None:
    for readers in writer.get("/api/v1/records/", {"search": name}).json()["results"]:
        assert readers["id"] in found(writer, ALL, name)
    assert len(found(writer, ALL, name)) == len(set(found(writer, ALL, name))) >= 7
    assert found(writer, address("place", "changelist"), name) == ["nagorno-karabakh"]


def test_words_in_quotes_stand_together_in_one_name(writer: Client) -> None:
    assert found(writer, ALL, "Karabakh Nagorno")
    assert found(writer, ALL, '"Karabakh Nagorno"') == []


def test_records_are_found_by_any_name_of_those_who_took_part(writer: Client) -> None:
    Actor.objects.filter(pk="armenia").update(aliases=["Hayastan"])
    PrisonerRelease.objects.filter(pk=RELEASE).update(title="A release", summary="")
    Leg.objects.filter(release=RELEASE).update(from_actor=None)
    assert RELEASE in found(writer, address("prisoner-release", "changelist"), "hayastan")
    assert RELEASE in found(writer, ALL, "hayastan")
    assert found(writer, address("prisoner-release", "changelist"), "hayastan nowhere") == []
    assert found(writer, address("actor", "changelist"), "hayastan") == ["armenia"]


def test_what_somebody_claims_is_found_by_their_name(writer: Client) -> None:
    Actor.objects.filter(pk="armenia").update(aliases=["Hayastan"])
    assert "2021-06-armenia-claims-about-200-held" in found(
        writer, address("figure", "changelist"), "hayastan"
    )


@pytest.mark.parametrize("typed", ["%", "_", '"', "''", '"a', "\\", "(", "a " * 200])
def test_any_signs_may_be_typed(writer: Client, typed: str) -> None:
    found(writer, ALL, typed)
