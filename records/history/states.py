"""What an entry was at a place in the order of changes: the last line of each of its rows, without those deleted by then."""

from typing import Any

from django.db import models
from django.db.models import QuerySet

from records.history.tables import Values, Watched, tables_of

State = dict[tuple[Watched, Any], Values]  # the rows of an entry, by table and key


def state_at(model: type[models.Model], slug: str, *, order: int) -> State:
    """Every row of an entry after the change at `order`; empty where there was no such entry then."""
    state: State = {}
    for table in tables_of(model):
        last = lines_of(table, model, slug).filter(pgh_id__lte=order).order_by(table.key, "-pgh_id")
        for line in last.distinct(table.key).values("pgh_label", *table.columns):
            if line.pop("pgh_label") != "delete":
                state[table, line[table.key]] = line
    return state


def lines_of(table: Watched, model: type[models.Model], slug: str) -> QuerySet[Any]:
    """What a table's history has of an entry. Another kind may have had the id before."""
    lines: QuerySet[Any] = table.events.objects.filter(**{table.owner: slug})
    if table.is_own and "kind" in table.columns:
        lines = lines.filter(kind=model.kind_name)  # type: ignore[attr-defined]
    return lines
