"""What a kind's pages show: sections of its form, columns and filters of its list, what its search box looks through.

All of it follows from the kind's declaration and its columns; no kind is named here.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from records.kinds.base import Dated, Kind
from records.publishing.index import OTHER_NAMES

EDITORIAL = (
    "state",
    "created_by",
    "created_at",
    "edited_by",
    "edited_at",
)  # set by what editors do, never typed
RECORD_FIELDS = ("status", "status_note")
NEWEST_FIRST = (models.F("latest").desc(nulls_last=True), "id")  # an open end or an unknown year comes last
SEARCHABLE = (models.CharField, models.TextField, models.JSONField)

Section = tuple[str | None, dict[str, Any]]


def sections(kind: Kind, *, adding: bool) -> list[Section]:
    """The form's sections. `why` and `opened_at` are the form's own fields; the second is hidden."""
    editorial = ("sensitivity", *(() if adding else EDITORIAL), "why", "opened_at")
    if not kind.is_record:
        identification: list[Section] = [(None, {"fields": ("id", *_with_words(kind.editor.fields, adding))})]
    else:
        happened = ("date", "date_note", *RECORD_FIELDS, *kind.editor.fields)
        identification = [
            (None, {"fields": ("id", "title", "summary")}),
            ("What happened", {"fields": _with_words(happened, adding)}),
        ]
    return [*identification, ("Editorial", {"fields": editorial})]


def _with_words(fields: tuple[str, ...], adding: bool) -> tuple[str, ...]:
    """Beside a stored date, how the register reads it."""
    if adding or "date" not in fields:
        return fields
    after = fields.index("date") + 1
    return (*fields[:after], "date_in_words", *fields[after:])


def label_column(kind: Kind) -> str:
    """The column that people know an entry by."""
    return "title" if _has(kind.model, "title") else "name"


def list_columns(kind: Kind) -> tuple[str, ...]:
    """Columns of the list: what it is, when, how far, the kind's own, and where it stands editorially."""
    common = ("when", "status") if kind.is_record else ("id",)
    quantity = ("quantity_in_words",) if kind.quantity else ()
    return (label_column(kind), *common, *kind.editor.list_columns, *quantity, "live")


def list_filters(kind: Kind) -> tuple[str, ...]:
    common = ("status",) if kind.is_record else ()
    return ("state", *common, *kind.editor.list_filters, "sensitivity")


def ordering(kind: Kind) -> tuple[Any, ...]:
    """Newest first where there is a date, or else by name."""
    return NEWEST_FIRST if issubclass(kind.model, Dated) else (label_column(kind), "id")


def search_columns(kind: Kind) -> tuple[str, ...]:
    """The id, and what the public search looks through as far as it is text in a column."""
    found = (_text_column(kind.model, path.split(".")) for path in kind.search_paths)
    return tuple(dict.fromkeys(("id", *filter(None, found))))


def name_columns(kind: Kind) -> tuple[str, ...]:
    """What an entry is called: its label, then every other name of it that the public search knows."""
    others = (_text_column(kind.model, path.split(".")) for path in OTHER_NAMES if path in kind.search_paths)
    return tuple(dict.fromkeys((label_column(kind), *filter(None, others))))


def _text_column(model: type[models.Model], path: list[str]) -> str | None:
    """`outcomes.text` as `outcomes__text`; None for what is no column, such as a key inside JSON."""
    if not _has(model, path[0]):
        return None
    column = model._meta.get_field(path[0])
    if len(path) == 1:
        return path[0] if isinstance(column, SEARCHABLE) else None
    if not column.related_model:
        return None
    below = _text_column(column.related_model, path[1:])
    return below and f"{path[0]}__{below}"


def _has(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def references(model: type[models.Model], names: tuple[str, ...]) -> Iterator[str]:
    """Those of the named columns that refer to another entry."""
    return (name for name in names if _has(model, name) and model._meta.get_field(name).many_to_one)
