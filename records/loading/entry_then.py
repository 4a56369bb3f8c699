"""An earlier state of an entry as a fixture, so that it takes the same way to the desk as any file."""

from typing import Any

from django.db import models

from records.history.states import State
from records.kinds import RECORD_KINDS
from records.kinds.base import Kind, Record, Reference, row_lists, shared
from records.kinds.base.document_part import ROWS
from records.loading.dump import as_fixture


def fixture_then(kind: Kind, state: State) -> dict[str, Any]:
    """What the rows of an earlier state say, references by id. Raises ValueError, TypeError or LookupError for nonsense."""
    own = {name: value for (table, _key), row in state.items() if table.is_own for name, value in row.items()}
    document = shared(kind.document)
    entry = _instance(kind.model, own, document)
    entry.__dict__[ROWS] = {
        field.source: _rows(state, field.child.Meta.model, field.child)
        for field in row_lists(document).values()
    }
    return as_fixture(kind, entry)


def _rows(state: State, model: type[models.Model], document: Any) -> list[Any]:
    rows = [_instance(model, row, document) for (table, _key), row in state.items() if table.model is model]
    return sorted(rows, key=lambda row: (row.position, row.pk))


def _instance(model: Any, values: dict[str, Any], document: Any) -> Any:
    """A row as it was; columns that the history did not have yet are what they are for a new one."""
    columns = (column for column in model._meta.concrete_fields if column.name in values)
    made = model(**{column.attname: values[column.name] for column in columns})
    for field in document.fields.values():
        if isinstance(field, Reference):
            _cite(made, model._meta.get_field(field.source))
    return made


def _cite(made: Any, column: Any) -> None:
    """Something that answers to the id. Whether it is still there is asked when the entry is checked."""
    slug = getattr(made, column.attname)
    if slug is None:
        return
    target = column.related_model(pk=slug)
    if isinstance(target, Record):
        target.kind = next(iter(RECORD_KINDS))
    made._state.fields_cache[column.name] = target
