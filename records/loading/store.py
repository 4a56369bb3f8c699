"""Writes one checked entry to the desk, or finds that nothing about it has changed."""

from typing import Literal

from django.db import models

from records.kinds.base import Kind, Publishable, Record, row_lists, with_citations
from records.loading.shape import Shape, parent_column, shape_of
from records.loading.validate import Valid

Outcome = Literal["created", "changed", "unchanged"]


def store(valid: Valid, existing: Publishable | None, *, by: str) -> Outcome:
    """Create or replace the entry; its state and its history of publication stay as they are."""
    if existing and not differs(valid, existing):
        return "unchanged"
    entry = existing or valid.kind.model(created_by=by)
    for column, value in {**valid.shape.columns, "sensitivity": valid.sensitivity, "edited_by": by}.items():
        setattr(entry, column, value)
    entry.save(force_insert=existing is None)
    _replace_rows(valid, entry, replacing=existing is not None)
    return "changed" if existing else "created"


def entries_on_desk(valid: list[Valid]) -> dict[tuple[str, str], Publishable]:
    """What the desk holds now of these entries, by kind and id."""
    by_kind: dict[str, list[Valid]] = {}
    for entry in valid:
        by_kind.setdefault(entry.kind.name, []).append(entry)
    return {
        (kind, str(item.pk)): item
        for kind, entries in by_kind.items()
        for item in _fetch(entries[0].kind, [entry.entry.id for entry in entries])
    }


def _fetch(kind: Kind, ids: list[str]) -> list[Publishable]:
    return list(with_citations(kind.model._default_manager.filter(pk__in=ids), kind.document()))


def differs(valid: Valid, existing: Publishable) -> bool:
    """Whether storing would change the desk."""
    return existing.sensitivity != valid.sensitivity or desk_shape(valid, existing) != valid.shape


def desk_shape(valid: Valid, existing: Publishable) -> Shape:
    """The desk's entry in the shape in which it would be loaded."""
    document = dict(valid.kind.document(existing).data)
    reader = valid.kind.document(data=document)
    reader.is_valid(raise_exception=True)
    return shape_of(reader, reader.validated_data)


def kinds_of_records(ids: list[str]) -> dict[str, str]:
    """The kind of each record on the desk; ids are permanent, and so are kinds."""
    return dict(Record.objects.filter(pk__in=ids).values_list("pk", "kind"))


def _replace_rows(valid: Valid, entry: Publishable, *, replacing: bool) -> None:
    for field in row_lists(valid.kind.document()).values():
        model: type[models.Model] = field.child.Meta.model
        parent = parent_column(model, type(entry))
        if replacing:
            model._default_manager.filter(**{parent: entry}).delete()
        model._default_manager.bulk_create(
            model(**{parent: entry}, position=position, **row)
            for position, row in enumerate(valid.shape.rows[field.source])
        )
