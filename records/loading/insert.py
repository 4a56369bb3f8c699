"""Insert: many new rows of one model in one statement a table, as PostgreSQL's COPY takes them.

A row is its columns' values by name, as a model holds them; instances would take longer to make than to write. A child of
another table (a kind of record) is written to both. What `save` of a model derives is the caller's business, and so is
what the columns themselves would make of a value; only what is set on saving, and the words for JSON, are made here.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

from records.history.changing import say_beforehand

Row = Mapping[str, Any]


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Write new rows of one model. Raises IntegrityError, as saving them would."""
    if rows:
        say_beforehand()
        for table in (*reversed(model._meta.get_parent_list()), model):
            _copy(table, rows)


def _copy(table: type[models.Model], rows: Sequence[Row]) -> None:
    columns = [
        column for column in table._meta.local_concrete_fields if not isinstance(column, models.AutoField)
    ]
    prepared = [_preparation(column, rows[0]) for column in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(column.column)) for column in columns)
    statement = f"COPY {quote(table._meta.db_table)} ({names}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([prepare(row) for prepare in prepared])


def _preparation(column: Any, row: Row) -> Callable[[Row], Any]:
    """How a column's value is taken from rows like this one: most need nothing done to them."""
    link = column.remote_field
    if link and link.parent_link:  # the parent's key, which `save` would have copied
        return itemgetter(link.model._meta.pk.attname)
    if _is_set_on_save(column):
        return partial(_same, timezone.now())
    if column.attname not in row:
        return partial(_same, column.get_default())
    if isinstance(column, models.JSONField | models.DecimalField):
        return lambda row: column.get_db_prep_save(row[column.attname], connection)
    return itemgetter(column.attname)


def _same(value: Any, row: Row) -> Any:
    return value


def _is_set_on_save(column: Any) -> bool:
    return bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))
