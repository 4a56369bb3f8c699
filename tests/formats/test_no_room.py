"""An export for which the disk of temporary files has no room is a problem that says so, and leaves nothing on the disk."""

import tempfile
from pathlib import Path

import pytest
from django.test import Client
from full_disk import no_file_larger_than

CLIENT = Client(raise_request_exception=False)
WORKBOOK = "/api/v1/records/?format=xlsx"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("room", [0, 500, 20_000])
@pytest.mark.parametrize("address", [WORKBOOK, f"{WORKBOOK}&manifest=true"])
def test_it_is_unavailable_for_now_and_not_a_file_that_breaks_off(
    address: str, room: int, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with no_file_larger_than(room):
        answer = CLIENT.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer["Retry-After"]
    assert "no room for temporary files" in answer.json()["detail"]
    assert str(folder) not in answer.content.decode()
    assert str(folder) in caplog.text
    assert list(folder.iterdir()) == []


def test_forms_that_need_no_files_are_made_all_the_same() -> None:
    with no_file_larger_than(0):
        for form in ("csv", "ndjson", "parquet"):
            answer = CLIENT.get("/api/v1/records/", {"format": form})
            assert (answer.status_code, len(b"".join(answer.streaming_content)) > 0) == (200, True)


def test_a_workbook_leaves_nothing_on_the_disk(folder: Path) -> None:
    assert b"".join(CLIENT.get(WORKBOOK).streaming_content).startswith(b"PK")
    assert list(folder.iterdir()) == []
