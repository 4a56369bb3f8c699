"""The tests' strategy.

One real PostgreSQL everywhere, no mocks of our own code: the embedded one, which the first test that uses a
database starts, or the server of `DATABASE_URL`. Each run has a database of its own
(`test_whereabouts_<process>`), so runs may overlap with each other and with `make serve`. In a test
the alias `register` is the connection of `default`, so both see its transaction, which is rolled back. What
only a real reading connection can show (its role, its refusal to write) belongs in tests/e2e, with a cluster
of its own. `fixtures/` is the factory: tests start from what the project publishes, not from invented records.

Directories: unit/ needs no database, kinds/ runs the same promises over every kind, api/ and editorial/ ask
over HTTP, e2e/ runs commands, servers and a browser, faults/ breaks things.
"""

import gc
import os
from contextlib import closing
from functools import cache
from pathlib import Path

import hypothesis
import psycopg
import pytest
import pytest_django
from django.conf import settings
from django.db import connections
from psycopg import sql
from random_searches import examples
from whitenoise.middleware import WhiteNoiseMiddleware

from config.embedded.cluster import OWNER, Cluster
from records.api.names import called, known
from records.loading.load import load

ROOT = Path(__file__).resolve().parent.parent
TEST_DATABASE = "test_whereabouts"

# The same examples each time, however busy the machine: a change is judged by what it changed. FUZZ_EXAMPLES tries others.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    max_examples=examples(50),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test outside unit/ and e2e/ runs in a transaction over the published fixtures, on both aliases."""
    for item in items:
        if _folder_of(item.path) not in {"unit", "e2e"} and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "register"]))
    items.sort(key=lambda item: _turn_of(item.path))


def pytest_sessionstart() -> None:
    """Nearly all that is made stays till the end: looking through it for garbage again and again took a sixth of the time."""
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_finish() -> None:
    gc.freeze()


@cache
def _folder_of(path: Path) -> str:
    return path.relative_to(ROOT / "tests").parts[0]


@cache
def _turn_of(path: Path) -> int:
    """Servers and browsers are begun first, so that no core waits for them at the end; and of these, what copies no loaded
    server (e2e/loaded.py), so that two workers do not begin by waiting until one of them has made it.
    """
    if "in_a_browser" in path.stem:
        return 0
    return 1 if "e2e" in path.parts else 2


@pytest.fixture(autouse=True)
def _nothing_is_remembered(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see what they publish at once, and nothing that was rolled back; what workers remember has tests of its own."""
    settings.NEWEST_IS_REMEMBERED = 0
    monkeypatch.setattr(known, "_known", known.Known())
    monkeypatch.setattr(called, "_remembered", called.Remembered())


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_quickly() -> None:
    """What keeps people from guessing would keep tests waiting, a third of a second for each password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_listed_once() -> None:
    """Each client of a test makes the middleware anew, which would look at all of two hundred files again."""
    listing, listed = WhiteNoiseMiddleware.add_files_from_finders, {}

    def list_once(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            listing(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    WhiteNoiseMiddleware.add_files_from_finders = list_once


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give this run a database of its own; pytest-django asks for this before it makes one."""
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{TEST_DATABASE}_{os.getpid()}"
    if home := settings.DATABASES["default"].get("EMBEDDED_IN"):
        cluster = Cluster(Path(home))
        cluster.ensure_running()
        drop_databases_of_killed_runs(cluster)


def drop_databases_of_killed_runs(cluster: Cluster) -> None:
    """Remove the databases of runs whose process is gone."""
    find = "SELECT datname FROM pg_database WHERE datname ~ %s"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    where = f"host={cluster.sockets} user={OWNER} dbname=postgres"
    with closing(psycopg.connect(where, autocommit=True)) as connection:
        for (name,) in connection.execute(find, [rf"^{TEST_DATABASE}_\d+$"]).fetchall():
            if not is_running(int(name.rsplit("_", 1)[1])):
                connection.execute(drop.format(sql.Identifier(name)))


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Publish fixtures/ once, and read the register through the desk's own connection.

    That one alone sees a test's uncommitted transaction: Django's MIRROR only points the alias at the same database.
    Other threads, as under a live server, still read through a connection of their own, with the reading role, and
    see what was committed.
    """
    connections["register"].close()
    connections["register"] = connections["default"]
    with django_db_blocker.unblock():
        load(paths=[ROOT / "fixtures"], seeds=ROOT / "seeds", publish_as="operator")
