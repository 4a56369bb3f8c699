"""Before a second record of one event is made, the likely ones are shown, and its evidence can go to one of them instead."""

import re

import pytest
from desk_pages import FormReader, address, form_on, sign_in
from django.test import Client
from test_saving import RELEASE, TYPED_RELEASE

from records.editorial.duplicates.likely import MOST, likely_duplicates
from records.kinds.base import Record
from records.kinds.incident import Incident
from records.kinds.prisoner_release import PrisonerRelease

SECOND = TYPED_RELEASE | {"id": "a-second-record", "date": "2022-10", "evidence-0-states": "exchange: false"}
ADD = address("prisoner-release", "add")


def shown(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def instead(slug: str = RELEASE) -> dict[str, str]:
    return SECOND | {"add_evidence_to": slug}


def evidence_of(slug: str) -> list[tuple[int, str]]:
    record = Record.objects.get(pk=slug)
    return [(item.paragraph, item.phrase) for item in record.evidence.all()]


# The warning


def test_second_record_of_an_event_is_not_saved_before_the_first_was_shown(writer: Client) -> None:
    response = writer.post(ADD, SECOND)
    assert response.status_code == 200
    text = shown(response)
    assert f'href="{address("prisoner-release", "change", RELEASE)}"' in text
    assert "in common: Armenia" in text
    assert "Add the evidence to this one instead" in text
    assert not Record.objects.filter(pk="a-second-record").exists()


def test_nothing_typed_is_lost(writer: Client) -> None:
    reader = FormReader()
    reader.feed(writer.post(ADD, SECOND).content.decode())
    kept = {name: value.replace("\r\n", "\n") for name, value in reader.form.values.items()}
    assert {name: kept.get(name) for name in SECOND} == {
        name: value.replace("\r\n", "\n") for name, value in SECOND.items()
    }


def test_another_event_is_saved_when_it_is_said_to_be_one(writer: Client) -> None:
    assert writer.post(ADD, SECOND | {"another_event": "on"}).status_code == 302
    assert PrisonerRelease.objects.filter(pk="a-second-record").exists()


def test_word_given_for_another_event_outlasts_another_error(writer: Client) -> None:
    response = writer.post(ADD, SECOND | {"another_event": "on", "title": ""})
    assert 'name="another_event" checked' in shown(response)


def test_saving_an_existing_record_asks_nothing(writer: Client) -> None:
    writer.post(ADD, SECOND | {"another_event": "on"})
    page = address("prisoner-release", "change", "a-second-record")
    assert writer.post(page, form_on(writer, page).values | {"summary": "Changed."}).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        {"date": "2022-11"},
        {"date": ""},
        {
            "participants-0-actor": "zara-amatuni",
            "participants-0-represents": "",
            "legs-0-from_actor": "",
            "legs-0-to_actor": "",
            "legs-0-via": "",
            "legs-1-from_actor": "",
            "legs-1-to_actor": "",
        },
    ],
    ids=["another time", "no time", "other actors"],
)
def test_record_of_another_time_or_of_others_is_saved_at_once(writer: Client, typed: dict[str, str]) -> None:
    assert writer.post(ADD, SECOND | typed).status_code == 302


def made(slug: str, date: str, *actors: str, **more: str) -> Incident:
    incident = Incident.objects.create(
        id=slug, title=slug, status="reported", category="other", date=date, **more
    )
    for actor in actors:
        incident.participants.create(actor_id=actor, role="party")
    return incident


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("1999-05", "1999-05-04", True),
        ("1999-05-04", "1999-05-05", False),
        ("[1999-05-01..1999-05-10]", "1999-05-04/1999-05-20", True),
        ("1999", "1998/..", True),
        ("[2001..]", "1998", False),
        ("../1999", "1970", True),
        ("XXXX-06-04", "XXXX-06-04", True),
        ("XXXX-06-04", "1999-06-04", False),
        ("XXXX-06-04", "XXXX-06-05", False),
    ],
)
def test_periods_that_share_a_day_overlap(one: str, other: str, alike: bool) -> None:
    first, second = made("one", one, "united-states"), made("other", other, "united-states")
    assert (second in likely_duplicates(first)) is (first in likely_duplicates(second)) is alike


def test_those_for_whom_a_person_acted_count_too() -> None:
    first = made("one", "1999-05-04")
    first.participants.create(actor_id="antony-blinken", role="party", represents_id="united-states")
    second = made("other", "1999-05-04", alleged_by_id="united-states")
    assert [found.in_common for found in likely_duplicates(first)] == [["United States"]]
    assert likely_duplicates(second) == [first]


