"""What is typed is what is kept: nothing more, nothing less, and under the name of whoever typed it."""

import pytest
from desk_pages import address, document_of, form_on, fullest, sign_in
from django.test import Client
from django.utils.html import strip_tags

from records.editorial.readable import in_words
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.prisoner_release import PrisonerRelease
from records.published import Published

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
RELEASE = "2022-10-azerbaijan-frees-17"

# An entry of each list, in the words that the form asks for.
TYPED_RELEASE = {
    "id": "2023-02-a-release",
    "title": "A release",
    "summary": "Seven people were released.",
    "date": "2023-02",
    "date_note": "The source prints the month.",
    "status": "completed",
    "status_note": "As announced.",
    "count_low": "7",
    "count_high": "",
    "count_qualifier": "about",
    "count_text": "some seven",
    "exchange": "true",
    "sensitivity": "low",
    "legs-TOTAL_FORMS": "2",
    "legs-INITIAL_FORMS": "0",
    "legs-0-from_actor": "azerbaijan",
    "legs-0-to_actor": "armenia",
    "legs-0-via": "russia",
    "legs-0-category": "prisoner-of-war",
    "legs-0-of_whom": "soldiers",
    "legs-0-count_low": "5",
    "legs-0-count_qualifier": "at-least",
    "legs-0-breakdown": "Wounded soldiers = 2\r\n\r\nOthers = at least 3 (three or more)",
    "legs-1-from_actor": "armenia",
    "legs-1-to_actor": "azerbaijan",
    "legs-1-category": "civilian",
    "participants-TOTAL_FORMS": "1",
    "participants-INITIAL_FORMS": "0",
    "participants-0-actor": "nikol-pashinyan",
    "participants-0-role": "announcer",
    "participants-0-capacity": "Prime Minister of Armenia",
    "participants-0-represents": "armenia",
    "placings-TOTAL_FORMS": "2",
    "placings-INITIAL_FORMS": "0",
    "placings-0-place": "yerevan",
    "placings-1-place": "lachin-corridor",
    "outcomes-TOTAL_FORMS": "1",
    "outcomes-INITIAL_FORMS": "0",
    "outcomes-0-text": "More releases were promised.",
    "outcomes-0-status": "pledged",
    "related-TOTAL_FORMS": "1",
    "related-INITIAL_FORMS": "0",
    "related-0-type": "follows",
    "related-0-other": RELEASE,
    "evidence-TOTAL_FORMS": "1",
    "evidence-INITIAL_FORMS": "0",
    "evidence-0-source": "azerbaijan-releases-17-prisoners",
    "evidence-0-paragraph": "3",
    "evidence-0-phrase": "freed 17 Armenian prisoners of war on Tuesday",
    "evidence-0-states": "count: at least 5\nexchange: true\ndate: 2023-02-04\nlegs.0.count: 5",
}


@pytest.mark.parametrize("meaning", ["exact", "about"])
def test_a_single_number_is_corrected_in_one_box(writer: Client, meaning: str) -> None:
    typed = TYPED_RELEASE | {"count_low": "12", "count_high": "12", "count_qualifier": meaning}
    assert writer.post(address("prisoner-release", "add"), typed).status_code == 302
    page = address("prisoner-release", "change", typed["id"])
    opened = form_on(writer, page).values
    assert (opened["count_low"], opened["count_high"]) == ("12", "")
    assert writer.post(page, opened | {"count_low": "13"}).status_code == 302
    assert document_of("prisoner-release", typed["id"])["count"] == quantity(13, 13, meaning, "some seven")


@pytest.mark.parametrize(
    ("low", "high", "meaning", "says"),
    [
        ("5", "9", "exact", "For “Exactly”, write the number under “Lowest”"),
        ("", "", "about", "For “About”, write the number under “Lowest”"),
        ("", "9", "at-least", "For “At least the lowest”, write the number under “Lowest”"),
        ("9", "", "at-most", "For “At most the highest”, write the number under “Highest”"),
        ("9", "5", "range", "For “From lowest to highest”, write the smaller number under “Lowest”"),
        ("9", "", "withheld", "For “Withheld by those who know”, leave “Lowest” and “Highest” empty."),
        ("", "0", "unknown", "For “Unknown”, leave “Lowest” and “Highest” empty."),
    ],
)
def test_a_number_is_refused_in_the_words_of_its_form(
    writer: Client, low: str, high: str, meaning: str, says: str
) -> None:
    typed = TYPED_RELEASE | {"count_low": low, "count_high": high, "count_qualifier": meaning}
    refused = writer.post(address("prisoner-release", "add"), typed).content.decode()
    assert says in refused
    assert "qualifier" not in strip_tags(refused)


def quantity(low: int | None, high: int | None, qualifier: str, text: str | None = None) -> dict[str, object]:
    return {"low": low, "high": high, "qualifier": qualifier, "text": text}


