"""The register's table on a node: the project's own migrations, of which only what concerns that table is carried out.

So a node has the writer's columns, indexes, constraints and triggers from one source, and an upgrade of the code brings
them up to date again. SQL in a migration reaches a node when it says whom it concerns: `hints={"model_name": "published"}`.
A new column is nullable or has a `db_default`, so that rows which the writer wrote before its own upgrade still fit.

The triggers refuse ordinary roles, as on the writer; they let the replication itself pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connection, router

from records.published import Published
from records.replication.names import SEGMENTS, TABLE, CannotReplicate, first_line

BOOKKEEPING = "django_migrations"  # which migrations were carried out


class OnlyTheRegister:
    """A database router under which migrations make nothing but the register."""

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        return (app_label, model_name) == (Published._meta.app_label, Published._meta.model_name)


def make_table() -> None:
    """Make the table, or bring it up to date."""
    try:
        with _only_the_register():
            _migrate()
    except DatabaseError as error:
        raise CannotReplicate(f"The register's table cannot be made here: {first_line(error)}.") from error


def _migrate() -> None:
    call_command("migrate", Published._meta.app_label, verbosity=0, interactive=False)


def refuse_other_tables() -> None:
    """Raises CannotReplicate in a database that holds, or is meant for, more than the register."""
    others = set(connection.introspection.table_names()) - {TABLE, SEGMENTS, BOOKKEEPING}
    if others:
        raise CannotReplicate(
            f"This database holds {len(others)} tables besides the register. A node starts in an empty database of its own."
        )


@contextmanager
def _only_the_register() -> Iterator[None]:
    before = router.routers
    router.routers = [OnlyTheRegister()]
    try:
        yield
    finally:
        router.routers = before