def test_withdrawn_records_and_other_kinds_are_not_offered() -> None:
    first = made("one", "1999-05-04", "united-states")
    made("gone", "1999-05-04", "united-states", state="withdrawn")
    talk = PrisonerRelease.objects.create(id="r", title="r", status="reported", date="1999-05-04")
    talk.participants.create(actor_id="united-states", role="party")
    assert likely_duplicates(first) == []


def test_one_query_finds_the_few_that_are_most_alike(django_assert_num_queries) -> None:
    first = made("one", "1999-05-04", "united-states", "armenia")
    for number in range(MOST + 3):
        made(f"wide-{number}", "1999", "united-states")
    near = made("near", "1999-05", "united-states", "armenia")
    with django_assert_num_queries(1):
        found = likely_duplicates(first)
    assert len(found) == MOST
    assert found[0] == near


# The evidence goes to the first


def test_evidence_goes_to_the_existing_record_and_leads_there(writer: Client) -> None:
    before = evidence_of(RELEASE)
    typed = instead() | {"evidence-0-phrase": "some other words"}
    response = writer.post(ADD, typed, follow=True)
    assert response.redirect_chain == [(address("prisoner-release", "change", RELEASE), 302)]
    assert "Evidence added here: 1." in shown(response)
    assert evidence_of(RELEASE) == [*before, (3, "some other words")]
    record = PrisonerRelease.objects.get(pk=RELEASE)
    assert record.edited_by == "writer"
    assert record.evidence.last().states == {"exchange": False}
    assert not Record.objects.filter(pk="a-second-record").exists()


def test_what_is_there_already_is_not_added_twice(writer: Client) -> None:
    two = instead() | {
        "evidence-TOTAL_FORMS": "2",
        "evidence-0-phrase": "some other words",
        "evidence-1-source": "azerbaijan-releases-17-prisoners",
        "evidence-1-paragraph": "3",
        "evidence-1-phrase": "more words",
    }
    writer.post(ADD, two | {"evidence-1-phrase": "some other words", "evidence-1-paragraph": "4"})
    before = evidence_of(RELEASE)
    response = writer.post(ADD, two, follow=True)
    assert "Evidence added here: 1. There already: 1." in shown(response)
    assert evidence_of(RELEASE) == [*before, (3, "more words")]


def test_record_that_gets_nothing_new_keeps_its_author(writer: Client, reviewer: Client) -> None:
    typed = instead() | {"evidence-0-phrase": "some other words"}
    writer.post(ADD, typed)
    response = reviewer.post(ADD, typed, follow=True)
    assert "Evidence added here: 0. There already: 1." in shown(response)
    assert PrisonerRelease.objects.get(pk=RELEASE).edited_by == "writer"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"evidence-0-phrase": "one two three four five six seven eight nine"}, "Quote at most 8 words"),
        ({"evidence-0-paragraph": "0"}, "greater than or equal to 1"),
        ({"evidence-0-source": ""}, "This field is required."),
        ({"evidence-TOTAL_FORMS": "0"}, "There is no evidence to add"),
        ({"evidence-TOTAL_FORMS": ""}, "ManagementForm data is missing"),
        (
            {"evidence-0-states": "legs.5.count: 3", "evidence-0-phrase": "new words"},
            "The evidence does not fit",
        ),
        ({"add_evidence_to": "no-such-record"}, "is not here any more"),
        ({"add_evidence_to": "2020-war"}, "is not here any more"),
        ({"add_evidence_to": ""}, "is not here any more"),
    ],
)
def test_evidence_that_cannot_be_added_is_a_form_error(
    writer: Client, typed: dict[str, str], says: str
) -> None:
    before = evidence_of(RELEASE)
    response = writer.post(ADD, instead() | typed)
    assert response.status_code == 200
    assert says in shown(response)
    assert evidence_of(RELEASE) == before
    assert not Record.objects.filter(pk="a-second-record").exists()


def test_evidence_is_added_by_those_who_may_change_the_record_and_by_post_alone(writer: Client) -> None:
    before = evidence_of(RELEASE)
    typed = instead() | {"evidence-0-phrase": "some other words"}
    newcomer = sign_in("newcomer", permissions=("add_prisonerrelease", "view_prisonerrelease"))
    assert newcomer.post(ADD, typed).status_code == 403
    assert writer.get(ADD, typed).status_code == 200
    assert evidence_of(RELEASE) == before
