"""What the promises of the kinds are tried with: entries written as fixtures, loaded as a person would, and read back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from invented_entries import Put

from records.kinds import KINDS
from records.loading.load import load
from records.published import Published
from records.publishing.document import render


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Load one entry, given by its fields, and return the document it would be published as."""

    def put_on_desk(kind: str, **fields: Any) -> dict[str, Any]:
        path = tmp_path / "given.yaml"
        text = yaml.safe_dump({KINDS[kind].collection: [fields]}, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        load(paths=[path])
        item = KINDS[kind].model._default_manager.get(pk=fields["id"])
        return orjson.loads(orjson.dumps(render(item)))

    return put_on_desk


@pytest.fixture
def published() -> Callable[[str], list[dict[str, Any]]]:
    """Every current document of a kind, as readers get it."""

    def documents(kind: str) -> list[dict[str, Any]]:
        rows = Published.objects.current().filter(kind=kind).order_by("slug")
        return [orjson.loads(str(row.document)) for row in rows]

    return documents
