"""Statements that a connection keeps ready: the same rows and errors as a cursor's, and never more than were allowed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection as django_connection

from records.reading.statements import Statements

VALUES = {
    "text": ("SELECT %s::text", ["Շուշի's"]),
    "numbers of every size": ("SELECT %s + 1, %s + 1, %s + 1", [1, 2**20, 2**40]),
    "nothing": ("SELECT %s::int IS NULL, %s::text", [None, None]),
    "lists": ("SELECT %s::text[] || %s::text[], 2 = ANY (%s)", [["a"], [], [1, 2]]),
    "dates and times": (
        "SELECT %s::date - 1, %s::timestamptz",
        [date(2023, 9, 19), datetime(2020, 1, 1, tzinfo=UTC)],
    ),
    "a sign of percent": ("SELECT 7 %% 4, %s LIKE 'a%%'", ["ab"]),
    "no values": ("SELECT 1 UNION ALL SELECT 2", []),
    "no rows": ("SELECT 1 WHERE %s", [False]),
    "bytes": ("SELECT %s::bytea", [b"\x00\xff"]),
}


@pytest.fixture
def connection() -> Iterator[psycopg.Connection[Any]]:
    """One of its own, outside of the test's transaction."""
    said = django_connection.get_connection_params()
    wanted = {name: said[name] for name in ("dbname", "user", "password", "host", "port") if said.get(name)}
    with psycopg.connect(**wanted, autocommit=True) as made:
        yield made


def ready_on_the_server(connection: psycopg.Connection[Any]) -> int:
    return connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()[0]  # type: ignore[index]


@pytest.mark.parametrize(("text", "values"), VALUES.values(), ids=VALUES)
def test_rows_are_those_of_a_cursor(connection, text: str, values: list[Any]) -> None:
    statements = Statements(connection)
    expected = (
        psycopg.Cursor(connection).execute(text if values else text.replace("%%", "%"), values).fetchall()
    )
    assert [statements.ask(text, values) for _ in range(3)] == [expected] * 3
    assert ready_on_the_server(connection) == 1


def test_a_value_of_another_type_is_another_statement(connection) -> None:
    statements = Statements(connection)
    assert statements.ask("SELECT pg_typeof(%s)::text", [1]) == [("smallint",)]
    assert statements.ask("SELECT pg_typeof(%s)::text", [2**40]) == [("bigint",)]


def test_the_one_not_asked_for_longest_makes_room(connection) -> None:
    statements = Statements(connection, most=3)
    for number in (1, 2, 3, 1, 4, 1, 5, 1):
        assert [statements.ask(f"SELECT {number}", []) for _ in range(2)] == [[(number,)]] * 2
    assert ready_on_the_server(connection) == 3
    assert statements.made == 5  # the first was never made anew


def test_what_was_asked_once_is_not_kept_ready(connection) -> None:
    statements = Statements(connection, most=3)
    for number in range(20):
        assert statements.ask(f"SELECT {number} + %s", [1]) == [(number + 1,)]
    assert ready_on_the_server(connection) == 0


def test_long_ones_make_room_before_there_are_many(connection) -> None:
    statements = Statements(connection, longest=1_000)
    for number in (1, 2, 3, 4, 2):
        for _ in range(2):
            assert statements.ask(f"SELECT %s + {number} -- {'long ' * 80}", [1]) == [(number + 1,)]
    assert ready_on_the_server(connection) == 2
    for _ in range(3):
        assert statements.ask(f"SELECT %s + 5 -- {'longer than all may be ' * 80}", [1]) == [(6,)]
    assert ready_on_the_server(connection) == 1


def test_what_made_room_is_made_anew_after_an_error(connection) -> None:
    connection.execute("SET statement_timeout = '50ms'")
    statements = Statements(connection, most=2)
    for number in (1, 2, 3, 1, 2, 3):
        for _ in range(2):
            with pytest.raises(psycopg.errors.QueryCanceled):
                statements.ask(f"SELECT {number}, pg_sleep(%s + 5)", [0])
            with pytest.raises(psycopg.DataError):
                statements.ask(f"SELECT {number}, %s::text", ["\0"])
            assert statements.ask(f"SELECT {number} + %s", [1]) == [(number + 1,)]
    assert ready_on_the_server(connection) == 2


def test_what_has_its_values_in_it_is_not_kept_ready(connection) -> None:
    assert Statements(connection).ask_once("SELECT 'a', 2") == [("a", 2)]
    assert ready_on_the_server(connection) == 0


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT 1 / %s", psycopg.errors.DivisionByZero),
        ("SELECT nothing_of_the_name + %s", psycopg.errors.UndefinedColumn),
        ("SELECT pg_sleep(%s + 5)", psycopg.errors.QueryCanceled),
    ],
)
def test_an_error_is_the_drivers_and_the_connection_goes_on(
    connection, text: str, error: type[Exception]
) -> None:
    connection.execute("SET statement_timeout = '50ms'")
    statements = Statements(connection)
    with pytest.raises(error):
        statements.ask(text, [0])
    assert statements.ask("SELECT %s + 1", [1]) == [(2,)]


def test_a_connection_that_the_server_ended_says_so(connection) -> None:
    statements = Statements(connection)
    assert statements.ask("SELECT %s + 1", [1]) == [(2,)]
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        statements.ask("SELECT %s + 1", [1])
    assert connection.closed
