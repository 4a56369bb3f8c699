"""Offer the register to read nodes: a publication of its table and a role that may copy it. Run on the writer.

Updates are published with the inserts, because a redaction is an update: without them its text would stay on every node.
Deletions are not, because there are none. The primary key is the replica identity, which is PostgreSQL's default.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from records.replication.names import PUBLICATION, ROLE, TABLE, CannotReplicate, first_line
from records.replication.requirements import refuse_unready_server

MAKE_ROLE = f"CREATE ROLE {ROLE} LOGIN REPLICATION"
PUBLISHED = sql.SQL("publish = 'insert, update'")

_publication, _role, _table = map(sql.Identifier, (PUBLICATION, ROLE, TABLE))


def publish(*, say: Callable[[str], None]) -> None:
    """Make what is missing and set right what is there; may be run again at any time. Raises CannotReplicate."""
    refuse_unready_server()
    if TABLE not in connection.introspection.table_names():
        raise CannotReplicate("This database holds no register: run `manage.py migrate` first.")
    try:
        _offer_the_table()
        say(f"Publication {PUBLICATION}: insertions and updates of {TABLE}.")
        say(_provide_the_role())
    except DatabaseError as error:
        raise CannotReplicate(
            f"The database refused: {first_line(error)}. Run this as the owner of the register, or as a superuser."
        ) from error


def _offer_the_table() -> None:
    if _one("SELECT count(*) FROM pg_publication WHERE pubname = %s", PUBLICATION):
        _run(sql.SQL("ALTER PUBLICATION {} SET TABLE {}").format(_publication, _table))
        _run(sql.SQL("ALTER PUBLICATION {} SET ({})").format(_publication, PUBLISHED))
    else:
        _run(sql.SQL("CREATE PUBLICATION {} FOR TABLE {} WITH ({})").format(_publication, _table, PUBLISHED))


def _provide_the_role() -> str:
    """A role that may follow and may read one table; what there is left to do for it, in words."""
    is_new = not _one("SELECT count(*) FROM pg_roles WHERE rolname = %s", ROLE)
    if is_new:
        _make_the_role()
    elif not _one(
        "SELECT rolcanlogin AND (rolreplication OR rolsuper) FROM pg_roles WHERE rolname = %s", ROLE
    ):
        raise CannotReplicate(f"As a superuser: ALTER ROLE {ROLE} LOGIN REPLICATION; Then run this again.")
    _run(sql.SQL("GRANT SELECT ON {} TO {}").format(_table, _role))
    if is_new:
        return f"Role {ROLE} was made. Give it a password: ALTER ROLE {ROLE} PASSWORD '…';"
    return f"Role {ROLE} may follow, and may read {TABLE} alone."


def _make_the_role() -> None:
    try:
        _run(sql.SQL(MAKE_ROLE))
    except DatabaseError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise CannotReplicate(
                f"The publication is there, the role is not. As a superuser: {MAKE_ROLE} PASSWORD '…'; Then run this again."
            ) from error
        raise


def _run(statement: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _one(statement: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
