"""A full disk of temporary files: editors are told that nothing was done and what to do, and go on from where they were."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_pages import address, submit
from django.test import Client
from full_disk import no_file_larger_than
from test_publishing import ANOTHER, NEW, TYPED_RELEASE, versions_of

from records import spool
from records.editorial.publish_as_seen import NO_ROOM
from records.kinds.prisoner_release import PrisonerRelease

BOTH = [NEW, ANOTHER["id"]]
LIST = address("prisoner-release", "changelist")
LONG = {"summary": "Words of a summary. " * 500}


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(spool, "IN_MEMORY", 1_000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def submitted(writer: Client) -> None:
    """Two records in review."""
    for typed in (TYPED_RELEASE | LONG, TYPED_RELEASE | LONG | ANOTHER):
        assert writer.post(address("prisoner-release", "add"), typed).status_code == 302
    for slug in BOTH:
        submit(writer, "prisoner-release", slug)


@contextmanager
def no_room() -> Iterator[None]:
    with no_file_larger_than(4_000):
        yield


def chosen(**more: str) -> dict[str, Any]:
    return {"action": "publish_selected", "_selected_action": BOTH} | more


def are_in_review() -> bool:
    return set(PrisonerRelease.objects.filter(pk__in=BOTH).values_list("state", flat=True)) == {"in-review"}


def test_nothing_is_published_and_what_was_chosen_is_published_once_there_is_room(
    submitted: None, reviewer: Client, caplog: pytest.LogCaptureFixture, folder: Path
) -> None:
    seen = reviewer.post(LIST, chosen()).context["seen"]
    with no_room():
        refused = reviewer.post(LIST, chosen(seen=seen))
    page = refused.content.decode()
    assert refused.status_code == 409
    assert NO_ROOM in page
    assert str(folder) not in page
    assert str(folder) in caplog.text  # for whoever runs the server
    assert versions_of("prisoner-release", NEW) == []
    assert are_in_review()
    assert [f'name="_selected_action" value="{slug}"' in page for slug in BOTH] == [True, True]
    done = reviewer.post(LIST, chosen(seen=refused.context["seen"]), follow=True)
    assert "Published 2 entries." in done.content.decode()


def test_the_page_of_one_entry_says_it_too_and_fewer_entries_may_find_room(
    submitted: None, reviewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = address("prisoner-release", "publish", NEW)
    seen = {"seen": reviewer.get(page).context["seen"]}
    with no_room():
        refused = reviewer.post(page, seen)
        assert (refused.status_code, refused.context["errors"]) == (409, [NO_ROOM])
        monkeypatch.setattr(spool, "IN_MEMORY", 1_000_000)  # what few take needs no disk
        assert reviewer.post(page, seen).status_code == 302
    assert versions_of("prisoner-release", NEW) == [1]
