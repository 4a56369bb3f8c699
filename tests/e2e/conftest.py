"""A database server of a file's own, for what several processes commit in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.embedded.cluster import DATABASE, OWNER, Cluster

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process needs to use the cluster."""
    folder = tmp_path_factory.mktemp("own")
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PRODUCTION")}
    return {**kept, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture(scope="module")
def cluster(environment: dict[str, str]) -> Iterator[Cluster]:
    """A server with the published fixtures, which goes when the file's tests are done."""
    made = Cluster.below(Path(environment["DATA_DIR"]))
    made.ensure_running()
    for command in (["migrate"], ["load", "fixtures", "--publish"]):
        arguments = [sys.executable, "manage.py", *command, "-v0"]
        subprocess.run(arguments, cwd=ROOT, env=environment, check=True, capture_output=True)
    yield made
    made.leave()
    made.remove()


@pytest.fixture
def database(cluster: Cluster) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(
        host=str(cluster.sockets), user=OWNER, dbname=DATABASE, autocommit=True
    ) as connection:
        yield connection
