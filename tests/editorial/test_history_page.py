"""The history page tells every change of an entry and of its rows, whoever made it, to those who may see the entry."""

import re
from urllib.parse import quote

import pytest
from desk_pages import address, form_on, sign_in
from django.core.management import call_command
from django.db import connection
from django.test import Client

from records.history.changing import changing
from records.history.timeline import changes_of
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.figure import Figure
from records.kinds.negotiation_round import NegotiationRound

EVENT = "2022-08-31-brussels"
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


@pytest.fixture
def anna(db: None) -> Client:
    return sign_in("anna")


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def history_of(client: Client, slug: str = EVENT, kind: str = "negotiation-round") -> str:
    return text_of(client, address(kind, "history", slug))


@EVERY_KIND
def test_page_begins_with_what_was_loaded(kind, anna: Client) -> None:
    told = history_of(anna, kind.example, kind.name)
    assert "made by fixtures" in told
    assert "load fixtures" in told


def test_saved_form_is_told_with_who_what_and_why(anna: Client) -> None:
    page = address("negotiation-round", "change", EVENT)
    typed = form_on(anna, page).values
    before = typed["evidence-0-phrase"]
    typed |= {
        "occasion": "An invented summit",
        "evidence-0-phrase": "an invented phrase",
        "why": "The second look",
    }
    assert anna.post(page, typed).status_code == 302
    told = history_of(anna)
    newest = told[: told.index("made by fixtures")]
    assert "changed by anna The second look" in newest
    assert "An invented summit" in newest
    assert "an invented phrase" in newest
    assert before in newest


def test_form_saved_without_a_reason_says_where_it_was_saved(anna: Client) -> None:
    page = address("negotiation-round", "change", EVENT)
    anna.post(page, form_on(anna, page).values | {"occasion": "An invented summit"})
    assert "changed by anna save on the desk" in history_of(anna)


def test_reason_alone_is_no_change(anna: Client) -> None:
    page = address("negotiation-round", "change", EVENT)
    before = changes_of(NegotiationRound, EVENT)
    anna.post(page, form_on(anna, page).values | {"why": "No reason at all"})
    assert changes_of(NegotiationRound, EVENT) == before


def test_control_characters_in_a_reason_are_refused(anna: Client) -> None:
    page = address("negotiation-round", "change", EVENT)
    response = anna.post(page, form_on(anna, page).values | {"why": "a\x00b"})
    assert response.status_code == 400
    response = anna.post(page, form_on(anna, page).values | {"why": "x" * 300})
    assert "at most 200 characters" in response.content.decode()


