"""The reading connection: one statement, rows back, documents as the bytes that were published.

A connection that the server has closed is noticed by the statement that fails on it; reading changes nothing, so that
statement is sent once more over a new one. This saves asking "are you there?" before every request.
"""

from collections.abc import Sequence
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from psycopg import ClientCursor
from psycopg.adapt import Buffer, Loader

from records.published import REGISTER

PREPARED = 400  # shapes of questions that a connection keeps ready

Row = tuple[Any, ...]


class AsBytes(Loader):
    """JSON as it was sent, unread."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def read_json_as_bytes(sender: Any, connection: Any, **_: Any) -> None:
    """On every new connection: nothing here uses `json` but the register's documents."""
    connection.connection.adapters.register_loader("json", AsBytes)
    connection.connection.prepared_max = PREPARED
    connection.reading_cursor = connection.create_cursor()  # one for good: it remembers how each type is read


def ask(statement: str, values: Sequence[Any] = (), *, plan_for_values: bool = False) -> list[Row]:
    """All rows of one statement.

    The server plans each shape of statement once, whatever the values: a walk is the same walk for all of them. With
    `plan_for_values` the values are written into the text, and it is planned for them.
    """
    try:
        return _ask(statement, values, plan_for_values)
    except (OperationalError, InterfaceError):
        connection = connections[REGISTER]
        if connection.in_atomic_block or (connection.connection and not connection.connection.closed):
            raise
        connection.close()
        return _ask(statement, values, plan_for_values)


def _ask(statement: str, values: Sequence[Any], plan_for_values: bool) -> list[Row]:
    connection: Any = connections[REGISTER]
    if connection.connection is None or _is_watched(connection):
        with connection.cursor() as cursor:
            return _rows(cursor, statement, values, plan_for_values)
    with connection.wrap_database_errors:
        return _rows(connection.reading_cursor, statement, values, plan_for_values)


def _is_watched(connection: Any) -> bool:
    """Whether somebody wants to see statements, or a transaction looks after them; else the driver is asked straight away.

    Django's cursor between the two takes longer than the driver does.
    """
    return bool(connection.queries_logged or connection.execute_wrappers or connection.in_atomic_block)


def _rows(cursor: Any, statement: str, values: Sequence[Any], plan_for_values: bool) -> list[Row]:
    if plan_for_values:
        cursor.execute(ClientCursor(cursor.connection).mogrify(statement, values))
    else:
        cursor.execute(statement, values)
    rows: list[Row] = cursor.fetchall()
    return rows
