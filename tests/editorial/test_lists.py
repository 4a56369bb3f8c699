"""What the desk's lists and its navigation say: the order of the work, columns by name, and what to do when empty."""

import pytest
from desk_pages import address
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from records.kinds import KINDS
from records.kinds.base import Dated, Kind

DATED = [kind for kind in KINDS.values() if issubclass(kind.model, Dated)]


def test_lists_are_offered_in_the_order_of_the_work(writer: Client) -> None:
    sections = writer.get(reverse("admin:index")).context["app_list"]
    assert [section["name"] for section in sections][:2] == ["What happened", "What records cite"]
    offered = [listed["model"] for section in sections[:2] for listed in section["models"]]
    assert {kind.model for kind in KINDS.values()} < set(offered)
    assert offered[-4:] == [kind.model for kind in KINDS.values() if not kind.is_record]


def test_each_cell_of_a_list_names_its_column(writer: Client) -> None:
    page = writer.get(address("figure", "changelist")).content.decode()
    assert '<td data-label="Claimed by" class="field-claimed_by' in page
    assert '<td class="action-checkbox">' in page


def test_list_says_dates_in_words(writer: Client) -> None:
    page = writer.get(address("prisoner-release", "changelist")).content.decode()
    assert "4 October 2022 or 11 October 2022" in page


@pytest.mark.parametrize("kind", DATED, ids=[kind.name for kind in DATED])
def test_list_shows_what_has_no_date_yet(writer: Client, kind: Kind) -> None:
    kind.model._default_manager.filter(pk=kind.example).update(date="", earliest=None, latest=None)
    label = kind.model._default_manager.get(pk=kind.example).label
    lists = [
        address(kind, "changelist"),
        *([reverse("admin:records_record_changelist")] if kind.is_record else []),
    ]
    for page in lists:
        response = writer.get(page, {"q": label})
        assert response.status_code == 200
        assert kind.example in response.content.decode()


def test_list_names_the_filters_that_narrow_it(writer: Client) -> None:
    page = writer.get(address("figure", "changelist"), {"state__exact": "draft"}).content.decode()
    assert '<span class="chosen">state: <b>Draft</b></span>' in page
    assert "Nothing here matches the filters." in page
    assert "Show all figures" in page
    assert 'class="chosen"' not in writer.get(address("figure", "changelist")).content.decode()


def test_search_without_a_match_leads_back_to_the_whole_list(writer: Client) -> None:
    page = writer.get(address("figure", "changelist"), {"q": "<b>nowhere"}).content.decode()
    assert "Nothing here matches “&lt;b&gt;nowhere”." in page
    assert f'<a href="{address("figure", "changelist")}">Show all figures</a>' in page


def test_list_without_entries_says_what_to_do_next(writer: Client) -> None:
    Group.objects.all().delete()
    page = writer.get(reverse("admin:auth_group_changelist")).content.decode()
    assert "There are no groups yet." in page
    assert "Add the first group" in page


def test_application_page_offers_its_lists(writer: Client) -> None:
    page = writer.get(reverse("admin:app_list", args=["records"])).content.decode()
    assert all(address(kind, "changelist") in page for kind in KINDS.values())
    assert "Ask an administrator" not in page
