"""What is put aside on disk comes back as it was, and leaves nothing behind."""

import tempfile
from pathlib import Path

import pytest
from full_disk import no_file_larger_than

from records import spool
from records.spool import NoRoomError, Spool

A_WORD = "word " * 20_000


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("largest_in_memory", [0, 1, 50, spool.IN_MEMORY])
def test_what_is_put_aside_comes_back_in_its_order(
    largest_in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", largest_in_memory)
    kept: Spool[object] = Spool()
    given = [("a", 1), {"b": [b"\x00\n", None]}, "c" * 10_000, frozenset({"d"})]
    places = [kept.put(item) for item in given]
    assert (len(kept), list(kept), list(kept.items())) == (4, given, list(zip(places, given, strict=True)))
    assert [kept.at(place) for place in reversed(places)] == given[::-1]


def test_what_is_put_aside_while_others_are_read_waits_for_the_next_reading() -> None:
    kept: Spool[int] = Spool()
    for number in range(3):
        kept.put(number)
    for number in kept:
        kept.put(10 + kept.at(0) + number)
    assert list(kept) == [0, 1, 2, 10, 11, 12]


def test_nothing_is_to_be_found_in_the_folder_of_temporary_files(folder: Path) -> None:
    kept: Spool[str] = Spool()
    for _ in range(20):
        kept.put(A_WORD)
    assert list(folder.iterdir()) == []
    assert list(kept) == [A_WORD] * 20


def test_a_full_disk_is_said_with_its_folder_and_what_to_do(folder: Path) -> None:
    kept: Spool[str] = Spool()
    with no_file_larger_than(spool.IN_MEMORY), pytest.raises(NoRoomError) as refused:  # noqa: PT012
        for _ in range(20):
            kept.put(A_WORD)
        kept.at(0)
    assert str(refused.value) == (
        f"There is no room for temporary files in {folder} (File too large): make room, or set TMPDIR."
    )


def test_where_no_folder_can_be_written_to_it_is_said_without_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    kept: Spool[str] = Spool()
    with no_file_larger_than(0), pytest.raises(NoRoomError) as refused:  # noqa: PT012
        for _ in range(20):
            kept.put(A_WORD)
    assert str(refused.value).startswith("There is no room for temporary files (")
