"""Loading and publishing many entries takes no more memory than a few hundred, but for their ids and names."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from full_disk import no_file_larger_than

from records import spool
from records.loading.load import load
from records.publishing import batches

Ask = Callable[[], Any]
Write = Callable[[str, str], Path]

FEW, MANY = 150, 450
A_BATCH, A_FILE = 40, 50
MORE = 500  # bytes for each further entry: ids and paths, and places on disk

ENTRY = """
- id: %s-%d
  title: What was said of it on one of many days
  summary: %s
  status: reported
  category: clash
  evidence: [{source: azerbaijan-releases-17-prisoners, paragraph: 1, phrase: x}]
  participants: [{actor: armenia, role: party}, {actor: azerbaijan, role: party}]
"""
SAID = "Words that take room in memory as long as anybody keeps them. " * 20


def write_many(write: Write, name: str, entries: int) -> Path:
    """A folder of files with so many entries."""
    for first in range(0, entries, A_FILE):
        text = "".join(ENTRY % (name, number, SAID) for number in range(first, first + A_FILE))
        path = write(f"{name}/{first}.yaml", f"sensitivity: low\nincidents:\n{text}")
    return path.parent


def peak_of_loading(write: Write, name: str, entries: int) -> int:
    """The most bytes that Python held on the way."""
    folder = write_many(write, name, entries)
    tracemalloc.start()
    loaded = load(paths=[folder], publish_as="reviewer")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(loaded.published) == entries
    return peak


def test_memory_does_not_grow_with_a_load(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", A_BATCH)
    monkeypatch.setattr(batches, "NEW_OBJECTS", 700)
    monkeypatch.setattr(spool, "IN_MEMORY", 50_000)
    few = peak_of_loading(write, "few", FEW)
    many = peak_of_loading(write, "many", MANY)
    assert many - few < MORE * (MANY - FEW)


def test_a_full_disk_is_said_and_nothing_is_loaded(write: Write, desk: Ask) -> None:
    before, folder = desk(), write_many(write, "many", MANY)
    with (
        no_file_larger_than(spool.IN_MEMORY),
        pytest.raises(CommandError, match="There is no room for temporary files") as refused,
    ):
        call_command("load", str(folder))
    assert (refused.value.returncode, str(refused.value).splitlines()[-1]) == (2, "Nothing was loaded.")
    assert desk() == before
