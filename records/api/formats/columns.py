"""The columns of a table of documents: one for each plain value of a kind's document, named by its path.

They are derived from the document's declaration alone, never from the data, so every export of a collection has the same
ones in the same order. Where a path leads through a list, its values stand side by side in one cell, with `|` between them,
in the order of the list: the third role belongs to the third actor. A `|` or a backslash inside a value has a backslash
before it. What is a list or a mapping inside such a list is written as JSON.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import orjson
from rest_framework import serializers

from records.kinds import KINDS
from records.kinds.base import Quantity, Reference, When
from records.kinds.base.document_fields import WholeNumber, YesNo
from records.kinds.base.documents import shared

BETWEEN = "|"

ALWAYS = ("id", "kind")  # what every document and every row is known by

Type = Literal["text", "whole", "number", "yes-no", "day"]
Path = tuple[str, ...]

# What the fields hold that are computed: the rest of them is text.
COMPUTED: Mapping[str, Type] = {"version": "whole", "schema": "whole", "contested": "yes-no"}
OF_A_DATE: Mapping[str, tuple[Type, str]] = {
    "edtf": ("text", "The date in EDTF, never more precise than the source."),
    "earliest": ("day", "First day it can mean; empty: no bound."),
    "latest": ("day", "Last day it can mean; empty: no bound."),
    "note": ("text", "How the date was derived."),
}
OF_A_QUANTITY: Mapping[str, tuple[Type, str]] = {
    "low": ("whole", "Smallest number it can mean."),
    "high": ("whole", "Largest number it can mean."),
    "qualifier": ("text", "How the number is meant."),
    "text": ("text", "The source's wording."),
}


@dataclass(frozen=True)
class Column:
    """One plain value of a document: where it stands, what it holds, and whether there may be several.

    Of a value that stands alone: the words it is one of, and the kind whose id it is.
    """

    path: Path
    type: Type
    help: str
    is_list: bool = False
    words: tuple[str, ...] = ()
    cites: str | None = None

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def of(self, document: Mapping[str, Any]) -> Any:
        """The cell: a number, a truth, text, or None."""
        return _cell(document, self.path)


@cache
def columns_of(kinds: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a collection: those of its kinds, each once, the common ones first."""
    of_each = [_columns(kind) for kind in kinds]
    common = {column.name for column in of_each[0] if all(column in columns for columns in of_each)}
    together = {column.name: column for columns in of_each for column in columns}
    return tuple(sorted(together.values(), key=lambda column: column.name not in common))


def chosen(columns: tuple[Column, ...], names: Collection[str]) -> tuple[Column, ...]:
    """Those that are named, or lie below what is named; without names all of them."""
    wanted = {*names, *ALWAYS}
    return tuple(
        column for column in columns if not names or not wanted.isdisjoint(_names_above(column.path))
    )


def names_in(columns: Iterable[Column]) -> tuple[str, ...]:
    """Every name that can be chosen by: of each column, and of what it lies below."""
    return tuple(dict.fromkeys(name for column in columns for name in _names_above(column.path)))


def _names_above(path: Path) -> list[str]:
    return [".".join(path[: depth + 1]) for depth in range(len(path))]


def cells(columns: tuple[Column, ...], document: Mapping[str, Any]) -> list[Any]:
    """One row."""
    return [_cell(document, column.path) for column in columns]


@cache
def _columns(kind: str) -> tuple[Column, ...]:
    return tuple(_of_fields(shared(KINDS[kind].document).fields, (), within_list=False))


def _of_fields(fields: Mapping[str, Any], above: Path, *, within_list: bool) -> Iterator[Column]:
    for name, field in fields.items():
        yield from _of_field(field, (*above, name), within_list=within_list)


def _of_field(field: Any, path: Path, *, within_list: bool) -> Iterator[Column]:
    says = str(field.help_text or "")
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        yield from _of_list(field, path, within_list=within_list)
    elif isinstance(field, When | Quantity):
        parts = OF_A_DATE if isinstance(field, When) else OF_A_QUANTITY
        for part, (of_type, meaning) in parts.items():
            yield Column((*path, part), of_type, f"{says} {meaning}", within_list)
    elif isinstance(field, Reference):
        cites = None if within_list else field.cites
        yield Column((*path, "id"), "text", f"{says} (id)", within_list, cites=cites)
        for part in field.shows:
            yield Column((*path, part), "text", f"{says} ({part})", within_list)
    elif isinstance(field, serializers.Serializer):
        yield from _of_fields(field.fields, path, within_list=within_list)
    else:
        words = () if within_list else tuple(filter(None, getattr(field, "choices", ())))
        yield Column(path, _type_of(field, path[-1]), says, within_list, words=words)


def _of_list(field: Any, path: Path, *, within_list: bool) -> Iterator[Column]:
    if within_list:  # a list inside a list
        yield Column(path, "text", f"{field.help_text} As JSON.", is_list=True)
    elif isinstance(field.child, serializers.Serializer):
        if getattr(field.child, "is_citation", False):
            (alone,) = field.child.fields.values()
            yield from _of_field(alone, path, within_list=True)
        else:
            yield from _of_fields(field.child.fields, path, within_list=True)
    else:
        yield Column(path, "text", str(field.help_text or ""), is_list=True)


def _type_of(field: Any, name: str) -> Type:
    if isinstance(field, WholeNumber):
        return "whole"
    if isinstance(field, YesNo):
        return "yes-no"
    if isinstance(field, serializers.DecimalField):
        return "number"
    return COMPUTED.get(name, "text") if isinstance(field, serializers.SerializerMethodField) else "text"


def _cell(value: Any, path: Path) -> Any:
    for depth, step in enumerate(path):
        if isinstance(value, list):
            return BETWEEN.join(_in_a_list(_inside(item, path[depth:])) for item in value) or None
        if value is None:
            return None
        value = value.get(step)
    if isinstance(value, list):
        return BETWEEN.join(map(_in_a_list, value)) or None
    return orjson.dumps(value).decode() if isinstance(value, dict) else value


def _inside(value: Any, path: Path) -> Any:
    """What stands at a path inside one item of a list; lists and mappings there as they are."""
    for step in path:
        if value is None:
            return None
        value = value.get(step)
    return value


def _in_a_list(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text.replace("\\", "\\\\").replace(BETWEEN, f"\\{BETWEEN}")
