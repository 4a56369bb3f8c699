"""What the history is tried with: lines of it, oldest first."""

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from django.db import connection, transaction
from pghistory.core import event_models

from records.history.tracking import event_model_of

Lines = Callable[..., list[Any]]


@pytest.fixture
def lines(db: None) -> Lines:
    """The lines written since the test began, of one table or of all, that have these values."""
    before = max((newest for newest in map(_newest, event_models()) if newest), default=0)

    def find(model: Any = None, **values: Any) -> list[Any]:
        tables = [event_model_of(model)] if model else event_models()
        found = chain.from_iterable(table.objects.filter(pgh_id__gt=before, **values) for table in tables)
        return sorted(found, key=lambda line: line.pgh_id)

    return find


def _newest(table: Any) -> int | None:
    return table.objects.order_by("-pgh_id").values_list("pgh_id", flat=True).first()


@pytest.fixture
def run(db: None) -> Callable[..., None]:
    """Execute SQL as somebody at a database shell would; a refusal takes back that statement alone."""

    def execute(statement: str, *values: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values or None)

    return execute
