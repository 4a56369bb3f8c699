"""A database server of a file's own, for what several processes commit in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from loaded import copy_loaded, environment_of
from people import Person, people

from config.embedded.cluster import DATABASE, OWNER, Cluster


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process needs to use the cluster."""
    return environment_of(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def cluster(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A server with the published fixtures, which goes when the file's tests are done."""
    made = copy_loaded(Path(environment["DATA_DIR"]), tmp_path_factory)
    made.ensure_running()
    yield made
    made.leave()
    made.remove()


@pytest.fixture
def database(cluster: Cluster) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(
        host=str(cluster.sockets), user=OWNER, dbname=DATABASE, autocommit=True
    ) as connection:
        yield connection


@pytest.fixture(scope="module")
def two(cluster: Cluster, environment: dict[str, str]) -> Iterator[list[Person]]:
    """Two people at one register."""
    with people(environment, 2) as both:
        yield both
