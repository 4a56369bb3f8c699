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
from records.reading.statements import Row, Statements


class AsBytes(Loader):
    """JSON as it was sent, unread."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def prepare_to_read(sender: Any, connection: Any, **_: Any) -> None:
    """On every new connection: nothing here uses `json` but the register's documents."""
    connection.connection.adapters.register_loader("json", AsBytes)
    connection.reading = Statements(connection.connection)


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
    if connection.connection is None:
        connection.ensure_connection()
    if _is_watched(connection):
        return _by_cursor(connection, statement, values, plan_for_values)
    with connection.wrap_database_errors:
        if plan_for_values:
            return connection.reading.ask_once(_with_values(connection.connection, statement, values))
        return connection.reading.ask(statement, values)


def _is_watched(connection: Any) -> bool:
    """Whether somebody wants to see statements, or a transaction looks after them: then they go through Django's cursor."""
    return bool(connection.queries_logged or connection.execute_wrappers or connection.in_atomic_block)


def _by_cursor(connection: Any, statement: str, values: Sequence[Any], plan_for_values: bool) -> list[Row]:
    with connection.cursor() as cursor:
        if plan_for_values:
            cursor.execute(_with_values(cursor.connection, statement, values))
        else:
            cursor.execute(statement, values)
        rows: list[Row] = cursor.fetchall()
        return rows


def _with_values(connection: Any, statement: str, values: Sequence[Any]) -> str:
    """The statement with its values written into it."""
    return ClientCursor(connection).mogrify(statement, values)
