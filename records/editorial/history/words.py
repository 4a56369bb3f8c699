"""What a change did to an entry, as lines for people: its own fields, then a line for each row that came, went or changed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import orjson
from django.db import models

from records.editorial.readable import Change, changes, in_words
from records.history.tables import Values, Watched
from records.history.timeline import Touched
from records.kinds.base import Kind, row_lists, shared
from records.kinds.base.fields import EdtfField

# Kept, but said elsewhere on the page, or derived from what is said.
UNSAID = {"kind", "earliest", "latest", "created_by", "created_at", "edited_by", "edited_at", "position"}

Names = dict[tuple[type[models.Model], str], str]  # what cited entries are called now


def changes_in_words(kind: Kind, touched: Iterable[Touched], names: Names) -> list[Change]:
    """What differs, field by field."""
    rows = list(touched)
    before, after = (_document(kind, rows, names, side) for side in ("before", "after"))
    return [_shortened(change, before, after) for change in changes(before, after) if change.differs]


def names_of_cited(touched: Iterable[Touched]) -> Names:
    """What everything that these rows cite is called now, a query a table; what is gone has no name."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for row in touched:
        for column in _references(row.table):
            ids = ((values or {}).get(column.name) for values in (row.before, row.after))
            wanted[column.remote_field.model].update(filter(None, ids))
    return {
        (model, str(item.pk)): str(item.label)  # type: ignore[attr-defined]
        for model, ids in wanted.items()
        for item in model._default_manager.filter(pk__in=ids)
    }


def _references(table: Watched) -> list[Any]:
    """Foreign keys but for the one to the row's own entry."""
    columns = (column for column in table.model._meta.local_fields if column.is_relation)
    return [column for column in columns if column.name not in (table.owner, table.key)]


def _document(kind: Kind, rows: list[Touched], names: Names, side: str) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: _position(getattr(row, side))):
        values: Values | None = getattr(row, side)
        if values is None:
            continue
        said = {name: _said(row.table, name, values[name], names) for name in _shown(row.table)}
        if row.table.is_own:
            document |= said
        else:
            document.setdefault(_list_name(kind, row.table), []).append(said)
    return document


def _position(values: Values | None) -> int:
    return int((values or {}).get("position") or 0)


def _shown(table: Watched) -> list[str]:
    return [name for name in table.columns if name not in {*UNSAID, table.owner, table.key}]


def _list_name(kind: Kind, table: Watched) -> str:
    """What the document calls a list of rows; another table goes by its own name."""
    lists = row_lists(shared(kind.document)).items()
    found = (name for name, field in lists if field.child.Meta.model is table.model)
    return next(found, str(table.model._meta.verbose_name))


def _said(table: Watched, name: str, value: Any, names: Names) -> Any:
    """A column's value as a document would have it, as far as it can be read."""
    if value is None or value == "":
        return None
    column: Any = table.model._meta.get_field(name)
    if column.is_relation:
        label = names.get((column.remote_field.model, value))
        return f"{label} ({value})" if label else f"{value} (no longer on the desk)"
    said = {"edtf": value, "note": None} if isinstance(column, EdtfField) else value
    try:
        in_words(said)
    except (ValueError, TypeError, LookupError, AttributeError):  # SQL from elsewhere may leave anything
        return orjson.dumps(value, default=str).decode()
    return said


def _shortened(change: Change, before: dict[str, Any], after: dict[str, Any]) -> Change:
    """Of a list of rows only those that differ."""
    field = change.field.replace(" ", "_")
    if not any(isinstance(side.get(field), list) for side in (before, after)):
        return change
    return Change(
        change.field,
        [line for line in change.live if line.differs],
        [line for line in change.desk if line.differs],
    )
