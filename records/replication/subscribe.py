"""Make this database a read node: the register's table, and a subscription to the writer's. Run on the node.

The writer keeps a place for each node (a replication slot), called like the subscription. Run again, it brings the table
up to date after an upgrade of the code and takes over a changed address of the writer; nothing is copied twice.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from records.published import Published
from records.replication.copying import wait_until_copied
from records.replication.names import PUBLICATION, SLOTS, CannotReplicate, first_line
from records.replication.standing import subscription
from records.replication.table import make_table, refuse_other_tables
from records.replication.writer import Writer, ask_writer, read_address

LONGEST = 63  # letters of a name in PostgreSQL
QUIET = {"log_statement": "none", "log_min_duration_statement": "-1", "log_min_error_statement": "panic"}

_RIGHTS = """
SELECT current_setting('is_superuser')::boolean,
       EXISTS (SELECT FROM pg_roles WHERE rolname = 'pg_create_subscription' AND pg_has_role(oid, 'USAGE'))
       AND has_database_privilege(current_database(), 'CREATE')
"""


def subscribe(*, url: str, node: str, progress: Callable[[int, int], None]) -> int:
    """Follow the writer at `url`; return how many entries are here once the first copy is complete.

    `progress` is told how many entries were copied, of how many. Raises CannotReplicate.
    """
    address, name = read_address(url), name_of(node)
    refuse_other_tables()
    _refuse_missing_right(address)
    known = subscription()
    with ask_writer(address) as writer:
        writer.refuse_unless_published()
        _refuse_wrong_slot(writer, known or name, is_new=known is None)
        make_table()
        if known is None:
            _refuse_unready_table(writer)
        total = writer.count()
    _change(address, known) if known else _create(address, name)
    wait_until_copied(total=total, progress=progress)
    return Published.objects.count()


def name_of(node: str) -> str:
    """What the subscription and its slot are called: small letters, digits and underscores."""
    plain = re.sub(r"[^a-z0-9]+", "_", node.lower()).strip("_")
    if not plain:
        raise CannotReplicate("A node's name has letters or digits: choose one with --name.")
    return f"{SLOTS}{plain}"[:LONGEST]


def _refuse_missing_right(address: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_RIGHTS)
        is_superuser, may_subscribe = cursor.fetchone()
    if not (is_superuser or (may_subscribe and conninfo_to_dict(address).get("password"))):
        raise CannotReplicate(
            "Subscribing needs a superuser of the node's database. Since PostgreSQL 16 the database's owner may too, after"
            " GRANT pg_create_subscription TO it, with a password in the writer's address."
        )


def _refuse_wrong_slot(writer: Writer, name: str, *, is_new: bool) -> None:
    slot = writer.slot(name)
    if is_new and slot:
        raise CannotReplicate(
            f"The writer already keeps a place called {name}. Give this node another --name; or, if this is the same node,"
            f" made anew, drop the place on the writer: SELECT pg_drop_replication_slot('{name}');"
        )
    if not is_new and (slot is None or slot.is_lost):
        raise CannotReplicate(
            f"The writer no longer keeps this node's place, {name}: start again from an empty database (docs/operations.md)."
        )


def _refuse_unready_table(writer: Writer) -> None:
    if Published.objects.exists():
        raise CannotReplicate("This register has entries that no writer sent: start from an empty database.")
    here = {field.column for field in Published._meta.local_fields}
    if missing := sorted(writer.columns() - here):
        raise CannotReplicate(
            f"The writer's register has columns that this code does not know ({', '.join(missing)}): run the same release."
        )


def _create(address: str, name: str) -> None:
    with _statement_kept_out_of_the_log():
        _run(
            sql.SQL("CREATE SUBSCRIPTION {} CONNECTION {} PUBLICATION {}").format(
                sql.Identifier(name), sql.Literal(address), sql.Identifier(PUBLICATION)
            )
        )


def _change(address: str, name: str) -> None:
    with _statement_kept_out_of_the_log():
        _run(
            sql.SQL("ALTER SUBSCRIPTION {} CONNECTION {}").format(sql.Identifier(name), sql.Literal(address))
        )
    _run(sql.SQL("ALTER SUBSCRIPTION {} ENABLE").format(sql.Identifier(name)))


def _run(statement: sql.Composable) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        # the cause's context would repeat the statement
        raise CannotReplicate(f"The node's database refused: {first_line(error)}.") from None


@contextmanager
def _statement_kept_out_of_the_log() -> Iterator[None]:
    """Stop the server from logging the next statement, which has a password in it; only a superuser may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')::boolean")
        if cursor.fetchone()[0]:
            for setting, value in QUIET.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [setting, value])
    try:
        yield
    finally:
        connection.close()  # and with it what was set