def test_change_from_outside_the_desk_is_told_with_the_role(anna: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_record SET summary = 'By hand' WHERE id = %s", [EVENT])
    told = history_of(anna)
    role = connection.settings_dict["USER"]
    assert f"changed outside the desk, by nobody that is known (database role {role})" in told
    assert "By hand" in told


def test_row_that_was_deleted_is_still_told(anna: Client) -> None:
    event = NegotiationRound.objects.get(pk=EVENT)
    gone = event.evidence.first()
    assert gone
    with changing(who="anna", why="not in the source"):
        gone.delete()
    told = history_of(anna)
    newest = told[: told.index("made by fixtures")]
    assert gone.phrase in newest
    assert f"({gone.source_id})" in newest


def test_cited_entries_are_told_by_name_and_those_gone_by_id(anna: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("UPDATE records_placing SET place_id = 'nowhere' WHERE record_id = %s", [EVENT])
        told = history_of(anna)
        cursor.execute("UPDATE records_placing SET place_id = 'brussels' WHERE record_id = %s", [EVENT])
    assert "nowhere (no longer on the desk)" in told
    assert "Brussels (brussels)" in told


def test_nonsense_from_outside_is_told_as_it_is(anna: Client) -> None:
    figure = Figure.objects.filter(value__isnull=False).first()
    assert figure
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE records_figure SET value = '{"low": 1, "high": 2, "qualifier": "perhaps", "text": []}'
            WHERE record_ptr_id = %s""",
            [figure.pk],
        )
        cursor.execute("UPDATE records_record SET date = 'soon' WHERE id = %s", [figure.pk])
    told = history_of(anna, figure.pk, "figure")
    assert "perhaps" in told
    assert "soon" in told


def test_deleted_entry_keeps_its_history(anna: Client) -> None:
    figure = Figure.objects.filter(related_from=None).first()
    assert figure
    slug, title = figure.pk, figure.title
    with changing(who="anna", why="a duplicate"):
        figure.delete()
    told = history_of(anna, slug, "figure")
    assert "it was deleted" in told
    assert "deleted by anna a duplicate" in told
    assert title in told


def test_deletions_of_a_kind_are_listed_with_the_way_to_their_history(anna: Client) -> None:
    assert "No figure was deleted" in text_of(anna, address("figure", "deleted"))
    figure = Figure.objects.filter(related_from=None).first()
    assert figure
    slug, title = figure.pk, figure.title
    with changing(who="anna", why="a duplicate"):
        figure.delete()
    page = anna.get(address("figure", "deleted")).content.decode()
    assert title in page
    assert "by anna: a duplicate" in page
    assert address("figure", "history", slug) in page
    assert address("figure", "deleted") in anna.get(address("figure", "changelist")).content.decode()
    assert title not in text_of(anna, address("incident", "deleted"))
    assert sign_in("nobody", permissions=()).get(address("figure", "deleted")).status_code == 403


def test_erasure_is_told_where_the_history_was(anna: Client) -> None:
    figure = Figure.objects.filter(related_from=None).first()
    assert figure
    slug = figure.pk
    call_command("erase_history", f"figure/{slug}", reason="a court's order", by="chief", verbosity=0)
    told = history_of(anna, slug, "figure")
    assert "was erased by chief: a court&#x27;s order" in told
    assert "made by chief as it stood when its history was erased" in told
    figure.delete()
    call_command("erase_history", f"figure/{slug}", reason="the rest of it", verbosity=0)
    assert "was erased by operator: the rest of it" in history_of(anna, slug, "figure")


def test_same_id_of_another_kind_is_another_entry(anna: Client) -> None:
    assert anna.get(address("figure", "history", EVENT)).status_code == 404


def test_many_changes_come_in_pages(anna: Client) -> None:
    for number in range(60):
        with changing(who="anna", why=f"edit {number}"):
            Record.objects.filter(pk=EVENT).update(summary=f"Said {number} times.")
    page = address("negotiation-round", "history", EVENT)
    first, last = text_of(anna, page), text_of(anna, f"{page}?page=3")
    assert "edit 59" in first
    assert "edit 35" in first
    assert "edit 34" not in first
    assert "Said 34 times." in first  # what it said before
    assert "made by fixtures" in last
    assert "Page 3 of 3" in last
    for junk in ("0", "-1", "999999", "x", "1e9", ""):
        assert anna.get(f"{page}?page={junk}").status_code == 200


def test_page_asks_few_questions_whatever_the_number_of_changes(
    anna: Client, django_assert_max_num_queries
) -> None:
    for number in range(30):
        with changing(who="anna", why=f"edit {number}"):
            Record.objects.filter(pk=EVENT).update(summary=f"Said {number} times.")
    with django_assert_max_num_queries(45):
        anna.get(address("negotiation-round", "history", EVENT))


def test_history_is_for_those_who_may_see_the_entry() -> None:
    page = address("figure", "history", KINDS["figure"].example)
    assert sign_in("stranger", permissions=("view_actor",)).get(page).status_code == 403
    viewer = sign_in("viewer", permissions=("view_figure",))
    told = text_of(viewer, page)
    assert "made by fixtures" in told
    assert "Back to what it said then" not in told
    assert viewer.get(address("actor", "history", "armenia")).status_code == 403
    assert Client().get(page).status_code == 302


@pytest.mark.parametrize("slug", ["no-such-entry", "a b", "\u202e", "x" * 500])
def test_history_of_nothing_is_not_found(slug: str, anna: Client) -> None:
    listed = address("actor", "changelist")
    assert anna.get(f"{listed}{quote(slug)}/history/").status_code == 404


def test_history_is_nowhere_on_the_public_side(client: Client) -> None:
    for path in ("/api/v1/actors/armenia/history/", "/admin/records/actor/armenia/history/", "/history/"):
        assert client.get(path).status_code in {302, 404}
