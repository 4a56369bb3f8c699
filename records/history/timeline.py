"""The changes of an entry, newest first, and what each of them did to which row.

A change is what one transaction wrote for one reason, in however many tables. Lines are followed in their order from the
state before, row by row, so that changes that overlapped in time are told apart.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max, Min

from records.history.states import State, lines_of, state_at
from records.history.tables import Values, Watched, tables_of
from records.history.tracking import event_model_of

TOGETHER = ("pgh_transaction", "pgh_created_at", "pgh_context", "pgh_role")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Touched:
    """What a change did to a row: null before where it made the row, null after where it deleted it."""

    table: Watched
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Change:
    """When, who and why; `order` is the place of its last line. `who` is empty for SQL from outside the desk."""

    order: int
    first: int
    at: datetime
    who: str
    why: str
    role: str
    key: Key = field(repr=False)


def changes_of(model: type[models.Model], slug: str) -> list[Change]:
    """Every change of an entry, newest first; none where the id was never one of this kind."""
    if not event_model_of(model).objects.filter(**{model._meta.pk.name: slug}).exists():
        return []
    spans: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for table in tables_of(model):
        found = lines_of(table, model, slug).values(*TOGETHER)
        for line in found.annotate(first=Min("pgh_id"), last=Max("pgh_id")).order_by():
            spans[_key(line)].append((line["first"], line["last"]))
    changes = [_change(key, each) for key, each in spans.items()]
    return sorted(changes, key=lambda change: -change.order)


def rows_touched(
    model: type[models.Model], slug: str, changes: Iterable[Change]
) -> dict[Key, dict[Any, Touched]]:
    """What these changes did, by the key of each and then by row."""
    found = list(changes)
    if not found:
        return {}
    first, last = min(change.first for change in found), max(change.order for change in found)
    state = state_at(model, slug, order=first - 1)
    touched: dict[Key, dict[Any, Touched]] = defaultdict(dict)
    for _order, table, line in sorted(_lines_between(model, slug, first, last), key=lambda each: each[0]):
        _follow(state, touched[_key(line)], table, line)
    return touched


def _lines_between(
    model: type[models.Model], slug: str, first: int, last: int
) -> Iterable[tuple[int, Watched, dict[str, Any]]]:
    for table in tables_of(model):
        lines = lines_of(table, model, slug).filter(pgh_id__range=(first, last))
        for line in lines.values("pgh_id", "pgh_label", *TOGETHER, *table.columns):
            yield line["pgh_id"], table, line


def _follow(state: State, touched: dict[Any, Touched], table: Watched, line: dict[str, Any]) -> None:
    """Take one step: a row that a change touches several times is told as one."""
    row = table, line[table.key]
    before = state.pop(row, None)
    after = None if line["pgh_label"] == "delete" else {name: line[name] for name in table.columns}
    if after is not None:
        state[row] = after
    earlier = touched.get(row)
    touched[row] = Touched(table, earlier.before if earlier else before, after)


def _key(line: dict[str, Any]) -> Key:
    return tuple(
        json.dumps(line[name], sort_keys=True) if name == "pgh_context" else line[name] for name in TOGETHER
    )


def _change(key: Key, spans: list[tuple[int, int]]) -> Change:
    _transaction, at, context, role = key
    said = json.loads(context) or {}
    return Change(
        order=max(last for _, last in spans),
        first=min(first for first, _ in spans),
        at=at,
        who=str(said.get("who", "")),
        why=str(said.get("why", "")),
        role=role,
        key=key,
    )
