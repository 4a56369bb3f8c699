"""The benchmark's own database, in the embedded cluster of the data directory: made when it is absent or of another size.

What it holds is the desk's tables (which the peers read) and the register (which we read), filled with the same invented
documents. A comment on the database says what it was filled with, so that a second run finds it ready.
"""

import hashlib
import os
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.embedded.cluster import OWNER, READER, Cluster

NAME = "whereabouts_bench"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FILLED_BY = ("synthetic.py", "desk.py", "words.py", "found.py", "wire.py", "rows.py", "register.py")


class Database:
    """The cluster of a data directory, running while this process lives, and the benchmark's database in it."""

    def __init__(self, data_dir: Path) -> None:
        self.cluster = Cluster.below(data_dir)
        self.cluster.ensure_running()

    @property
    def sockets(self) -> str:
        return str(self.cluster.sockets)

    def url(self, *, user: str = OWNER) -> str:
        """`postgresql://…` through the socket, as Django, psycopg and asyncpg read it."""
        return f"postgresql://{user}@{quote(self.sockets, safe='')}/{NAME}"

    @property
    def reader_url(self) -> str:
        return self.url(user=READER)

    def connect(self, *, name: str = NAME, autocommit: bool = False) -> psycopg.Connection:
        return psycopg.connect(host=self.sockets, user=OWNER, dbname=name, autocommit=autocommit)

    def is_filled_with(self, records: int) -> bool:
        """Whether the database is there, whole, and of this size."""
        ask = "SELECT shobj_description(oid, 'pg_database') = %s FROM pg_database WHERE datname = %s"
        with closing(self.connect(name="postgres", autocommit=True)) as connection:
            found = connection.execute(ask, [signature(records), NAME]).fetchone()
        return bool(found and found[0])

    def remake(self) -> None:
        """Drop the database and make it anew, empty."""
        name = sql.Identifier(NAME)
        with closing(self.connect(name="postgres", autocommit=True)) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))

    def note_filled(self, records: int) -> None:
        """Say what the database was filled with; the last step, so that a filling cut short is not taken for one."""
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        with closing(self.connect(autocommit=True)) as connection:
            connection.execute(statement.format(sql.Identifier(NAME), sql.Literal(signature(records))))


def signature(records: int) -> str:
    """The size, and a hash of the code and migrations that fill the tables."""
    files = [HERE / name for name in FILLED_BY] + sorted((ROOT / "records/migrations").glob("*.py"))
    texts = b"".join(file.read_bytes() for file in files if file.exists())
    return f"{records} records, {hashlib.sha256(texts).hexdigest()[:12]}"


def prepare_django(database: Database, data_dir: Path) -> None:
    """Point this process's Django at the benchmark's database; call before anything of Django is used."""
    os.environ |= {
        "DATABASE_URL": database.url(),
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    for name in ("REGISTER_DATABASE_URL", "PRODUCTION", "WHEREABOUTS_ROLE"):
        os.environ.pop(name, None)
    import django

    django.setup()


def fill(database: Database, data_dir: Path, records: int) -> None:
    """Make the database ready for a size; does nothing when it is."""
    prepare_django(database, data_dir)
    if database.is_filled_with(records):
        return
    from django.core.management import call_command
    from django.db import connections

    from benchmarks import desk, register

    database.remake()
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    with closing(database.connect()) as connection:
        desk.fill(connection, records=records)
        connection.commit()
    register.fill(database.url(), records)
    with closing(database.connect(autocommit=True)) as connection:
        connection.execute("VACUUM ANALYZE")
    database.note_filled(records)
