"""Reads entries with everything that their documents show, in one statement a kind.

The statement is made from a document's serializer and its models' columns: PostgreSQL returns each entry with its rows and
what they cite as one JSON array, and the arrays become model instances again. The serializer renders those, so that a
document is the same however its entry was read. Django's prefetching makes a query for each table, and takes several times
as long.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from records.kinds.base.document_fields import Reference
from records.kinds.base.document_part import ROWS
from records.kinds.base.documents import row_lists, shared
from records.statements import ask, one_trip

# Columns whose values are the same in JSON; of others the text is taken, and read as a form would read it.
SAME_IN_JSON = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.JSONField,
)

Known = dict[Any, Any]  # what is cited, by table and key: most is cited often


@dataclass(frozen=True)
class Table:
    """What is taken of a table: columns, what foreign keys cite, and lists of rows, in this order in an array."""

    model: type[models.Model]
    columns: tuple[Any, ...]
    cited: "tuple[tuple[Any, Table], ...]" = ()
    lists: "tuple[tuple[Any, Table], ...]" = ()

    def instance(self, values: list[Any], known: Known) -> Any:
        """The model's instance that an array stands for, with what it cites and its rows in their places."""
        own, further = values[: len(self.columns)], iter(values[len(self.columns) :])
        for position, read in self._read:
            own[position] = read(own[position])
        made = self._made(own)
        for column, table in self.cited:
            if shown := next(further):
                made._state.fields_cache[column.name] = table.known_instance(shown, known)
        if self.lists:
            made.__dict__[ROWS] = {
                relation.name: [table.instance(row, known) for row in next(further) or ()]
                for relation, table in self.lists
            }
        return made

    def _made(self, values: list[Any]) -> Any:
        """What `from_db` makes of all columns of a table, without its questions about each."""
        made = self.model.__new__(self.model)
        made._state = ModelState()
        made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
        made.__dict__.update(zip(self._names, values, strict=True))
        return made

    def known_instance(self, values: list[Any], known: Known) -> Any:
        """The same, made once for each key; it stands first."""
        key = self.model, self._names, values[0]
        if key not in known:
            known[key] = self.instance(values, known)
        return known[key]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(column.attname for column in self.columns)

    @cached_property
    def _read(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [
            (position, column.to_python)
            for position, column in enumerate(self.columns)
            if not _is_same_in_json(column)
        ]


@dataclass(frozen=True)
class Whole:
    """How entries of a kind are locked and read."""

    table: Table
    lock: str
    read: str


def read_whole(document: Any, ids: Iterable[str], *, lock: bool = False) -> list[Any]:
    """The entries of a kind with these ids, by id, each with the rows and citations that `document` shows.

    With `lock` they stay as they are until the transaction ends. That is a statement before the other: what is read after
    waiting for a lock is what its last holder left.
    """
    with one_trip():
        found = ask_whole(document, ids, lock=lock)
    return found()


def ask_whole(document: Any, ids: Iterable[str], *, lock: bool = False) -> Callable[[], list[Any]]:
    """Ask for the same; it is waited for when what this returns is called."""
    whole, wanted, known = _whole(document), [list(ids)], Known()
    if lock:
        ask(whole.lock, wanted)
    found = ask(whole.read, wanted)
    return lambda: [whole.table.instance(orjson.loads(told), known) for (told,) in found.rows()]


def let_go_of_rows(entry: Any) -> None:
    """Forget what an entry was read with: rows and citations hold most of the memory."""
    entry.__dict__.pop(ROWS, None)
    entry._state.fields_cache.clear()


@cache
def _whole(document: Any) -> Whole:
    table = _table(shared(document))
    model, key = table.model, _column(table.model._meta.pk, 0)
    found = f"FROM {_joined(model, 0)} WHERE {key} = ANY (%s) ORDER BY {key}"
    return Whole(
        table, lock=f"SELECT {key} {found} FOR UPDATE", read=f"SELECT {_array(table, 0)}::text {found}"
    )


def _table(serializer: Any) -> Table:
    """What a serializer shows of an entry or of a row, and all columns of it."""
    model = serializer.Meta.model
    cited = (field for field in serializer.fields.values() if isinstance(field, Reference))
    lists = row_lists(serializer).values()
    return Table(
        model,
        tuple(model._meta.concrete_fields),
        tuple((model._meta.get_field(field.source), _cited(model, field)) for field in cited),
        tuple((model._meta.get_field(field.source), _table(field.child)) for field in lists),
    )


def _cited(model: Any, field: Any) -> Table:
    """The key of what is cited, and what is shown of it."""
    target = model._meta.get_field(field.source).related_model
    return Table(target, (target._meta.pk, *map(target._meta.get_field, field.shows)))


def _array(table: Table, depth: int) -> str:
    """SQL of the array that a row of a table becomes."""
    parts = [
        *(_value(column, depth) for column in table.columns),
        *(_citation(column, cited, depth) for column, cited in table.cited),
        *(_list(relation, rows, depth + 1) for relation, rows in table.lists),
    ]
    return f"json_build_array({', '.join(parts)})"


def _value(column: Any, depth: int) -> str:
    return _column(column, depth) + ("" if _is_same_in_json(column) else "::text")


def _citation(column: Any, cited: Table, depth: int) -> str:
    found = f"{_column(column.target_field, depth + 1)} = {_column(column, depth)}"
    return f"(SELECT {_array(cited, depth + 1)} FROM {_joined(cited.model, depth + 1)} WHERE {found})"  # noqa: S608


def _list(relation: Any, rows: Table, depth: int) -> str:
    """All rows of an entry, in the order in which their model keeps them."""
    own = relation.field
    kept = [_sorted_by(rows.model, name) for name in rows.model._meta.ordering or ()]
    order = f"ORDER BY {', '.join(_column(column, depth) for column in kept)}"
    found = f"{_column(own, depth)} = {_column(own.target_field, depth - 1)}"
    return f"(SELECT json_agg({_array(rows, depth)} {order}) FROM {_joined(rows.model, depth)} WHERE {found})"  # noqa: S608


def _sorted_by(model: Any, name: Any) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _joined(model: type[models.Model], depth: int) -> str:
    """A model's table, and the tables of the models that it extends."""
    joined = _named(model, depth)
    for parent, link in model._meta.parents.items():
        joined += (
            f" JOIN {_named(parent, depth)} ON {_column(parent._meta.pk, depth)} = {_column(link, depth)}"
        )
    return joined


def _named(model: type[models.Model], depth: int) -> str:
    return f"{_quoted(model._meta.db_table)} AS {_alias(model, depth)}"


def _column(column: Any, depth: int) -> str:
    return f"{_alias(column.model, depth)}.{_quoted(column.column)}"


def _alias(model: type[models.Model], depth: int) -> str:
    """A table that cites itself is named twice in a statement."""
    return _quoted(f"{model._meta.db_table}_{depth}")


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _is_same_in_json(column: Any) -> bool:
    return isinstance(getattr(column, "target_field", column), SAME_IN_JSON)
