"""The operator's page, carried out on a PostgreSQL server of its own: roles, grant, backup, restore, and a reader's role."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from console import ROOT

from config.embedded.cluster import OWNER, READER, Cluster
from config.embedded.place import PROGRAMS, installed_in
from config.embedded.removal import remove_data

PAGE = (ROOT / "docs" / "operations.md").read_text()
ROLES = PAGE.partition("## The database's roles")[2].partition("\n## ")[0]
MAKE_ROLES, GRANT = re.findall(r"^```sql\n(.*?)^```$", ROLES, re.DOTALL | re.MULTILINE)
DUMP, RESTORE = re.findall(r"^pg_(?:dump|restore) .*$", PAGE, re.MULTILINE)

# The embedded server has these names already; a server that an operator starts from has not.
CLEAR_THE_NAMES = (
    "ALTER DATABASE whereabouts RENAME TO before",
    f"ALTER ROLE {OWNER} RENAME TO before",
    f"ALTER ROLE {READER} RENAME TO before_reader",
)


class Operator:
    """Someone with a PostgreSQL server, at its shell."""

    def __init__(self, sockets: Path, folder: Path) -> None:
        self.sockets = sockets
        self.folder = folder

    def url(self, *, role: str = OWNER, database: str = "whereabouts") -> str:
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    def sql(self, statements: str, *, role: str, database: str = "whereabouts") -> list[tuple[object, ...]]:
        where = f"host={self.sockets} user={role} dbname={database}"
        with closing(psycopg.connect(where, autocommit=True)) as connection:
            done = [connection.execute(each) for each in re.split(r";\s*", statements) if each.strip()]
            return done[-1].fetchall() if done[-1].description else []

    def shell(self, command: str, **environment: str) -> str:
        path = f"{installed_in() / PROGRAMS}{os.pathsep}{os.environ['PATH']}"
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=kept | {"PATH": path} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        return done.stdout

    def manage(self, arguments: str, **environment: str) -> str:
        settings = {
            "PRODUCTION": "1",
            "ALLOWED_HOSTS": "register.example",
            "SECRET_KEY": "for this test alone, and of no use to anyone elsewhere",
            "DATABASE_URL": self.url(),
            "REGISTER_DATABASE_URL": self.url(role=READER),
            "DATA_DIR": str(self.folder),
        }
        command = f"{sys.executable} {ROOT}/manage.py {arguments}"
        return self.shell(command, **(settings | environment))


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    data = tmp_path_factory.mktemp("operations")
    cluster = Cluster.below(data)
    cluster.ensure_running()
    ours = Operator(cluster.sockets, tmp_path_factory.mktemp("shell"))
    ours.sql("CREATE ROLE postgres SUPERUSER LOGIN", role=OWNER, database="postgres")
    ours.sql(";".join(CLEAR_THE_NAMES), role="postgres", database="postgres")
    ours.sql(MAKE_ROLES, role="postgres", database="postgres")
    ours.manage("migrate --verbosity 0")
    ours.manage(f"load {ROOT}/fixtures --publish")
    yield ours
    cluster.leave()
    remove_data(data)


def test_the_reader_may_read_the_register_and_nothing_else(operator: Operator) -> None:
    readable = operator.sql(
        "SELECT table_name FROM information_schema.table_privileges WHERE table_schema = 'public' ORDER BY 1",
        role=READER,
    )
    assert readable == [("records_published",), ("records_segment",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        operator.sql("SELECT 1 FROM records_record", role=READER)


def test_the_grant_can_be_given_later(operator: Operator) -> None:
    operator.sql("REVOKE SELECT ON records_published, records_segment FROM whereabouts_reader", role=OWNER)
    operator.sql(GRANT, role=OWNER)
    assert operator.sql("SELECT max(sequence) > 0 FROM records_published", role=READER) == [(True,)]
    assert operator.sql("SELECT count(*) FROM records_segment", role=READER) == [(0,)]


def test_a_reader_needs_no_more_than_the_readers_role(operator: Operator) -> None:
    ask = "from config import serving; serving.prepare(); from records.kinds import KINDS; "
    ask += "from records.reading.totals import standing_by_kind; print(standing_by_kind(tuple(KINDS))[0])"
    only_the_reader = {"WHEREABOUTS_ROLE": "reader", "DATABASE_URL": operator.url(role=READER)}
    assert int(operator.manage(f"shell --no-imports -c '{ask}'", **only_the_reader).split()[-1]) > 1


def test_a_backup_restores_to_the_same_register(operator: Operator) -> None:
    operator.sql("CREATE DATABASE restored OWNER whereabouts", role="postgres", database="postgres")
    operator.shell(DUMP, DATABASE_URL=operator.url())
    operator.shell(RESTORE, DATABASE_URL=operator.url(database="restored"))
    everything = "SELECT sequence, document::text, entry_hash FROM records_published ORDER BY sequence"
    before = operator.sql(everything, role=OWNER)
    assert operator.sql(everything, role=OWNER, database="restored") == before
    with pytest.raises(psycopg.errors.RestrictViolation):
        operator.sql("DELETE FROM records_published", role=OWNER, database="restored")
    assert operator.sql("SELECT count(*) > 0 FROM records_published", role=READER, database="restored") == [
        (True,)
    ]
