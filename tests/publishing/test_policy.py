"""What may be public: each reason stands alone, and what only looks like a private detail is left in peace."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.kinds.place import Place
from records.publishing.desk import every_entry
from records.publishing.document import candidates
from records.publishing.policy import _PATTERNS, reasons_by_entry, reasons_not_to_publish
from records.publishing.publishable import publishable

Make = Callable[..., Incident]

EMAIL = "The text seems to hold an e-mail address: remove it."
PHONE = "The text seems to hold a telephone number: remove it."
COORDINATE = "The text seems to hold a coordinate finer than two decimals: remove it."


def test_an_entry_in_order_may_be_published(make: Make) -> None:
    assert reasons_not_to_publish(make(), by="reviewer") == []


def test_a_record_needs_evidence(make: Make) -> None:
    said = reasons_not_to_publish(make(evidence=False), by="reviewer")
    assert said == ["Add at least one piece of evidence: a source, a paragraph and a phrase."]


@pytest.mark.parametrize("public_role", ["", "   "])
def test_a_person_needs_a_public_role(public_role: str) -> None:
    person = Actor(id="p", name="Someone", type="person", sensitivity="low", public_role=public_role)
    (said,) = reasons_not_to_publish(person, by="reviewer")
    assert said.startswith("Someone is a person without a public role: add the office")
    person.public_role = "Minister"
    assert reasons_not_to_publish(person, by="reviewer") == []


def test_only_persons_need_a_public_role() -> None:
    group = Actor(id="g", name="Some group", type="unnamed", sensitivity="low")
    assert reasons_not_to_publish(group, by="reviewer") == []


def test_a_private_person_keeps_a_record_that_names_them_back(make: Make) -> None:
    Actor.objects.create(id="p", name="Someone", type="person", sensitivity="low")
    incident = make()
    incident.participants.create(actor_id="p", role="affected")
    said = reasons_not_to_publish(incident, by="reviewer")
    assert said == ["It cites actors/p, which is not published: publish that first."]


def test_sensitivity_must_be_set(make: Make) -> None:
    assert reasons_not_to_publish(make(sensitivity=""), by="reviewer") == ["Set the sensitivity."]


def test_high_sensitivity_is_never_published(make: Make) -> None:
    said = reasons_not_to_publish(make(sensitivity="high"), by="reviewer")
    assert said == ["Its sensitivity is high: it must not be published."]
    assert reasons_not_to_publish(make("medium", sensitivity="medium"), by="reviewer") == []


def test_what_is_cited_must_be_published_before_or_with_it(make: Make) -> None:
    one, two = make("one"), make("two")
    one.related.create(type="follows", other=two)
    said = reasons_not_to_publish(one, by="reviewer")
    assert said == ["It cites incidents/two, which is not published: publish that first."]
    assert reasons_by_entry(candidates([one, two]), by="reviewer") == {"incident/one": [], "incident/two": []}


def test_the_last_author_does_not_publish(make: Make, settings: Any) -> None:
    incident = make()
    said = reasons_not_to_publish(incident, by="author")
    assert said == ["You changed it last: someone else must publish it."]
    settings.ALLOW_SELF_PUBLISH = True
    assert reasons_not_to_publish(incident, by="author") == []


def test_every_reason_is_given_at_once(make: Make) -> None:
    incident = make(evidence=False, sensitivity="", summary="Write to a@example.org or ring +374 10 123456.")
    assert len(reasons_not_to_publish(incident, by="author")) == 5


# Private details


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Write to nare.h+x@mail.example.am for more.", EMAIL),
        ("NARE@EXAMPLE.ORG", EMAIL),
        ("Ring +374 10 123456.", PHONE),
        ("Ring +37410123456", PHONE),
        ("Ring +1 (212) 555-0100 today", PHONE),
        ("Ring 00374 10 54 41 11", PHONE),
        ("Ring (010) 54-41-11", PHONE),
        ("Ring 010 54 41 11", PHONE),
        ("Ring +٣٧٤١٠١٢٣٤٥٦", PHONE),
        ("They are held at 40.1872, 44.5152.", COORDINATE),
        ("They are held at 40.1872 44.5152", COORDINATE),
        ("40.187° N, 44.515° E", COORDINATE),
        ("N 40.187, E 44.515", COORDINATE),
        ("lat 40.1872, lon 44.5152", COORDINATE),
        ("39°49′ north", COORDINATE),
    ],
)
def test_a_private_detail_is_found(make: Make, text: str, reason: str) -> None:
    assert reasons_not_to_publish(make(summary=text), by="reviewer") == [reason]


@pytest.mark.parametrize("path", ["title", "status_note", "date_note"])
def test_a_private_detail_is_found_in_every_text(make: Make, path: str) -> None:
    assert reasons_not_to_publish(make(**{path: "a@example.org"}, date="2022"), by="reviewer") == [EMAIL]


def test_a_private_detail_is_found_at_any_depth(make: Make) -> None:
    incident = make()
    incident.outcomes.create(text="Write to a@example.org", status="agreed")
    assert reasons_not_to_publish(incident, by="reviewer") == [EMAIL]
    quoting = make("quoting")
    quoting.evidence.update(states={"summary": "Ring +374 10 123456"})
    assert reasons_not_to_publish(quoting, by="reviewer") == [PHONE]
    actor = Actor(id="a", name="A", type="state", sensitivity="low", aliases=["40.1872, 44.5152"])
    assert reasons_not_to_publish(actor, by="reviewer") == [COORDINATE]


@pytest.mark.parametrize(
    "text",
    [
        "On 2022-10-04 and from 2020-09-27 to 2020-11-10.",
        "On 04.10.2022, at 10:30, on 4/10/2022.",
        "More than 6,500 soldiers; 30,000 people; 1 000 000; 0.5 per cent; 10.25 and 11.75.",
        "Between 1991 and 1994, 1988-1994, in 2020–2023.",
        "UN Security Council resolutions 822, 853, 874 and 884 (1993).",
        "Talks @ the summit; 17 of 33 (about 50%).",
        "bf0fde8225e7b956976037a1fb7b1f063dafc4f52f78c8b97740f7326f5512d2",
        "At 40.18, 44.51 (two decimals).",
        "A temperature of 38.5° and an angle of 90°.",
        "It grew from 0.125 million.",
        "Article 00.1; law no. 0012; item 007.",
        "The 44-day war, 5-7 km, the years 2020 2021 2022.",
    ],
)
def test_dates_figures_and_punctuation_are_not_private_details(make: Make, text: str) -> None:
    assert reasons_not_to_publish(make(summary=text), by="reviewer") == []


def test_two_texts_are_not_read_as_one(make: Make) -> None:
    incident = make(
        title="Ends in 40.187,", summary="44.515 begins it; 010", status_note="123 456 is no number."
    )
    assert reasons_not_to_publish(incident, by="reviewer") == []


@given(st.text(alphabet="a@.b+0123456789 ().-,;/°'′NEWlon\n", max_size=60))
def test_no_hint_keeps_a_pattern_from_being_looked_for(text: str) -> None:
    for hint, pattern in _PATTERNS.values():
        assert hint.search(text) or not pattern.search(text)


def test_the_point_of_a_place_is_no_coordinate_in_text() -> None:
    place = Place(
        id="p", name="P", latitude="40.18", longitude="44.51", precision="settlement", sensitivity="low"
    )
    assert reasons_not_to_publish(place, by="reviewer") == []


def test_nothing_of_the_fixtures_is_held_back() -> None:
    passing, held_back = publishable(every_entry(), by="operator")
    assert (len(passing), held_back) == (len(list(every_entry())), {})
