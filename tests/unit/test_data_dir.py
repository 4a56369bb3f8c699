"""The folder of a trial: one secret for every process that starts in it, whichever comes first."""

import multiprocessing
import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.data_dir import read_or_make_secret_key

AT_ONCE = multiprocessing.get_context("fork")
PROCESSES, ROUNDS = 4, 100


def read_in_every_folder(start: "multiprocessing.Barrier", keys: "multiprocessing.Queue", home: Path) -> None:
    """What one process reads as each trial's secret, all of them asking at the same moment."""
    found = []
    for number in range(ROUNDS):
        start.wait()
        found.append(read_or_make_secret_key(home / str(number)))
    keys.put(found)


def test_processes_that_start_together_read_the_same_secret(tmp_path: Path) -> None:
    start, keys = AT_ONCE.Barrier(PROCESSES), AT_ONCE.Queue()
    arguments = (start, keys, tmp_path)
    processes = [AT_ONCE.Process(target=read_in_every_folder, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found = [keys.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert all(len(key) > 50 for key in found[0])
    assert len(set(found[0])) == ROUNDS
    assert found == [found[0]] * PROCESSES


def test_only_its_owner_may_read_the_secret(tmp_path: Path) -> None:
    read_or_make_secret_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_left_empty_is_made(tmp_path: Path) -> None:
    (tmp_path / "key").touch()
    assert read_or_make_secret_key(tmp_path / "key") == (tmp_path / "key").read_text() != ""


def test_a_secret_that_is_there_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("as it was")
    os.chmod(tmp_path / "key", 0o400)
    assert read_or_make_secret_key(tmp_path / "key") == "as it was"


def test_a_folder_that_takes_no_secret_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"key cannot be read or written: .*; name another DATA_DIR"
    ):
        read_or_make_secret_key(tmp_path / "nowhere" / "key")
