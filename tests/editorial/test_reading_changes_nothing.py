"""Opening a page changes nothing, whatever its address says, and nothing is changed without the page's token."""

from itertools import cycle

import pytest
from desk_pages import address, sign_in
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from every_page import every_address
from kept import everything_kept, writes

from records.kinds import KINDS
from records.kinds.base.vocabulary import State

# What a form of the desk would send, in the address instead.
FORGED = {
    "post": "yes",
    "_save": "Save",
    "seen": "x",
    "do": "end-sessions",
    "reason_class": "error",
    "text": "x",
    "code": "000000",
}

OTHER_METHODS = ("put", "patch", "delete", "options", "trace", "head")


@pytest.fixture
def chief(writer: Client) -> Client:
    """Somebody who may do everything, among entries in every state."""
    for kind in KINDS.values():
        for state, entry in zip(State.values, kind.model._default_manager.order_by("pk"), strict=False):
            kind.model._default_manager.filter(pk=entry.pk).update(state=state)
    Group.objects.get_or_create(name="A group")
    return writer


def test_opening_any_page_writes_nothing(chief: Client) -> None:
    """With all that a form would send in its address and, where that is refused, without."""
    before = everything_kept()
    addresses = every_address()
    assert len(addresses) > 150
    for page in addresses:
        for query in (FORGED, {}):
            with CaptureQueriesContext(connection) as asked:
                answer = chief.get(page, query)
            assert answer.status_code < 500, page
            assert writes(asked) == [], page
            if answer.status_code == 200:
                break
    assert everything_kept() == before


def test_other_methods_write_nothing(chief: Client) -> None:
    before = everything_kept()
    for page, method in zip(every_address(), cycle(OTHER_METHODS), strict=False):
        assert getattr(chief, method)(page).status_code < 500, page
    assert everything_kept() == before


def test_list_publishes_nothing_by_its_address(chief: Client) -> None:
    before = everything_kept()
    for kind in KINDS.values():
        for action in ("publish_selected", "submit_selected", "delete_selected"):
            chief.get(
                address(kind, "changelist"), {"action": action, "_selected_action": kind.example, "seen": "x"}
            )
    assert everything_kept() == before


def test_no_form_is_taken_without_the_page_s_token(chief: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = chief.cookies
    before = everything_kept()
    for page in every_address():
        assert strict.post(page, FORGED).status_code in (403, 404), page
    assert everything_kept() == before


def test_token_from_another_site_s_page_is_refused(chief: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = chief.cookies
    strict.get(reverse("admin:index"))
    token = strict.cookies["csrftoken"].value
    page = address("actor", "comment", KINDS["actor"].example)
    for header in ({"HTTP_ORIGIN": "https://example.org"}, {"HTTP_ORIGIN": "null"}):
        sent = {"csrfmiddlewaretoken": token, "text": "x"}
        assert strict.post(page, sent, **header).status_code == 403


def test_desk_answers_to_its_own_names_only(writer: Client) -> None:
    for page in ("admin:login", "admin:index"):
        assert writer.get(reverse(page), HTTP_HOST="example.org").status_code == 400
        forwarded = writer.get(reverse(page), HTTP_X_FORWARDED_HOST="example.org")
        assert "example.org" not in forwarded.content.decode() + str(forwarded.headers)


def test_cookies_are_kept_from_scripts_and_other_sites(db: None) -> None:
    get_user_model()._default_manager.create_user("editor", password="a-long-enough-password", is_staff=True)
    client = Client()
    typed = {"username": "editor", "password": "a-long-enough-password"}
    cookie = client.post(reverse("admin:login"), typed).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < int(cookie["max-age"]) <= 12 * 60 * 60


def test_whoever_has_no_rights_opens_no_page_about_entries_or_accounts(chief: Client) -> None:
    stranger = sign_in("stranger", superuser=False)
    own = {
        "/admin/",
        "/admin/waiting/",
        "/admin/date-reading/",
        "/admin/second-factor/",
        "/admin/password_change/",
        "/admin/password_change/done/",
        "/admin/jsi18n/",
    }
    opened = {page for page in every_address() if stranger.get(page).status_code == 200}
    assert opened <= own


def test_whoever_is_not_signed_in_opens_the_door_s_pages_alone(chief: Client) -> None:
    opened = {page for page in every_address() if Client().get(page).status_code == 200}
    assert opened == {"/admin/login/"}
