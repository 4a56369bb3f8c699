"""Roles, actions and states in one table: each cell is a real request, and where it is refused nothing changed.

A row's letters stand for the states of `STATES`, in that order:

    D  done: something was changed, or shown where that was asked for
    R  refused with a reason, and nothing changed
    .  not allowed, and nothing changed
    L  led to the page where one signs in, and nothing changed
    -  nothing there to do it with, and nothing changed
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from desk_pages import address, form_on, sign_in
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kept import everything_kept, writes

from records.articles.keep import keep
from records.history.timeline import changes_of
from records.kinds import KINDS
from records.kinds.source import Source
from records.publishing.withdraw import withdraw
from records.reviewing.permissions import STEPS
from records.reviewing.publish_submitted import publish_submitted
from records.reviewing.submit import submit

SUBJECT, TEXT = "an-invented-leaflet", "A leaflet\n\nNobody ever printed it."
OLDER = KINDS["source"].example
SOMEBODY = "somebody"  # whose entries all others' are
STATES = (
    "own draft",
    "somebody's draft",
    "own in review",
    "somebody's in review",
    "published",
    "withdrawn",
)

TABLE = """
                        anonymous      frozen         no role        Contributor    Reviewer       Administrator  superuser
look                    LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
look at its history     LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
read the article        LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
change                  LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
delete                  LLLLLL         LLLLLL         ......         D.....         DD....         DD....         DD....
delete by the list      LLLLLL         LLLLLL         ......         ------         ------         ------         ------
comment                 LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
submit                  LLLLLL         LLLLLL         ......         DDRRRD         DDRRRD         DDRRRD         DDRRRD
submit by the list      LLLLLL         LLLLLL         ......         DDRRRD         DDRRRD         DDRRRD         DDRRRD
send back               LLLLLL         LLLLLL         ......         ......         RRDDRR         RRDDRR         RRDDRR
publish                 LLLLLL         LLLLLL         ......         ......         RRRDRR         RRRDRR         RRRDRR
publish by the list     LLLLLL         LLLLLL         ......         ------         RRRDRR         RRRDRR         RRRDRR
withdraw                LLLLLL         LLLLLL         ......         ......         RRRRDR         RRRRDR         RRRRDR
merge                   LLLLLL         LLLLLL         ......         ......         RRRRDR         RRRRDR         RRRRDR
redact                  LLLLLL         LLLLLL         ......         ......         ......         RRRRDD         RRRRDD
go back                 LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
replace the article     LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
erase the article       LLLLLL         LLLLLL         ......         ......         ......         DDDDDD         DDDDDD
add                     LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
open an import          LLLLLL         LLLLLL         ......         DDDDDD         DDDDDD         DDDDDD         DDDDDD
add an account          LLLLLL         LLLLLL         ......         ......         ......         DDDDDD         DDDDDD
end another's sessions  LLLLLL         LLLLLL         ......         ......         ......         DDDDDD         DDDDDD
end a chief's sessions  LLLLLL         LLLLLL         ......         ......         ......         ......         DDDDDD
"""

HEAD, *ROWS = (re.split(r"  +", line) for line in TABLE.strip("\n").splitlines())
ROLES = HEAD[1:]

Given = dict[str, Any]
NEW_ACCOUNT = {
    "username": "new",
    "usable_password": "true",
    "password1": "a-long-enough-word-7",
    "password2": "a-long-enough-word-7",
}


def page(name: str) -> str:
    return address("source", name, SUBJECT)


def listed(action: str, **more: str) -> Given:
    return {"action": action, "_selected_action": [SUBJECT], **more}


# What each action asks: the address, and the form that somebody who may do everything would send there. None only looks.
ACTIONS: dict[str, Callable[[Client], tuple[str, Given | None]]] = {
    "look": lambda _: (page("change"), None),
    "look at its history": lambda _: (page("history"), None),
    "read the article": lambda _: (page("article"), None),
    "change": lambda chief: (
        page("change"),
        form_on(chief, page("change")).values | {"byline": "A. Printer"},
    ),
    "delete": lambda _: (page("delete"), {"post": "yes"}),
    "delete by the list": lambda _: (
        address("source", "changelist"),
        listed("delete_selected", post="yes"),
    ),
    "comment": lambda _: (page("comment"), {"text": "Which printer?"}),
    "submit": lambda _: (page("submit"), {}),
    "submit by the list": lambda _: (
        address("source", "changelist"),
        listed("submit_selected", confirmed="yes"),
    ),
    "send back": lambda _: (page("send_back"), {"reason": "Which printer?"}),
    "publish": lambda chief: (page("publish"), seen(chief, page("publish"))),
    "publish by the list": lambda chief: (
        address("source", "changelist"),
        listed("publish_selected") | seen(chief, page("publish")),
    ),
    "withdraw": lambda _: (page("withdraw"), {"reason_class": "error"}),
    "merge": lambda _: (page("merge"), {"into": OLDER}),
    "redact": lambda _: (page("redact"), {"reason_class": "safety", "confirmation": SUBJECT}),
    "go back": lambda chief: (back(), seen(chief, back())),
    "replace the article": lambda _: (page("replace"), {"text": "Another\n\ntext."}),
    "erase the article": lambda _: (page("erase"), {}),
    "add": lambda chief: (
        address("source", "add"),
        form_on(chief, address("source", "add")).values
        | {"id": "another", "title": "Another", "type": "report"},
    ),
    "open an import": lambda _: (reverse("admin:records_intake_add"), None),
    "add an account": lambda _: (reverse("admin:auth_user_add"), NEW_ACCOUNT),
    "end another's sessions": lambda _: (about_another(), {"do": "end-sessions"}),
    "end a chief's sessions": lambda _: (about_another("chief"), {"do": "end-sessions"}),
}


def about_another(name: str = SOMEBODY) -> str:
    return reverse(
        "admin:auth_user_signing_in", args=[get_user_model()._default_manager.get(username=name).pk]
    )


def back() -> str:
    """To what an entry first was that came with the fixtures: all of a test is one change."""
    return address("source", "back", OLDER, str(changes_of(Source, OLDER)[-1].order))


def seen(chief: Client, at: str) -> Given:
    """The fingerprint of what the page shows, which a form sends along."""
    return {"seen": (chief.get(at).context or {}).get("seen", "")}


def somebody_with(role: str) -> Client:
    if role == "anonymous":
        return Client()
    if role in ("superuser", "frozen"):
        client = sign_in("own")
    else:
        client = sign_in("own", superuser=False, role="" if role == "no role" else role)
    get_user_model()._default_manager.filter(username="own").update(is_active=role != "frozen")
    return client


def entry_that_is(state: str) -> None:
    """Written, submitted and published as it would be."""
    by = "own" if state.startswith("own") else SOMEBODY
    source = Source.objects.create(
        pk=SUBJECT, title="A leaflet", type="news-article", created_by=by, edited_by=by
    )
    keep(source=source, text=TEXT, by=by)
    Source.objects.filter(pk=OLDER).update(publisher="Another press")
    Source.objects.filter(pk=SUBJECT).update(publisher="A press", sensitivity="low")
    if "draft" not in state:
        submit(item=source, by=by)
    if state in ("published", "withdrawn"):
        publish_submitted(items=[Source.objects.get(pk=SUBJECT)], by="a third")
    if state == "withdrawn":
        withdraw(entries=[("source", SUBJECT)], reason_class="error")


def outcome(client: Client, at: str, form: Given | None, *, before: dict[str, str]) -> str:
    """What came of a request, as a letter of the table."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at) if form is None else client.post(at, form)
    changed = bool(writes(asked)) and everything_kept() != before
    if answer.status_code in (200, 302) and (changed or (form is None and answer.status_code == 200)):
        return "D"
    assert not changed, f"{at} was answered with {answer.status_code} and changed something"
    if answer.status_code == 403 and b"You are signed out" in answer.content:
        return "L"
    if answer.status_code == 302:
        return "L" if answer.headers["Location"].startswith(reverse("admin:login")) else "-"
    return {403: ".", 404: "-", 409: "R", 200: "R"}[answer.status_code]


def tried(client: Client, asked: dict[str, tuple[str, Given | None]]) -> dict[str, str]:
    """What comes of each action, each of them taken back."""
    before, found = everything_kept(), {}
    for action, (at, form) in asked.items():
        with transaction.atomic():
            found[action] = outcome(client, at, form, before=before)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", STATES)
def test_roles_actions_and_states(state: str) -> None:
    chief = sign_in("chief")
    sign_in(SOMEBODY, role="Contributor")
    entry_that_is(state)
    asked = {action: asks(chief) for action, asks in ACTIONS.items()}
    for column, role in enumerate(ROLES):
        with transaction.atomic():
            found = tried(somebody_with(role), asked)
            transaction.set_rollback(True)
        cells = {action: row[column] for action, *row in ROWS}
        assert found == {action: cell[STATES.index(state)] for action, cell in cells.items()}, role


def test_table_names_every_action_and_every_step_of_an_entry() -> None:
    assert [row[0] for row in ROWS] == list(ACTIONS)
    assert {step.replace("_", " ") for step in STEPS} <= set(ACTIONS)
