"""A date says how it is read while it is typed, and a phrase is offered as EDTF, never replaced by it."""

import pytest
from desk_pages import address, sign_in
from django.test import Client
from django.urls import reverse
from test_saving import TYPED_RELEASE

from records.kinds import KINDS
from records.kinds.base import Dated
from records.kinds.prisoner_release import PrisonerRelease

READING = reverse("date-reading")
DATED = [kind for kind in KINDS.values() if issubclass(kind.model, Dated)]


def read(client: Client, text: str) -> dict[str, object]:
    response = client.get(READING, {"text": text})
    assert response.status_code == 200
    return response.json()


def test_edtf_is_read_in_words(writer: Client) -> None:
    assert read(writer, " [2023-05-01..2023-05-04] ") == {
        "edtf": "[2023-05-01..2023-05-04]",
        "reading": "one day between 1 and 4 May 2023",
    }


def test_what_is_wrong_is_said_with_its_position(writer: Client) -> None:
    answer = read(writer, "2023-13")
    assert (answer["position"], answer["offer"]) == (5, None)
    assert "At position 5" in str(answer["says"])


def test_phrase_is_offered_with_its_reading_and_a_note(writer: Client) -> None:
    assert read(writer, "early May 2023")["offer"] == {
        "edtf": "[2023-05-01..2023-05-10]",
        "reading": "one day between 1 and 10 May 2023",
        "note": "The source prints “early May 2023”.",
    }


def test_phrase_that_is_not_read_is_said_so(writer: Client) -> None:
    answer = read(writer, "last Tuesday")
    assert answer["offer"] is None
    assert "counts from another day" in str(answer["says"])


@pytest.mark.parametrize("text", ["05/06/2021", "13.05.2021", "4/5/21"])
def test_day_in_numbers_alone_says_to_write_the_month_as_a_word(writer: Client, text: str) -> None:
    answer = read(writer, text)
    assert answer["offer"] is None
    assert "Write the month as a word" in str(answer["says"])


@pytest.mark.parametrize("text", ["", "x" * 5000, "\u202e", "[", "2023//", "..", "-", "😀", "{,}", "٤"])
def test_anything_typed_gets_an_answer(writer: Client, text: str) -> None:
    answer = read(writer, text)
    assert answer["says"]
    assert len(str(answer)) < 500


def test_only_the_desks_accounts_are_answered_and_only_when_asked(client: Client, writer: Client) -> None:
    assert client.get(READING, {"text": "2023"}).status_code == 302
    assert writer.post(READING, {"text": "2023"}).status_code == 403
    assert writer.get(READING, {"text": "a\x00"}).status_code == 400
    assert sign_in("newcomer", superuser=False).get(READING, {"text": "2023"}).status_code == 200


@pytest.mark.parametrize("kind", DATED, ids=[kind.name for kind in DATED])
def test_every_date_of_the_desk_is_read_while_it_is_typed(writer: Client, kind) -> None:
    page = writer.get(address(kind, "add")).content.decode()
    assert f'data-date-reading="{READING}"' in page
    assert "records/desk/dates.js" in page


def test_phrase_is_refused_with_what_to_write_and_never_stored(writer: Client) -> None:
    response = writer.post(address("prisoner-release", "add"), TYPED_RELEASE | {"date": "late May 2023"})
    assert response.status_code == 200
    assert "For “late May 2023” write [2023-05-21..2023-05-31]: one day between 21 and 31 May 2023." in (
        response.content.decode()
    )
    assert not PrisonerRelease.objects.filter(pk=TYPED_RELEASE["id"]).exists()
