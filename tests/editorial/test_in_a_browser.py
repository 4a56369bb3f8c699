"""Every page of the desk in a browser: under its strict policy, without an error, on a phone, and for those who hear it.

One browser for all; each test has the published fixtures and takes back what it changed.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from desk_pages import sign_in
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLResolver, reverse
from in_a_browser import CHROMIUM, LAPTOP, PHONE, Desk

from records.articles.keep import keep
from records.editorial.roles import ADMINISTRATOR, CONTRIBUTOR, ROLES
from records.history.timeline import changes_of
from records.intake.intake import Intake
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.vocabulary import State
from records.kinds.figure import Figure
from records.kinds.source import Source

pytestmark = pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="there is no chromium")

NOT_PAGES = (
    "admin:logout",
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:view_on_site",
    "admin:date-reading",
    "_comment",
    "admin:records_intake_store",
    "admin:records_intake_template",
    "admin:records_intake_export",
)  # what is posted, downloaded or asked for by scripts
LOOKED_AT = (
    "admin:index",
    "admin:waiting",
    "admin:records_record_changelist",
    "admin:records_figure_changelist",
    "admin:records_intake_changelist",
    "admin:records_prisonerrelease_change",
    "admin:records_source_change",
    "admin:records_figure_add",
    "admin:records_prisonerrelease_history",
    "admin:records_prisonerrelease_back",
    "admin:records_figure_deleted",
    "admin:records_prisonerrelease_publish",
    "admin:records_figure_send_back",
    "admin:records_measure_withdraw",
    "admin:records_measure_redact",
    "admin:records_figure_merge",
    "admin:records_intake_add",
    "admin:records_intake_change",
    "admin:records_source_enter",
    "admin:records_source_article",
    "admin:password_change",
    "admin:second_factor",
    "admin:auth_user_changelist",
    "admin:auth_user_change",
)
DIFFER = ("_changelist", "_add", "_change")
WAITS = "2021-06-azerbaijan-says-70-held"
RELEASE = "2022-10-azerbaijan-frees-17"
SOURCE = "azerbaijan-releases-17-prisoners"


@pytest.fixture
def imported(db: None) -> int:
    """Something to show on each page: what waits or is gone, an article's text, and an import, whose id this is."""
    uncited = Figure.objects.filter(related_from=None).exclude(pk=WAITS).first()
    assert uncited
    uncited.delete()
    Record.objects.filter(pk=WAITS).update(state=State.IN_REVIEW, title="A title of another " * 8)
    Record.objects.filter(pk=RELEASE).update(state=State.IN_REVIEW, summary="Said anew.")
    keep(source=Source.objects.get(pk=SOURCE), text="Another text\n\n" + "word " * 300, by="writer")
    numbers = {"size": 1, "created": 1, "changed": 0, "unchanged": 0}
    return Intake.objects.create(
        file_name="a-table.csv", sha256="0" * 64, format="csv", by="writer", **numbers
    ).pk


# Every page, for every role


