"""Two people at one entry: nothing that either of them typed is lost, and nothing is overwritten unseen."""

import pytest
from desk_pages import FormReader, address, document_of, form_on
from django.http import HttpResponse
from django.test import Client
from test_saving import RELEASE, TYPED_RELEASE

from records.kinds.prisoner_release import PrisonerRelease

NEW = "2023-02-a-release"
KIND = "prisoner-release"


@pytest.fixture
def page(writer: Client) -> str:
    assert writer.post(address(KIND, "add"), TYPED_RELEASE).status_code == 302
    return address(KIND, "change", NEW)


def save(client: Client, page: str, **typed: str) -> None:
    response = client.post(page, form_on(client, page).values | typed)
    assert response.status_code == 302, response.context["errors"]


def shown_again(response: HttpResponse) -> dict[str, str]:
    """The values of the form that came back."""
    assert response.status_code == 200
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.form.values


def differing(response: HttpResponse) -> dict[str, tuple[list[str], list[str]]]:
    """By field, what was saved meanwhile and what it would be with what was typed."""
    changes = response.context["meanwhile"].changes
    return {
        change.field: ([line.text for line in change.live], [line.text for line in change.desk])
        for change in changes
    }


def seen(response: HttpResponse) -> dict[str, str]:
    return {"seen_at": response.context["meanwhile"].state}


