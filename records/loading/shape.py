"""Between a validated document and the desk's tables: its columns, its rows, and what it refers to.

Both the loader and the comparison "has anything changed?" use the same shape, so that they cannot disagree.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple, cast

from django.db import models

from records.kinds.base import Reference, row_lists, shared
from records.loading.reader import Where


@dataclass(frozen=True)
class Shape:
    """Column values of an entry, and the columns of each of its rows, in order."""

    columns: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]


class Cited(NamedTuple):
    """A reference from a field to an entry of another table."""

    where: Where
    model: type[models.Model]
    id: str


def shape_of(serializer: Any, validated: dict[str, Any]) -> Shape:
    """Complete columns and rows: what was left out takes the model's default."""
    rows = {
        field.source: [_columns(field.child, row) for row in validated.get(field.source, [])]
        for field in row_lists(serializer).values()
    }
    return Shape(_columns(serializer, validated), rows)


def references(serializer: Any, data: Any, where: Where = ()) -> Iterator[Cited]:
    """Everything that well-formed parts of unchecked data refer to, so that a bad entry still has its references checked."""
    if not isinstance(data, dict):
        return
    cited, lists = _what_refers(type(serializer))  # type: ignore[arg-type]
    for name, model in cited:
        if slug := _id_in(data.get(name)):
            yield Cited((*where, name), model, slug)
    for name, child in lists:
        rows = data.get(name)
        for position, row in enumerate(rows if isinstance(rows, list) else []):
            yield from references(child, child.as_mapping(row), (*where, name, position))


@cache
def _what_refers(document: Hashable) -> tuple[list[tuple[str, type[models.Model]]], list[tuple[str, Any]]]:
    """The fields of a document that refer to an entry of a table, and its lists of rows, by name."""
    serializer = shared(cast("type[Any]", document))
    cited = [
        (name, serializer.Meta.model._meta.get_field(field.source).related_model)
        for name, field in serializer.fields.items()
        if isinstance(field, Reference)
    ]
    return cited, [(name, field.child) for name, field in row_lists(serializer).items()]


def _id_in(value: Any) -> str | None:
    slug = value.get("id") if isinstance(value, dict) else value
    return slug if isinstance(slug, str) else None


def parent_column(model: type[models.Model], parent: type[models.Model]) -> str:
    """The foreign key by which a row belongs to its entry."""
    for column in model._meta.fields:
        if isinstance(column, models.ForeignKey) and issubclass(parent, column.related_model):
            return column.name
    raise LookupError(f"{model.__name__} has no foreign key to {parent.__name__}")


def _columns(serializer: Any, validated: dict[str, Any]) -> dict[str, Any]:
    return {
        column: validated[source] if source in validated else absent()
        for column, source, absent in _columns_of(type(serializer))  # type: ignore[arg-type]
    }


@cache
def _columns_of(document: Hashable) -> list[tuple[str, str, Callable[[], Any]]]:
    """Each column that a document fills, where its value stands in validated data, and what it is when left out."""
    serializer = shared(cast("type[Any]", document))
    skipped = row_lists(serializer)
    written = [
        field for name, field in serializer.fields.items() if not field.read_only and name not in skipped
    ]
    return [column for field in written for column in _columns_of_field(serializer.Meta.model, field)]


def _columns_of_field(model: type[models.Model], field: Any) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    if field.source == "*":
        for name, value in field.run_validation(None).items():
            yield name, name, partial(_same, value)
        return
    column: Any = model._meta.get_field(field.source)
    if isinstance(field, Reference):
        yield str(column.attname), str(field.source), partial(_same, None)
    else:
        yield str(field.source), str(field.source), column.get_default


def _same(value: Any) -> Any:
    return value
