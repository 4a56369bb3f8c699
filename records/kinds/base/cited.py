"""Fetches entries with everything that their documents show: their rows, and what they and their rows cite.

One query a table, whatever the number of entries and of columns that cite it. Django's own prefetching makes one for each
column, and assigns what it found several times more slowly.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from records.kinds.base.document_fields import Reference
from records.kinds.base.documents import row_lists, shared

Column = tuple[Any, tuple[str, ...]]  # a foreign key, and what of its target is shown


def with_citations(entries: models.QuerySet[Any], document: type[Any]) -> list[Any]:
    """The entries, fetched, with the rows and citations that this document shows."""
    serializer = shared(document)
    rows = row_lists(serializer)
    found = list(entries.prefetch_related(*(field.source for field in rows.values())))
    of_rows = [(_rows(found, field), _references(field.child)) for field in rows.values()]
    _attach([(found, _references(serializer)), *of_rows])
    return found


def _rows(entries: list[Any], field: Any) -> list[Any]:
    return [row for entry in entries for row in getattr(entry, field.source).all()]


def _references(serializer: Any) -> list[Column]:
    model = serializer.Meta.model
    return [
        (model._meta.get_field(field.source), field.shows)
        for field in serializer.fields.values()
        if isinstance(field, Reference)
    ]


def _attach(citing: Iterable[tuple[list[Any], list[Column]]]) -> None:
    """Put what is cited where each foreign key looks for it first."""
    wanted: dict[type[models.Model], set[str]] = {}
    shown: dict[type[models.Model], set[str]] = {}
    for instances, columns in citing:
        for column, shows in columns:
            wanted.setdefault(column.related_model, set()).update(_cited_by(instances, column))
            shown.setdefault(column.related_model, set()).update(shows)
    cited = {
        model: model._default_manager.only(*shown[model]).in_bulk(ids) for model, ids in wanted.items() if ids
    }
    for instances, columns in citing:
        for column, _ in columns:
            there = cited.get(column.related_model, {})
            for instance in instances:
                if target := there.get(getattr(instance, column.attname)):
                    instance._state.fields_cache[column.name] = target


def _cited_by(instances: list[Any], column: Any) -> Iterator[str]:
    return (slug for instance in instances if (slug := getattr(instance, column.attname)) is not None)