def test_what_was_typed_comes_back_beside_what_was_saved(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.", sensitivity="medium")
    refused = writer.post(page, opened | {"summary": "By the writer.", "status_note": "Mine."})
    assert "<strong>reviewer saved this entry after you opened it</strong>" in refused.content.decode()
    typed = shown_again(refused)
    assert (typed["summary"], typed["status_note"]) == ("By the writer.", "Mine.")
    assert differing(refused)["summary"] == (["By the reviewer."], ["By the writer."])
    assert set(differing(refused)) == {"summary", "status note", "sensitivity"}
    assert document_of(KIND, NEW)["summary"] == "By the reviewer."
    assert PrisonerRelease.objects.get(pk=NEW).edited_by == "reviewer"


def test_it_is_saved_over_by_whoever_has_seen_it(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    refused = writer.post(page, opened | {"summary": "By the writer."})
    assert writer.post(page, shown_again(refused) | seen(refused)).status_code == 302
    assert document_of(KIND, NEW)["summary"] == "By the writer."
    assert PrisonerRelease.objects.get(pk=NEW).edited_by == "writer"


def test_without_the_box_it_is_refused_again(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    refused = writer.post(page, opened | {"summary": "By the writer."})
    again = writer.post(page, shown_again(refused))
    assert differing(again)["summary"] == (["By the reviewer."], ["By the writer."])
    assert document_of(KIND, NEW)["summary"] == "By the reviewer."


def test_box_holds_only_for_what_was_shown_beside_it(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    refused = writer.post(page, opened | {"summary": "By the writer."})
    save(reviewer, page, summary="By the reviewer again.")
    again = writer.post(page, shown_again(refused) | seen(refused))
    assert differing(again)["summary"] == (["By the reviewer again."], ["By the writer."])
    assert document_of(KIND, NEW)["summary"] == "By the reviewer again."
    assert writer.post(page, shown_again(again) | seen(again)).status_code == 302


FORGED = [
    {"seen_at": "yes"},
    {"seen_at": "2023-01-01T00:00:00+00:00"},
    {"seen_at": "x" * 5000},
    {"opened_at": "2023-01-01T00:00:00+00:00"},
    {"opened_at": "\u202e"},
    {"opened_at": "", "seen_at": ""},
]


def test_forged_box_is_no_box(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    for box in FORGED:
        writer.post(page, opened | {"summary": "By the writer."} | box)
        assert document_of(KIND, NEW)["summary"] == "By the reviewer.", box


def test_rows_typed_meanwhile_come_back_and_rows_added_meanwhile_stay(
    page: str, writer: Client, reviewer: Client
) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, **{"placings-TOTAL_FORMS": "3", "placings-2-place": "nagorno-karabakh"})
    mine = {
        "outcomes-TOTAL_FORMS": "2",
        "outcomes-1-text": "A list was exchanged.",
        "outcomes-1-status": "agreed",
        "placings-TOTAL_FORMS": "3",
        "placings-2-place": "brussels",
    }
    refused = writer.post(page, opened | mine)
    assert shown_again(refused)["outcomes-1-text"] == "A list was exchanged."
    assert set(differing(refused)) == {"outcomes", "places"}
    assert writer.post(page, shown_again(refused) | seen(refused)).status_code == 302
    document = document_of(KIND, NEW)
    places = [place["id"] for place in document["places"]]
    assert places == ["yerevan", "lachin-corridor", "brussels", "nagorno-karabakh"]
    assert [outcome["text"] for outcome in document["outcomes"]][1] == "A list was exchanged."
    positions = PrisonerRelease.objects.get(pk=NEW).placings.values_list("position", flat=True)
    assert list(positions) == [0, 1, 2, 3]


def test_row_removed_meanwhile_comes_back_as_it_was_typed(
    page: str, writer: Client, reviewer: Client
) -> None:
    opened = form_on(writer, page).values
    removed = {"placings-0-DELETE": "on", "outcomes-0-DELETE": "on", "evidence-0-DELETE": "on"}
    save(reviewer, page, **removed)
    typed = {"outcomes-0-text": "Fewer releases were promised.", "placings-1-DELETE": "on"}
    refused = writer.post(page, opened | typed)
    assert set(differing(refused)) == {"outcomes", "places", "evidence"}
    assert writer.post(page, shown_again(refused) | seen(refused)).status_code == 302
    document = document_of(KIND, NEW)
    assert document["outcomes"] == [{"text": "Fewer releases were promised.", "status": "pledged"}]
    assert [place["id"] for place in document["places"]] == ["yerevan"]
    (evidence,) = document["evidence"]
    assert evidence["states"]["legs.0.count"] == 5


def test_row_that_both_removed_is_gone(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, **{"placings-0-DELETE": "on"})
    assert writer.post(page, opened | {"placings-0-DELETE": "on"}).status_code == 302
    assert [place["id"] for place in document_of(KIND, NEW)["places"]] == ["lachin-corridor"]


def test_same_words_from_both_are_no_conflict(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="The same words.")
    assert writer.post(page, opened | {"summary": "The same words."}).status_code == 302
    assert PrisonerRelease.objects.get(pk=NEW).edited_by == "reviewer"


def test_second_click_on_save_is_no_conflict(page: str, writer: Client) -> None:
    typed = form_on(writer, page).values | {"summary": "Saved once."}
    assert writer.post(page, typed).status_code == writer.post(page, typed).status_code == 302
    assert document_of(KIND, NEW)["summary"] == "Saved once."


def test_mistake_in_what_was_typed_is_said_first_and_the_rest_after_it(
    page: str, writer: Client, reviewer: Client
) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    refused = writer.post(page, opened | {"summary": "By the writer.", "date": "2023-13"})
    text = refused.content.decode()
    assert "At position 5" in text
    assert "reviewer saved this entry after you opened it" in text
    again = writer.post(page, shown_again(refused) | {"date": "2023-02"})
    assert differing(again)["summary"] == (["By the reviewer."], ["By the writer."])


def test_both_who_added_the_same_row_are_told(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    both = {"placings-TOTAL_FORMS": "3", "placings-2-place": "brussels"}
    save(reviewer, page, **both)
    refused = writer.post(page, opened | both)
    assert "The database refuses this entry: a record names each place once." in refused.content.decode()
    assert "reviewer saved this entry after you opened it" in refused.content.decode()
    assert [place["id"] for place in document_of(KIND, NEW)["places"]].count("brussels") == 1


BROKEN = [
    {"placings-TOTAL_FORMS": "x"},
    {"placings-TOTAL_FORMS": "1" * 30},
    {"placings-INITIAL_FORMS": "9"},
    {"placings-INITIAL_FORMS": "-1"},
    {"placings-0-id": "x"},
    {"placings-0-id": ""},
    {"placings-0-id": "9" * 30},
    {"placings-x-id": "1"},
    {"opened_at": ""},
]


def test_broken_rows_in_an_old_form_are_answered(page: str, writer: Client, reviewer: Client) -> None:
    opened = form_on(writer, page).values
    save(reviewer, page, summary="By the reviewer.")
    for forged in BROKEN:
        response = writer.post(page, opened | {"summary": "By the writer."} | forged)
        assert response.status_code == 200, forged
        assert len(response.content) < 500_000, forged
        assert document_of(KIND, NEW)["summary"] == "By the reviewer.", forged


def test_step_taken_meanwhile_is_no_change_of_what_was_typed(
    page: str, writer: Client, reviewer: Client
) -> None:
    opened = form_on(writer, page).values
    assert reviewer.post(address(KIND, "submit", NEW)).status_code == 302
    assert writer.post(page, opened | {"summary": "By the writer."}).status_code == 302
    assert PrisonerRelease.objects.get(pk=NEW).state == "in-review"


def test_published_entry_is_guarded_alike(writer: Client, reviewer: Client) -> None:
    page = address(KIND, "change", RELEASE)
    opened = form_on(writer, page).values
    save(reviewer, page, **{"participants-0-capacity": "Holder"})
    refused = writer.post(page, opened | {"participants-0-capacity": "Other"})
    assert set(differing(refused)) == {"participants"}
