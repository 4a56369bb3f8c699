"""What ends a session, at the very next request, and what does not."""

from collections.abc import Callable
from typing import Any

import pytest
from desk_pages import FormReader, address, sign_in
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from test_saving import TYPED_RELEASE
from test_second_factor import give_factor

from records.kinds.base import Record
from records.signing_in.factors import SecondFactor

ENDED = "You were signed out"


def account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


def by_sql(statement: str) -> Callable[[Any], None]:
    def run(user: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [user.pk])

    return run


def change_password(user: Any) -> None:
    user.set_password("another-long-password")
    user.save()


WHAT_ENDS_THEM = {
    "freezing the account": lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
    "freezing it with SQL": by_sql("UPDATE auth_user SET is_active = false WHERE id = %s"),
    "another password": change_password,
    "no longer staff": lambda user: type(user).objects.filter(pk=user.pk).update(is_staff=False),
    "no longer a superuser": lambda user: type(user).objects.filter(pk=user.pk).update(is_superuser=False),
    "into a group": lambda user: user.groups.add(Group.objects.create(name="Another")),
    "out of all groups": lambda user: user.groups.clear(),
    "out of a group with SQL": by_sql("DELETE FROM auth_user_groups WHERE user_id = %s"),
    "a permission of its own": lambda user: user.user_permissions.add(Permission.objects.first()),
    "a second factor": give_factor,
    "its sessions ended": lambda user: call_command("signing_in", "end-sessions", user.username),
    "deleting the account": lambda user: user.delete(),
}


@pytest.fixture
def editor(db: None) -> Client:
    client = sign_in("editor")
    account("editor").groups.add(Group.objects.create(name="Some"))
    client.force_login(account("editor"))
    return client


