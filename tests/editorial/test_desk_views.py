"""Every page of the desk opens, for every kind, and lists, filters and searches as declared."""

import json
import re

import pytest
from desk_pages import address, fullest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from random_searches import FUZZ_EXAMPLES

from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import row_lists

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def opened(writer: Client, path: str) -> HttpResponse:
    """A page as every page of the desk is: it opens, and carries no script or style of its own."""
    response = writer.get(path)
    assert response.status_code == 200
    assert not re.search("<style| style=| onclick=", response.content.decode())
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    return response


def test_desk_names_itself_and_leads_to_the_site(writer: Client) -> None:
    page = writer.get(reverse("admin:index")).content.decode()
    assert "Whereabouts desk" in page
    assert '<a href="/">Public register</a>' in page
    assert all(address(kind, "changelist") in page for kind in KINDS.values())


def test_nobody_enters_without_an_account(client: Client, db: None) -> None:
    assert client.get(address("actor", "changelist")).status_code == 302


@EVERY_KIND
def test_list_opens_with_every_entry(writer: Client, kind) -> None:
    response = opened(writer, address(kind, "changelist"))
    assert response.context["cl"].result_count == kind.model._default_manager.count()
    assert "version 1" in response.content.decode()


@EVERY_KIND
def test_page_for_a_new_entry_opens(writer: Client, kind) -> None:
    page = opened(writer, address(kind, "add")).content.decode()
    assert 'name="id"' in page
    assert 'name="edited_by"' not in page
    assert 'name="state"' not in page


@EVERY_KIND
def test_page_of_an_entry_opens_with_every_list_of_its_document(writer: Client, kind) -> None:
    response = opened(writer, address(kind, "change", fullest(kind)[0].pk))
    inlines = [inline.opts.list_name for inline in response.context["inline_admin_formsets"]]
    assert inlines == list(row_lists(kind.document()))


@EVERY_KIND
def test_id_cannot_be_edited_later(writer: Client, kind) -> None:
    page = opened(writer, address(kind, "change", kind.example)).content.decode()
    assert 'name="id"' not in page


@EVERY_KIND
def test_history_page_opens(writer: Client, kind) -> None:
    opened(writer, address(kind, "history", kind.example))


@EVERY_KIND
def test_search_finds_an_entry_by_its_id(writer: Client, kind) -> None:
    response = writer.get(address(kind, "changelist"), {"q": kind.example})
    assert kind.example in {entry.pk for entry in response.context["cl"].result_list}


def test_search_finds_an_actor_by_another_name(writer: Client) -> None:
    response = writer.get(address("actor", "changelist"), {"q": "yerevan"})
    assert "armenia" in {entry.pk for entry in response.context["cl"].result_list}


@EVERY_KIND
def test_every_filter_of_a_list_can_be_followed(writer: Client, kind) -> None:
    """To the first and the last of its choices, and to others in `make fuzz`; the very first is to leave it alone."""
    page = writer.get(address(kind, "changelist"))
    for spec in page.context["cl"].filter_specs:
        _, *choices = (choice["query_string"] for choice in spec.choices(page.context["cl"]))
        for query in dict.fromkeys([*choices[:FUZZ_EXAMPLES], choices[0], choices[-1]]):
            assert writer.get(address(kind, "changelist") + query).status_code == 200, query


@EVERY_KIND
def test_every_column_of_a_list_sorts_or_says_nothing(writer: Client, kind) -> None:
    for number in range(1, 11):
        assert writer.get(address(kind, "changelist"), {"o": number}).status_code == 200


def test_all_records_are_listed_together_and_lead_to_their_kind(writer: Client) -> None:
    lists = reverse("admin:records_record_changelist")
    page = writer.get(lists, {"q": "missing-persons-talks-june-4"}).content.decode()
    assert "Missing-person talk<" in page
    response = writer.get(reverse("admin:records_record_change", args=[KINDS["figure"].example]))
    assert response.headers["Location"] == address("figure", "change", KINDS["figure"].example)
    assert writer.get(reverse("admin:records_record_change", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    ("model", "column", "term", "found"),
    [
        ("participation", "actor", "armen", "armenia"),
        ("placing", "place", "lachin", "lachin-corridor"),
        ("evidence", "source", "prisoners", "azerbaijan-releases-17-prisoners"),
        ("relation", "other", "frees", "2022-10-azerbaijan-frees-17"),
        ("figure", "measure", "armenians", "armenians-held-by-azerbaijan"),
        ("leg", "from_actor", "armen", "armenia"),
        ("placename", "used_by", "armen", "armenia"),
    ],
)
def test_references_are_completed_while_typing(
    writer: Client, model: str, column: str, term: str, found: str
) -> None:
    asked = {"app_label": "records", "model_name": model, "field_name": column, "term": term}
    answer = json.loads(writer.get(reverse("admin:autocomplete"), asked).content)
    assert found in {result["id"] for result in answer["results"]}


def test_every_record_kind_is_found_by_relations(writer: Client) -> None:
    for kind in RECORD_KINDS.values():
        asked = {
            "app_label": "records",
            "model_name": "relation",
            "field_name": "other",
            "term": kind.example,
        }
        answer = json.loads(writer.get(reverse("admin:autocomplete"), asked).content)
        assert [result["id"] for result in answer["results"]].count(kind.example) == 1


def test_date_is_shown_in_words(writer: Client) -> None:
    page = writer.get(address("prisoner-release", "change", "2022-10-azerbaijan-frees-17")).content.decode()
    assert "4 October 2022 or 11 October 2022" in page
