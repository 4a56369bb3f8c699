"""Between a validated document and the desk's tables: its columns, its rows, and what it refers to.

Both the loader and the comparison "has anything changed?" use the same shape, so that they cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from records.kinds.base import Reference, row_lists
from records.loading.reader import Where


@dataclass(frozen=True)
class Shape:
    """Column values of an entry, and the columns of each of its rows, in order."""

    columns: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Cited:
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
    for name, field in serializer.fields.items():
        if isinstance(field, Reference) and (slug := _id_in(data.get(name))):
            column = serializer.Meta.model._meta.get_field(field.source)
            yield Cited((*where, name), column.related_model, slug)
    for name, field in row_lists(serializer).items():
        rows = data.get(name)
        for position, row in enumerate(rows if isinstance(rows, list) else []):
            yield from references(field.child, field.child.as_mapping(row), (*where, name, position))


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
    columns: dict[str, Any] = {}
    skipped = row_lists(serializer)
    for name, field in serializer.fields.items():
        if field.read_only or name in skipped:
            continue
        if field.source == "*":
            absent = field.run_validation(None)
            columns |= {column: validated.get(column, value) for column, value in absent.items()}
        else:
            columns |= _column(serializer.Meta.model, field, validated)
    return columns


def _column(model: type[models.Model], field: Any, validated: dict[str, Any]) -> dict[str, Any]:
    column: Any = model._meta.get_field(field.source)
    if isinstance(field, Reference):
        return {str(column.attname): validated.get(str(field.source))}
    value = validated[field.source] if field.source in validated else column.get_default()
    return {field.source: value}