@pytest.mark.parametrize("change", WHAT_ENDS_THEM.values(), ids=list(WHAT_ENDS_THEM))
def test_open_session_is_refused_at_the_next_request(editor: Client, change: Callable[[Any], Any]) -> None:
    assert editor.get(reverse("admin:index")).status_code == 200
    change(account("editor"))
    answer = editor.get(reverse("admin:index"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_nothing_typed_into_an_ended_session_is_saved(editor: Client) -> None:
    account("editor").groups.clear()
    before = Record.objects.count(), LogEntry.objects.count()
    page = reverse("admin:records_actor_add")
    assert editor.post(page, {"id": "somebody", "name": "Somebody"}).status_code == 403
    assert (Record.objects.count(), LogEntry.objects.count()) == before


def test_what_was_typed_into_an_ended_session_comes_back_and_is_saved_after_signing_in(
    editor: Client,
) -> None:
    page = address("prisoner-release", "add")
    typed = TYPED_RELEASE | {"summary": "\r\n<b>Line</b>\r\nand “line”", "csrfmiddlewaretoken": "old"}
    editor.logout()
    answer = editor.post(page, typed)
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "Nothing was saved" in shown
    assert "&lt;b&gt;Line&lt;/b&gt;" in shown
    assert "old" not in dict(answer.context["sent"]).values()
    reader = FormReader()
    reader.feed(shown)
    again = reader.form.values
    del again["csrfmiddlewaretoken"], typed["csrfmiddlewaretoken"]
    assert as_typed(again) == as_typed(typed)
    assert sign_in("writer").post(page, again).status_code == 302
    assert "<b>Line</b>" in Record.objects.get(pk=typed["id"]).summary


def as_typed(form: dict[str, str]) -> dict[str, str]:
    """Whatever a browser makes of the ends of lines."""
    return {name: text.replace("\r", "") for name, text in form.items()}


def test_what_another_site_sends_is_not_offered_to_be_sent_again() -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(address("prisoner-release", "add"), TYPED_RELEASE)
    assert answer.status_code == 403
    assert TYPED_RELEASE["title"] not in answer.content.decode()


def test_password_typed_into_an_ended_session_is_not_shown(editor: Client) -> None:
    editor.logout()
    answer = editor.post(reverse("admin:password_change"), {"old_password": "something secret"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_page_to_sign_in_says_why(editor: Client) -> None:
    account("editor").groups.clear()
    assert ENDED in editor.get(reverse("admin:index"), follow=True).content.decode()


def test_taking_the_second_factor_away_ends_the_session_that_it_opened(db: None) -> None:
    chief, editor = sign_in("chief"), sign_in("editor")
    give_factor(account("editor"))
    editor.force_login(account("editor"))
    session = editor.session
    session["second_factor"] = True
    session.save()
    assert editor.get(reverse("admin:index")).status_code == 200
    page = reverse("admin:auth_user_signing_in", args=[account("editor").pk])
    assert chief.post(page, {"do": "take-away"}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert editor.get(reverse("admin:index")).status_code == 302
    assert "Took the second factor away" in LogEntry.objects.get(user=account("chief")).change_message


def test_administrator_ends_all_sessions_of_one_account_and_of_no_other(editor: Client) -> None:
    chief, other = sign_in("chief"), Client()
    other.force_login(account("editor"))
    page = reverse("admin:auth_user_signing_in", args=[account("editor").pk])
    assert chief.post(page, {"do": "end-sessions"}).status_code == 302
    assert [client.get(reverse("admin:index")).status_code for client in (editor, other, chief)] == [
        302,
        302,
        200,
    ]


def test_own_password_changes_without_leaving_and_ends_the_other_sessions(db: None) -> None:
    here, there = sign_in("editor"), Client()
    user = account("editor")
    user.set_password("a-first-long-password")
    user.save()
    for client in (here, there):
        client.force_login(account("editor"))
    old, new = "a-first-long-password", "a-second-long-password"
    typed = {"old_password": old, "new_password1": new, "new_password2": new}
    assert here.post(reverse("admin:password_change"), typed).status_code == 302
    assert [client.get(reverse("admin:index")).status_code for client in (here, there)] == [200, 302]


def test_page_about_signing_in_opens_and_changes_nothing_by_itself(editor: Client) -> None:
    give_factor(account("editor"))
    chief = sign_in("chief")
    page = chief.get(reverse("admin:auth_user_signing_in", args=[account("editor").pk])).content.decode()
    assert "End all sessions" in page
    assert "Take the second factor away" in page
    assert SecondFactor.objects.exists()
    assert (
        reverse("admin:auth_user_signing_in", args=[account("editor").pk])
        in chief.get(reverse("admin:auth_user_change", args=[account("editor").pk])).content.decode()
    )


@pytest.mark.parametrize("do", ["", "x", "delete", "unlock\n"])
def test_only_what_is_offered_can_be_asked_for(editor: Client, do: str) -> None:
    page = reverse("admin:auth_user_signing_in", args=[account("editor").pk])
    assert sign_in("chief").post(page, {"do": do}).status_code == 400


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "1/2"])
def test_account_that_is_not_there_is_not_found(db: None, key: str) -> None:
    assert sign_in("chief").post(f"/admin/auth/user/{key}/signing-in/", {"do": "unlock"}).status_code == 404


def test_whoever_may_not_change_accounts_ends_nobodys_sessions(editor: Client) -> None:
    stranger = sign_in("stranger", superuser=False)
    page = reverse("admin:auth_user_signing_in", args=[account("editor").pk])
    for answer in (stranger.get(page), stranger.post(page, {"do": "end-sessions"})):
        assert answer.status_code == 403
    assert editor.get(reverse("admin:index")).status_code == 200


def test_command_names_an_account_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="there is no account nobody"):
        call_command("signing_in", "unlock", "nobody")


def test_command_takes_a_second_factor_away(db: None, capsys: pytest.CaptureFixture) -> None:
    sign_in("editor")
    give_factor(account("editor"))
    for _ in range(2):
        call_command("signing_in", "take-away-second-factor", "editor")
    assert capsys.readouterr().out.splitlines() == [
        "editor: second factor taken away",
        "editor: there was no second factor",
    ]


def test_pages_of_the_desk_are_kept_by_no_cache(editor: Client, client: Client) -> None:
    pages = [
        "admin:index",
        "admin:auth_user_changelist",
        "admin:password_change",
        "admin:jsi18n",
        "admin:second_factor",
    ]
    for answer in [*(editor.get(reverse(page)) for page in pages), client.get(reverse("admin:login"))]:
        assert answer.status_code == 200
        assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