def test_whole_record_with_every_list_is_what_was_typed(writer: Client) -> None:
    assert writer.post(address("prisoner-release", "add"), TYPED_RELEASE).status_code == 302
    document = document_of("prisoner-release", "2023-02-a-release")
    assert document["date"] == {
        "edtf": "2023-02",
        "note": "The source prints the month.",
        "earliest": "2023-02-01",
        "latest": "2023-02-28",
    }
    assert (document["status"], document["status_note"]) == ("completed", "As announced.")
    assert document["count"] == quantity(7, 7, "about", "some seven")
    assert document["exchange"] is True
    first, second = document["legs"]
    assert [first[end]["id"] for end in ("from", "to", "via")] == ["azerbaijan", "armenia", "russia"]
    assert (first["category"], first["of_whom"]) == ("prisoner-of-war", "soldiers")
    assert first["count"] == quantity(5, None, "at-least")
    assert first["breakdown"] == [
        {"of": "Wounded soldiers", "count": quantity(2, 2, "exact")},
        {"of": "Others", "count": quantity(3, None, "at-least", "three or more")},
    ]
    assert (second["count"], second["via"], second["breakdown"]) == (None, None, [])
    (participant,) = document["participants"]
    assert participant["actor"]["id"] == "nikol-pashinyan"
    assert participant["represents"]["id"] == "armenia"
    assert [place["id"] for place in document["places"]] == ["yerevan", "lachin-corridor"]
    assert document["outcomes"] == [{"text": "More releases were promised.", "status": "pledged"}]
    assert [(link["type"], link["record"]["id"]) for link in document["related"]] == [("follows", RELEASE)]
    (evidence,) = document["evidence"]
    assert evidence["states"] == {
        "count": {"low": 5, "qualifier": "at-least"},
        "exchange": True,
        "date": "2023-02-04",
        "legs.0.count": 5,
    }


@EVERY_KIND
def test_entry_typed_anew_says_the_same_as_the_one_it_was_copied_from(writer: Client, kind) -> None:
    (original,) = fullest(kind)
    form = form_on(writer, address(kind, "change", original.pk))
    response = writer.post(address(kind, "add"), form.typed_anew("a-copy") | {"another_event": "on"})
    assert response.status_code == 302, response.context["errors"]
    copied = document_of(kind, "a-copy")
    assert in_words(copied | {"id": original.pk, "url": ""}) == in_words(
        document_of(kind, original.pk) | {"url": ""}
    )


@EVERY_KIND
def test_opening_and_saving_changes_nothing(writer: Client, kind) -> None:
    for entry in fullest(kind, 2):
        page = address(kind, "change", entry.pk)
        before = document_of(kind, entry.pk)
        response = writer.post(page, form_on(writer, page).values)
        assert response.status_code == 302, (entry.pk, response.context["errors"])
        assert document_of(kind, entry.pk) == before
        after = kind.model._default_manager.get(pk=entry.pk)
        assert (after.edited_by, after.edited_at) == (entry.edited_by, entry.edited_at)


def test_author_is_remembered(writer: Client, reviewer: Client) -> None:
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE)
    entry = PrisonerRelease.objects.get(pk="2023-02-a-release")
    assert (entry.created_by, entry.edited_by, entry.state) == ("writer", "writer", "draft")
    page = address("prisoner-release", "change", entry.pk)
    reviewer.post(page, form_on(reviewer, page).values | {"summary": "Some people were released."})
    entry.refresh_from_db()
    assert (entry.created_by, entry.edited_by) == ("writer", "reviewer")


def test_changing_a_row_alone_makes_an_author(writer: Client) -> None:
    page = address("prisoner-release", "change", RELEASE)
    response = writer.post(page, form_on(writer, page).values | {"participants-0-capacity": "Holder"})
    assert response.status_code == 302
    assert PrisonerRelease.objects.get(pk=RELEASE).edited_by == "writer"


def test_what_is_not_typed_cannot_be_sent(writer: Client) -> None:
    page = address("actor", "change", "armenia")
    forged = {
        "state": "withdrawn",
        "edited_by": "nobody",
        "created_by": "nobody",
        "id": "other",
        "summary": "New.",
    }
    assert writer.post(page, form_on(writer, page).values | forged).status_code == 302
    entry = KINDS["actor"].model._default_manager.get(pk="armenia")
    assert (entry.state, entry.edited_by, entry.created_by) == ("published", "writer", "fixtures")


def test_change_to_a_published_entry_stays_on_the_desk(writer: Client) -> None:
    page = address("actor", "change", "armenia")
    live = Published.objects.current().get(kind="actor", slug="armenia").document
    writer.post(page, form_on(writer, page).values | {"summary": "Something new."})
    assert Published.objects.current().get(kind="actor", slug="armenia").document == live
    assert "Differs from the live version" in writer.get(page).content.decode()
    assert "edited since" in writer.get(address("actor", "changelist"), {"q": "armenia"}).content.decode()


def test_rows_keep_the_order_of_their_forms(writer: Client) -> None:
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE)
    page = address("prisoner-release", "change", "2023-02-a-release")
    form = form_on(writer, page).values
    assert "legs-0-position" not in form
    more = {"placings-TOTAL_FORMS": "3", "placings-2-place": "nagorno-karabakh", "placings-0-DELETE": "on"}
    assert writer.post(page, form | more).status_code == 302
    rows = PrisonerRelease.objects.get(pk="2023-02-a-release").placings.values_list("place_id", "position")
    assert list(rows) == [("lachin-corridor", 0), ("nagorno-karabakh", 1)]


def test_id_of_another_kind_of_record_is_refused(writer: Client) -> None:
    taken = KINDS["figure"].example
    response = writer.post(address("prisoner-release", "add"), TYPED_RELEASE | {"id": taken})
    assert "already exists" in response.content.decode()
    assert Record.objects.get(pk=taken).kind == "figure"


def test_one_kind_of_permission_is_enough_for_its_rows() -> None:
    wanted = ("add_prisonerrelease", "change_prisonerrelease", "view_prisonerrelease")
    contributor = sign_in("contributor", permissions=wanted)
    assert contributor.post(address("prisoner-release", "add"), TYPED_RELEASE).status_code == 302
    assert len(document_of("prisoner-release", "2023-02-a-release")["legs"]) == 2
    assert contributor.get(address("actor", "changelist")).status_code == 403
