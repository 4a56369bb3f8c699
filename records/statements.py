"""Statements on the desk's connection that the server reads and plans once, and several of them in one trip to it.

Django's own cursor writes the values into each statement's text. What goes past it is seen by none of its wrappers (query
logs, the words about who changes the desk and why): this is for reading, and for writing what no history watches.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from select import POLLOUT, poll
from typing import Any

from django.db import connection
from psycopg import Cursor, RawCursor
from psycopg.types.range import Range

Row = tuple[Any, ...]


class Answer:
    """The rows of a statement; asking for them waits for it."""

    def __init__(self, cursor: "Cursor[Row]") -> None:
        self._cursor = cursor

    def rows(self) -> list[Row]:
        with connection.wrap_database_errors:
            return self._cursor.fetchall()

    def row(self) -> Row:
        """The only one."""
        (found,) = self.rows()
        return found


def ask(statement: str, values: Sequence[Any] = ()) -> Answer:
    """Send a statement. Outside of `one_trip` it is also waited for."""
    with connection.wrap_database_errors:
        return Answer(_cursor().execute(statement, values, prepare=True))


def send(statement: str, values: Sequence[Any]) -> None:
    """The same for a long statement with `$1`, `$2` … for its values, which the driver need not look for."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        RawCursor(connection.connection).execute(statement, values, prepare=True)


def is_taken_at_once() -> bool:
    """Whether the server still keeps up with what is sent to it in `one_trip`: or else sending more waits for it."""
    socket = poll()
    socket.register(connection.connection.fileno(), POLLOUT)
    return bool(socket.poll(0))


@contextmanager
def one_trip() -> Iterator[None]:
    """What is sent in this block is waited for at its end, or when the first rows are asked for; it is done in its order."""
    cursor = _cursor()
    with connection.wrap_database_errors, cursor.connection.pipeline():
        yield


def literal(value: Any) -> Any:
    """Arrays and ranges as PostgreSQL itself writes them, which takes a tenth of the driver's time; all else as it is."""
    if isinstance(value, list):
        return _array(value)
    return _range(value) if isinstance(value, Range) else value


def _array(values: list[Any]) -> str:
    """Of numbers or of texts."""
    if not values or isinstance(values[0], int):
        return "{" + ",".join(map(str, values)) + "}"
    return '{"' + '","'.join(map(_escaped, values)) + '"}'


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"") if '"' in text or "\\" in text else text


def _range(value: Range[Any]) -> str:
    """Of numbers or of days."""
    lower, upper = ("" if end is None else end for end in (value.lower, value.upper))
    return f"{'[' if value.lower_inc else '('}{lower},{upper}{']' if value.upper_inc else ')'}"


def _cursor() -> "Cursor[Row]":
    connection.ensure_connection()
    return Cursor(connection.connection)
