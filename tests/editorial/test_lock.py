"""Wrong passwords close the door for a while: to a name from one network, never to a name from everywhere."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

PASSWORD = "a-long-enough-password"
HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def editor(db: None) -> Any:
    accounts: Any = get_user_model()._default_manager
    return accounts.create_user("editor", password=PASSWORD, is_staff=True)


def try_to_sign_in(name: str, password: str, *, address: str = HERE, **headers: str) -> Any:
    typed = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address, **headers).post(reverse("admin:login"), typed)


def fail(times: int, name: str = "editor", **options: str) -> Any:
    return [try_to_sign_in(name, "wrong", **options) for _ in range(times)][-1]


def test_the_right_password_opens_the_door(editor: Any) -> None:
    fail(4)
    assert try_to_sign_in("editor", PASSWORD).status_code == 302


def test_the_fifth_wrong_password_locks_and_the_right_one_is_refused_too(editor: Any) -> None:
    assert fail(4).status_code == 200
    assert fail(1).status_code == 429
    assert try_to_sign_in("editor", PASSWORD).status_code == 429


def test_a_success_begins_the_count_anew(editor: Any) -> None:
    for _ in range(3):
        fail(4)
        assert try_to_sign_in("editor", PASSWORD).status_code == 302


def test_nobody_locks_an_editor_out_from_elsewhere(editor: Any) -> None:
    fail(5, address=THERE)
    assert try_to_sign_in("editor", PASSWORD, address=HERE).status_code == 302


def test_another_browser_is_no_new_beginning(editor: Any) -> None:
    for number in range(4):
        fail(1, HTTP_USER_AGENT=f"browser {number}")
    assert fail(1, HTTP_USER_AGENT="another").status_code == 429


def test_one_network_cannot_try_name_after_name(editor: Any) -> None:
    answers = [fail(1, name=f"name-{number}").status_code for number in range(60)]
    assert answers == [200] * 49 + [429] * 11
    assert try_to_sign_in("editor", PASSWORD).status_code == 429
    assert AccessAttempt.objects.count() == 50


def test_a_subscriber_s_many_addresses_are_one_network(editor: Any) -> None:
    for number in range(4):
        fail(1, address=f"2001:db8:1:2::{number}")
    assert fail(1, address="2001:db8:1:2:ffff::1").status_code == 429
    assert fail(1, address="2001:db8:1:3::1").status_code == 200


def test_the_door_opens_again_by_itself_and_forgets_who_was_there(editor: Any) -> None:
    fail(5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert try_to_sign_in("editor", PASSWORD).status_code == 302
    assert AccessAttempt.objects.count() == 0


def test_trying_on_does_not_lengthen_the_wait(editor: Any) -> None:
    first = fail(5)
    assert int(fail(3).headers["Retry-After"]) <= int(first.headers["Retry-After"]) <= 15 * 60


def test_page_says_when_to_try_again_and_whom_to_ask(editor: Any) -> None:
    page = fail(5).content.decode()
    assert "Try again in 15 minutes" in page
    assert "An administrator" in page or "an administrator" in page


def test_a_name_that_does_not_exist_is_answered_like_one_that_does(editor: Any) -> None:
    known, unknown = ([fail(1, name=name) for _ in range(6)] for name in ("editor", "nobody"))
    for one, other in zip(known, unknown, strict=True):
        assert one.status_code == other.status_code
        assert one.content.decode().count("Please enter the correct") == other.content.decode().count(
            "Please enter the correct"
        )


def test_what_others_say_of_an_address_is_not_believed(editor: Any) -> None:
    for number in range(4):
        fail(1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert fail(1, HTTP_X_FORWARDED_FOR="203.0.113.99").status_code == 429


def test_a_trusted_proxy_s_word_is_believed_and_what_it_was_told_is_not(editor: Any, settings: Any) -> None:
    settings.PROXIES = 1
    for number in range(4):
        fail(1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, {HERE}:4711")
    assert fail(1, HTTP_X_FORWARDED_FOR=HERE).status_code == 429
    assert fail(1, HTTP_X_FORWARDED_FOR=THERE).status_code == 200


@pytest.mark.parametrize(
    "said", ["", ",", "nonsense", "999.1.1.1", "[::1", "::ffff:192.0.2.7", "x" * 5000, "1" * 400 + "," * 400]
)
@pytest.mark.parametrize("address", [HERE, "", "nonsense", "unix:"])
def test_odd_addresses_are_counted_like_others(editor: Any, settings: Any, said: str, address: str) -> None:
    settings.PROXIES, settings.AXES_FAILURE_LIMIT = 1, 2
    assert fail(1, HTTP_X_FORWARDED_FOR=said, address=address).status_code == 200
    assert fail(1, HTTP_X_FORWARDED_FOR=said, address=address).status_code == 429


ODD = {
    "nothing": {},
    "a long name": {"username": "x" * 100_000, "password": "y"},
    "a long password": {"username": "editor", "password": "y" * 100_000},
    "not latin": {"username": "Ֆրունզիկ", "password": "Ձեռնպահ"},
    "text direction": {"username": "a\u202eb", "password": "\u202e"},
    "SQL": {"username": "' OR 1=1 --", "password": "%s"},
    "two names": {"username": ["editor", "other"], "password": ["a", "b"]},
    "next elsewhere": {"username": "editor", "password": "wrong", "next": "https://example.org/"},
    "a lone surrogate": {"username": "\ud800".encode("utf-8", "surrogatepass"), "password": b"\xff"},
}


@pytest.mark.parametrize("typed", ODD.values(), ids=list(ODD))
def test_odd_input_when_signing_in_is_a_form_error(editor: Any, typed: dict[str, Any]) -> None:
    for _ in range(6):
        assert Client().post(reverse("admin:login"), typed).status_code in (200, 400, 429)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
        "https:///example.org",
        "\t//example.org",
    ],
)
def test_signing_in_leads_nowhere_else(editor: Any, elsewhere: str) -> None:
    typed = {"username": "editor", "password": PASSWORD, "next": elsewhere}
    answer = Client().post(reverse("admin:login"), typed)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("admin:index")


def test_nothing_kept_or_logged_says_where_somebody_was(
    editor: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        fail(6, HTTP_USER_AGENT="Telltale/1.0")
    kept = [str(value) for row in AccessAttempt.objects.values() for value in row.values()]
    for text in [*kept, *caplog.messages]:
        assert HERE not in text
        assert "Telltale" not in text
        assert "wrong" not in text or text in caplog.messages
    assert [record.getMessage() for record in caplog.records if record.name.startswith("records")] == [
        "Signing in was locked for 0:15:00 after wrong passwords."
    ]


def test_public_side_asks_neither_for_sessions_nor_for_locks(client: Client, db: None) -> None:
    client.cookies["sessionid"] = "a" * 32
    for address in ("/api/v1/records/", "/api/v1/", "/api/docs/", "/api/schema/", "/health/ready", "/"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert not [query for query in asked if "session" in query["sql"] or "axes" in query["sql"]], address
        assert not answer.cookies
