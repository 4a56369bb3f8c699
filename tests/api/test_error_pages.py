"""What people meet outside the API when something is wrong: a page that says what to do, in their browser or in a program."""

import pytest
from broken_urls import SECRET
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

BROWSER = {"HTTP_ACCEPT": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def onlooker() -> Client:
    get_user_model().objects.create_user("onlooker", password="a long enough word", is_staff=True)
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="onlooker"))
    return client


def read(response) -> str:
    """The page; every one has a heading, a way on, and nothing of ours in it."""
    text = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>" in text
    assert 'href="/"' in text
    assert "<style" not in text
    assert "no-store" in response["Cache-Control"]
    return text


def test_what_is_not_there_is_said_on_a_page_with_a_way_on(onlooker):
    response = onlooker.get("/nothing-here/", **BROWSER)
    assert response.status_code == 404
    assert "nothing at this address" in read(response)
    assert 'href="/admin/"' in read(response)


def test_what_an_account_may_not_do_is_said_on_a_page(onlooker):
    response = onlooker.get(reverse("admin:records_actor_changelist"), **BROWSER)
    assert response.status_code == 403
    assert "an administrator of the desk can change that" in read(response)


def test_a_form_without_its_token_says_to_load_the_page_again():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("admin:login"), {"username": "x", "password": "y"}, **BROWSER)
    assert response.status_code == 403
    assert "load it again" in read(response)


@pytest.mark.urls("broken_urls")
def test_a_defect_is_said_on_a_page_that_tells_nothing_about_itself(onlooker, caplog):
    response = onlooker.get("/plain/", **BROWSER)
    assert response.status_code == 500
    assert "It was logged" in read(response)
    assert SECRET not in read(response)
    assert SECRET in caplog.text  # the operator is told


def test_a_program_is_told_in_plain_text(onlooker):
    response = onlooker.get("/nothing-here/", HTTP_ACCEPT="*/*")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == b"There is nothing at this address.\n"
    assert "Accept" in response["Vary"]


def test_a_read_node_does_not_show_a_way_to_a_desk(onlooker, settings):
    settings.IS_READER = True
    assert "/admin/" not in read(onlooker.get("/nothing-here/", **BROWSER))
