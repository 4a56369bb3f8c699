"""Writes checked entries to the desk, many at a time, and finds those of which nothing has changed."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django.db import connection, models

from records.kinds import KINDS
from records.kinds.base import Dated, Kind, Publishable, Record, read_whole, row_lists, shared
from records.loading.insert import insert
from records.loading.shape import Shape, parent_column, shape_of
from records.loading.validate import Valid

Outcome = Literal["created", "changed", "unchanged"]
OnDesk = dict[tuple[str, str], Publishable]


def store(batch: Sequence[Valid], there: OnDesk, *, by: str) -> list[Outcome]:
    """Create or replace the entries; their state and their history of publication stay as they are.

    `there` is what the desk holds of them. Raises IntegrityError when the database refuses any.
    """
    outcomes = [_outcome(valid, there.get(valid.key)) for valid in batch]
    writing = [valid for valid, outcome in zip(batch, outcomes, strict=True) if outcome != "unchanged"]
    for kind in {valid.kind.name: valid.kind for valid in writing}.values():
        _write([valid for valid in writing if valid.kind is kind], there, kind, by=by)
    return outcomes


def _outcome(valid: Valid, existing: Publishable | None) -> Outcome:
    if existing is None:
        return "created"
    return "changed" if differs(valid, existing) else "unchanged"


def _write(batch: Sequence[Valid], there: OnDesk, kind: Kind, *, by: str) -> None:
    """Entries of one kind with their rows."""
    for valid in batch:
        if existing := there.get(valid.key):
            _fill(existing, valid, by=by).save()
    new = [valid for valid in batch if valid.key not in there]
    blank = vars(kind.model(created_by=by))
    insert(kind.model, [vars(_derived(_fill(_copy(kind.model, blank), valid, by=by))) for valid in new])
    for field in row_lists(shared(kind.document)).values():
        _replace_rows(field, kind, batch, replacing=[valid.entry.id for valid in batch if valid.key in there])


def _copy(model: type[Publishable], columns: dict[str, Any]) -> Publishable:
    """A new entry to be filled, as the model makes one, in a tenth of the time."""
    entry = model.__new__(model)
    entry.__dict__.update(columns)
    return entry


def _fill(entry: Publishable, valid: Valid, *, by: str) -> Publishable:
    for column, value in valid.shape.columns.items():
        setattr(entry, column, value)
    entry.sensitivity, entry.edited_by = valid.sensitivity, by
    return entry


def _derived(entry: Publishable) -> Publishable:
    """What saving one entry by itself would derive."""
    if isinstance(entry, Record):
        entry.kind = entry.kind_name
    if isinstance(entry, Dated):
        entry.derive_period()
    return entry


def take_stock(kinds: Iterable[Kind]) -> None:
    """Tell the planner how much the tables of these kinds hold now, as it will be told some minutes after a large load.

    What it planned while they were small goes through all of them, batch after batch.
    """
    written = {model for kind in kinds for model in _models_of(kind)}
    tables = ", ".join(sorted(connection.ops.quote_name(model._meta.db_table) for model in written))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _models_of(kind: Kind) -> list[type[models.Model]]:
    rows = (field.child.Meta.model for field in row_lists(shared(kind.document)).values())
    return [kind.model, *kind.model._meta.get_parent_list(), *rows]


def entries_on_desk(valid: Iterable[Valid]) -> OnDesk:
    """What the desk holds now of these entries, by kind and id."""
    return {
        (kind.name, str(item.pk)): item
        for kind, ids in _ids_by_kind(valid)
        for item in read_whole(kind.document, ids)
    }


def edited_by_others(valid: Sequence[Valid], *, by: str) -> list[Valid]:
    """Those that the desk holds and that someone else saved last."""
    edited = {
        (kind.name, slug)
        for kind, ids in _ids_by_kind(valid)
        for slug in kind.model._default_manager.filter(pk__in=ids)
        .exclude(edited_by=by)
        .values_list("pk", flat=True)
    }
    return [entry for entry in valid if entry.key in edited]


def _ids_by_kind(valid: Iterable[Valid]) -> list[tuple[Kind, list[str]]]:
    ids: dict[str, list[str]] = {}
    for entry in valid:
        ids.setdefault(entry.kind.name, []).append(entry.entry.id)
    return [(KINDS[kind], slugs) for kind, slugs in ids.items()]


def differs(valid: Valid, existing: Publishable) -> bool:
    """Whether storing would change the desk."""
    return existing.sensitivity != valid.sensitivity or desk_shape(valid, existing) != valid.shape


def desk_shape(valid: Valid, existing: Publishable) -> Shape:
    """The desk's entry in the shape in which it would be loaded."""
    reader = shared(valid.kind.document)
    return shape_of(reader, reader.run_validation(reader.to_representation(existing)))


def kinds_of_records(ids: list[str]) -> dict[str, str]:
    """The kind of each record on the desk; ids are permanent, and so are kinds."""
    return dict(Record.objects.filter(pk__in=ids).values_list("pk", "kind"))


def _replace_rows(field: Any, kind: Kind, batch: Sequence[Valid], *, replacing: list[str]) -> None:
    model: type[models.Model] = field.child.Meta.model
    column: Any = model._meta.get_field(parent_column(model, kind.model))
    if replacing:
        model._default_manager.filter(**{f"{column.name}__in": replacing}).delete()
    insert(
        model,
        [
            {column.attname: valid.entry.id, "position": position, **row}
            for valid in batch
            for position, row in enumerate(valid.shape.rows[field.source])
        ],
    )
