"""The columns of a kind, from its document: lists go down the rows, everything else goes across.

`participants.role` is the role of one participant, and the next one stands a row below. The same columns make the template
and the export, and read an import, so they cannot disagree. A kind's columns change only with its document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rest_framework import serializers

from records.intake.tables import cells
from records.intake.tables.cells import Sort
from records.kinds import KINDS
from records.kinds.base import Publishable, Quantity, Reference, When, shared
from records.kinds.base.document_fields import WholeNumber, YesNo

KIND_COLUMN = "kind"
SENSITIVITY = "sensitivity"


@dataclass(frozen=True)
class Column:
    """One column: its name in the header, the value it holds and what to tell people about it."""

    name: str
    help: str
    sort: Sort
    words: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Level:
    """One mapping: an entry, a part of it, or an item of a list. The item of a `bare` level is its only value."""

    own: dict[str, Column] = field(default_factory=dict)
    parts: dict[str, "Level"] = field(default_factory=dict)
    lists: dict[str, "Level"] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    bare: bool = False

    def across(self) -> Iterator[Column]:
        """The columns that begin an item, in the document's order: all but those of lists inside it."""
        for key in self.order:
            if key in self.own:
                yield self.own[key]
            elif key in self.parts:
                yield from self.parts[key].across()

    def columns(self) -> Iterator[Column]:
        yield from self.across()
        for inner in self.lists.values():
            yield from inner.columns()

    def by_field(self) -> dict[str, list[Column]]:
        """The columns of each field of the mapping."""
        inner = {key: list(level.columns()) for key, level in (self.parts | self.lists).items()}
        return {key: [column] for key, column in self.own.items()} | inner


@cache
def level_of(kind_name: str) -> Level:
    """What a row of this kind can hold, without the name of the kind."""
    document = shared(KINDS[kind_name].document)
    level = _level(document, "", document)
    column: Any = Publishable._meta.get_field(SENSITIVITY)
    words = tuple(value for value, _ in column.choices)
    said = "An import sets it only where the desk has none."
    level.own[SENSITIVITY] = Column(SENSITIVITY, f"{column.help_text} {said}", cells.TEXT, words)
    level.order.append(SENSITIVITY)
    return level


def names_of(kind_name: str) -> list[str]:
    """The header of a table of this kind."""
    return [KIND_COLUMN, *(column.name for column in level_of(kind_name).columns())]


def _level(serializer: Any, prefix: str, document: Any) -> Level:
    level = Level()
    for name, given in serializer.fields.items():
        if not given.read_only:
            level.order.append(name)
            _add(level, name, given, f"{prefix}{name}", document)
    return level


def _add(level: Level, key: str, given: Any, name: str, document: Any) -> None:
    if isinstance(given, When):
        note = Column(f"{name}.note", "How the date was derived, if not simply printed.", cells.TEXT)
        level.parts[key] = _flat({"edtf": _column(name, given, cells.DAY), "note": note})
    elif isinstance(given, serializers.ListSerializer):
        level.lists[key] = _items(given, name, document)
    elif isinstance(given, serializers.ListField):
        level.lists[key] = _flat({"": _column(name, given, cells.TEXT)}, bare=True)
    elif isinstance(given, serializers.Serializer):
        level.parts[key] = _level(given, f"{name}.", document)
    else:
        level.own[key] = _column(name, given, _sort(given, document))


def _flat(own: dict[str, Column], *, bare: bool = False) -> Level:
    """A level without anything inside."""
    return Level(own, order=list(own), bare=bare)


def _items(given: Any, name: str, document: Any) -> Level:
    if getattr(given.child, "is_citation", False):
        (cited,) = given.child.fields.values()
        return _flat({"": _column(name, cited, cells.ID)}, bare=True)
    return _level(given.child, f"{name}.", document)


def _column(name: str, given: Any, sort: Sort) -> Column:
    words = tuple(map(str, given.choices)) if isinstance(given, serializers.ChoiceField) else sort.words
    return Column(name, str(given.help_text or ""), sort, words, bool(given.required))


def _sort(given: Any, document: Any) -> Sort:
    sorts: dict[type[Any], Sort] = {
        Quantity: cells.QUANTITY,
        WholeNumber: cells.WHOLE_NUMBER,
        YesNo: cells.YES_OR_NO,
        Reference: cells.ID,
        serializers.DecimalField: cells.NUMBER,
        serializers.JSONField: cells.stated_by(document),
    }
    return next((sort for known, sort in sorts.items() if isinstance(given, known)), cells.TEXT)
