"""What loading is tried with: the whole desk as rows, an emptied desk, and folders written for one test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.apps import apps
from django.db import connection

from records.history.tracking import is_on_the_desk
from records.published import Published
from records.publishing.desk import everything
from records.publishing.document import render

DESK = [
    model
    for model in apps.get_app_config("records").get_models()
    if model.__module__.startswith("records.kinds")
]


@pytest.fixture
def desk() -> Callable[[], dict[str, list[Any]]]:
    """Every row of every table of the desk, keys and times of change included: what is equal was not even touched."""
    return lambda: {
        model.__name__: sorted(map(str, model._default_manager.values_list(*columns_of(model))))
        for model in DESK
    }


def columns_of(model: Any) -> list[str]:
    return [column.attname for column in model._meta.local_fields]


@pytest.fixture
def documents() -> Callable[[], dict[str, Any]]:
    """Everything on the desk as it would be published, with the one private value that files carry."""

    def render_all() -> dict[str, Any]:
        return {
            item.public_path: orjson.loads(orjson.dumps(render(item))) | {"sensitivity": item.sensitivity}
            for item in everything()
        }

    return render_all


@pytest.fixture
def register() -> Callable[[], list[Any]]:
    """Every row of the register."""
    return lambda: list(
        Published.objects.order_by("sequence").values_list("sequence", "document", "superseded_at")
    )


@pytest.fixture
def empty_desk() -> Callable[[], None]:
    """Empty the desk; the register stays."""

    def empty() -> None:
        with connection.cursor() as cursor:
            for model in filter(is_on_the_desk, apps.get_app_config("records").get_models()):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return empty


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file into the test's folder `given/` and return its path."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
