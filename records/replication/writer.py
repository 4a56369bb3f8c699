"""The writer, asked over the replication role's own connection before a node subscribes.

Whatever would make the subscription fail is found here first and said in one line, because PostgreSQL writes a failing
statement to its log, and this one has a password in it. The writer's address is never repeated in a message.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from records.replication.names import PUBLICATION, ROLE, TABLE, CannotReplicate

PATIENCE = 10  # seconds to connect


@dataclass(frozen=True)
class Slot:
    """A node's place in the writer's log, which is kept until the node has taken what follows, or is lost."""

    is_lost: bool


class Writer:
    """A connection to the writer and what can be asked of it. Every method raises CannotReplicate."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def refuse_unless_published(self) -> None:
        """Insertions and updates of the register must be published, and the role be allowed to copy it."""
        published = self._one(
            "SELECT pubinsert AND pubupdate FROM pg_publication JOIN pg_publication_tables USING (pubname)"
            " WHERE pubname = %s AND tablename = %s",
            PUBLICATION,
            TABLE,
        )
        if not published:
            raise CannotReplicate(
                "The writer does not publish its register: run `replication publish` there."
            )
        if not self._one("SELECT has_table_privilege(%s, 'SELECT')", TABLE):
            raise CannotReplicate(
                f"The role may not read the register: run `replication publish` there, use {ROLE}."
            )

    def columns(self) -> set[str]:
        """The columns of its register."""
        rows = self._connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [TABLE],
        )
        return {name for (name,) in rows}

    def slot(self, name: str) -> Slot | None:
        """The place kept under a name."""
        row = self._connection.execute(
            "SELECT wal_status = 'lost' FROM pg_replication_slots WHERE slot_name = %s", [name]
        ).fetchone()
        return Slot(bool(row[0])) if row else None

    def count(self) -> int:
        """How many entries its register has, about."""
        return int(self._one(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(TABLE))))

    def _one(self, statement: LiteralString | sql.Composed, *values: str) -> Any:
        row = self._connection.execute(statement, values).fetchone()
        return row[0] if row else None


def read_address(url: str) -> str:
    """The URL, when it can be read; an error never repeats it."""
    try:
        if urlsplit(url).scheme in {"postgres", "postgresql"}:
            conninfo_to_dict(url)
            return url
    except (ValueError, psycopg.Error):
        pass
    raise CannotReplicate(
        f"The writer's address cannot be read: write postgresql://{ROLE}:password@host:port/name"
    )


@contextmanager
def ask_writer(address: str) -> Iterator[Writer]:
    """The writer behind a connection string."""
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=PATIENCE) as connection:
            yield Writer(connection)
    except psycopg.OperationalError as error:
        raise CannotReplicate(f"The writer cannot be reached: {_reason(error)}") from error
    except psycopg.Error as error:
        raise CannotReplicate(f"The writer refused: {error.diag.message_primary}") from error


def _reason(error: psycopg.OperationalError) -> str:
    """The last words of libpq's message, which begins with the address."""
    return " ".join(str(error).split()).rpartition("failed: ")[2]
