"""Insert: many new rows of one model in one statement a table, as PostgreSQL's COPY takes them.

A child of another table (a kind of record) is written to both. What `save` of a model derives is the caller's business:
it is not called here, only its columns' own preparation is.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

from records.history.changing import say_for_copy


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model. Raises IntegrityError, as saving them would."""
    if rows:
        say_for_copy()
        model = type(rows[0])
        for table in (*reversed(model._meta.get_parent_list()), model):
            _copy(table, rows)


def _copy(table: type[models.Model], rows: Sequence[models.Model]) -> None:
    columns = [
        column for column in table._meta.local_concrete_fields if not isinstance(column, models.AutoField)
    ]
    prepared = [_preparation(column) for column in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(column.column)) for column in columns)
    statement = f"COPY {quote(table._meta.db_table)} ({names}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([prepare(row) for prepare in prepared])


def _preparation(column: Any) -> Callable[[models.Model], Any]:
    """How a column's value is taken from a row: most need nothing done to them."""
    link = column.remote_field
    if link and link.parent_link:  # the parent's key, which `save` would have copied
        return attrgetter(link.model._meta.pk.attname)
    if isinstance(column, models.JSONField | models.DecimalField) or _is_set_on_save(column):
        return lambda row: column.get_db_prep_save(column.pre_save(row, add=True), connection)
    return attrgetter(column.attname)


def _is_set_on_save(column: Any) -> bool:
    return bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))