def named(patterns: list[Any]) -> Iterator[tuple[str, set[str]]]:
    """Every name below the desk's site, with the parameters that its address takes."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from named(each.url_patterns)
        elif each.name and not f"admin:{each.name}".endswith(NOT_PAGES):
            yield f"admin:{each.name}", set(each.pattern.regex.groupindex) | set(each.pattern.converters)


def pages(*, imported: int, user: int) -> dict[str, str]:
    """The address of every page by its name, with an example of what it is about."""
    about: dict[str, Any] = {kind.model._meta.model_name: kind.example for kind in KINDS.values()}
    about |= {"figure": WAITS, "record": RELEASE, "prisonerrelease": RELEASE, "source": SOURCE}
    about |= {"user": user, "group": Group.objects.get(name=CONTRIBUTOR).pk}
    models = {kind.model._meta.model_name: kind.model for kind in KINDS.values()}
    found = {}
    for name, parameters in named(admin.site.urls[0]):
        given = {
            "app_label": "records",
            "id": user,
            "intake_id": imported,
            "object_id": about.get(model_in(name)),
        }
        if "order" in parameters:
            given["order"] = changes_of(models[model_in(name)], about[model_in(name)])[-1].order
        found[name] = reverse(name, kwargs={parameter: given[parameter] for parameter in parameters})
    return found


def model_in(name: str) -> str:
    return name.removeprefix("admin:records_").removeprefix("admin:auth_").split("_")[0]


def faults(desk: Desk, client: Client, paths: Iterable[str]) -> str:
    """What is wrong, page by page. Each page is opened, or refused in words."""
    desk.sign_in(client)
    found = []
    for path in dict.fromkeys(paths):
        status = desk.open(path)
        refused = [str(status)] if status not in (200, 403, 404) else []
        found += [f"{path} {said}" for said in (*desk.wrong(), *refused)]
    return "\n".join(found)


def test_every_page_keeps_the_policy_and_fits_a_phone(desk: Desk, imported: int) -> None:
    """Every page there is, and the lists and forms of every kind: what a kind's other pages hold does not differ.

    A superuser sees what an administrator does, and may delete besides.
    """
    client = sign_in("chief")
    every = pages(imported=imported, user=User.objects.get(username="chief").pk)
    once = {kind.model._meta.model_name for kind in KINDS.values()} - {"figure", "source"}
    assert len(every) > 100
    opened = [path for name, path in every.items() if model_in(name) not in once or name.endswith(DIFFER)]
    assert faults(desk, client, opened) == ""


@pytest.mark.parametrize("role", sorted(set(ROLES) - {ADMINISTRATOR}))
def test_pages_do_so_for_every_other_role(desk: Desk, imported: int, role: str) -> None:
    client = sign_in("somebody", role=role)
    every = pages(imported=imported, user=User.objects.get(username="somebody").pk)
    others = {kind.model._meta.model_name for kind in KINDS.values()} - {"source"}
    assert faults(desk, client, [path for name, path in every.items() if model_in(name) not in others]) == ""


# Those who hear it, or see it in the dark


def test_nothing_keeps_people_out(desk: Desk, imported: int) -> None:
    """axe finds nothing serious on a phone in light, and every colour can be read on a laptop in the dark."""
    every = pages(imported=imported, user=1)
    desk.sign_in(sign_in("chief"))
    found = []
    for name in LOOKED_AT:
        desk.shows()
        assert desk.open(every[name]) == 200, name
        found += [f"{name} {said}" for said in desk.grave()]
        desk.shows(width=LAPTOP, scheme="dark")
        found += [f"{name} in the dark {said}" for said in desk.grave("color-contrast", "link-in-text-block")]
    assert "\n".join(found) == ""


def test_signing_in_keeps_nobody_out(desk: Desk) -> None:
    assert desk.open("/admin/login/") == 200
    assert [*desk.wrong(), *desk.grave()] == []
    desk.does(lambda page: page.fill("#id_username", "nobody"))
    desk.does(lambda page: page.fill("#id_password", "not this one"))
    desk.does(lambda page: page.click("[type=submit]"))
    desk.does(lambda page: page.wait_for_selector(".errornote"))
    assert [*desk.wrong(), *desk.grave()] == []


# What is only seen once a file was sent

TABLE = b"kind,id,title,status\nnegotiation-round,a-new-round,A round,reported\nnegotiation-round,%s,Renamed,reported\n"
MISTAKEN = b"kind,id,titel,statos\nfigure,One,%s,reprted\n" % (b"x" * 300)


def upload(desk: Desk, name: str, raw: bytes) -> None:
    assert desk.open("/admin/records/intake/add/") == 200
    sent = {"name": name, "mimeType": "text/csv", "buffer": raw}
    desk.does(lambda page: page.set_input_files("#id_file", sent))
    press(desk, "Look through the file")


def press(desk: Desk, words: str) -> None:
    with_these = f"input[value='{words}'], a:has-text('{words}')"
    desk.does(lambda page: page.click(f"#content :is({with_these})"))
    desk.does(lambda page: page.wait_for_load_state())


def test_a_file_is_looked_through_stored_and_undone_by_everyone(desk: Desk) -> None:
    desk.sign_in(sign_in("somebody", role=CONTRIBUTOR))
    upload(desk, "mistaken.csv", MISTAKEN)
    assert "Did you mean title?" in desk.does(lambda page: page.content())
    assert [*desk.wrong(), *desk.grave()] == []
    upload(desk, "table.csv", TABLE % KINDS["negotiation-round"].example.encode())
    for pressed in ("Store as drafts", "Undo this import", "Undo the import", ""):
        for width in (PHONE, LAPTOP):
            desk.shows(width=width)
            assert [*desk.wrong(), *desk.grave()] == [], pressed
        if pressed:
            press(desk, pressed)
    assert Intake.objects.get().state == "undone"
