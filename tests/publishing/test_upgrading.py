"""A register that earlier code wrote is found by what it would be found by if it were published today, on read nodes too."""

from typing import Any

import pytest
from django.db import connection, router
from django.db.migrations.executor import MigrationExecutor

from records.published import Published
from records.replication.table import OnlyTheRegister

TABLE = Published._meta.db_table
COLUMNS = (
    "SELECT array_agg(quote_ident(attname)) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
)
FOUND_BY = "SELECT sequence, terms, keys, found_under FROM {}.records_published ORDER BY sequence"
INDEXES = (  # only the desk's database, where the fixtures were published, puts off sorting
    "SELECT replace(replace(indexdef, schemaname || '.', ''), $$fastupdate='on'$$, $$fastupdate=off$$) FROM pg_indexes"
    " WHERE schemaname = %s AND tablename = %s"
)


@pytest.fixture(autouse=True)
def _a_read_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations make nothing but the register, and make it in a schema of its own."""
    monkeypatch.setattr(router, "routers", [OnlyTheRegister()])
    run("CREATE SCHEMA older")
    run("SET LOCAL search_path TO older")


@pytest.mark.parametrize("release", ["0009", "0010", "0012"])
def test_register_of_an_earlier_release_is_found_by_the_same_after_an_upgrade(release: str) -> None:
    migrate_to(release)
    fill_as_then(release)
    migrate_to("")
    assert read(FOUND_BY.format("older")) == read(FOUND_BY.format("public"))
    assert sorted(read(INDEXES, "older", TABLE)) == sorted(read(INDEXES, "public", TABLE))


def migrate_to(release: str) -> None:
    """The migration of this number, or the newest."""
    executor = MigrationExecutor(connection)
    names = sorted(name for app, name in executor.loader.graph.nodes if app == "records")
    executor.migrate([("records", [name for name in names if name.startswith(release)][-1])])


def fill_as_then(release: str) -> None:
    """The published fixtures in that release's columns, found by nothing yet, with the index that 0010 used to make."""
    columns = read(COLUMNS, "older.records_published")[0][0]
    there = ", ".join(columns)
    run(
        f"INSERT INTO records_published ({there}) SELECT {there} FROM public.records_published ORDER BY sequence"
    )
    stale = [f"{name} = '{{}}'" for name in ("terms", "keys", "found_under") if name in columns]
    run(f"UPDATE records_published SET {', '.join(stale)}")
    if release >= "0010":
        run("CREATE INDEX looked_up ON records_published (sequence)")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def read(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
