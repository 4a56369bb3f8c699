"""What publishing is tried with: an entry of one's own, the register's rows, and what must never change in them."""

from collections.abc import Callable
from typing import Any

import pytest

from records.kinds.incident import Incident
from records.published import Published

FROZEN = (
    "sequence",
    "kind",
    "slug",
    "version",
    "action",
    "reason_class",
    "replaced_by",
    "content_hash",
    "entry_hash",
    "published_at",
)
INDEX = ("period", "sort_date", "count", "terms", "found_under", "search")


@pytest.fixture
def make() -> Callable[..., Incident]:
    """An incident on the desk that may be published; `changes` say what is different about it."""

    def make_incident(slug: str = "event", **changes: Any) -> Incident:
        evidence = changes.pop("evidence", True)
        columns = {"title": "An event", "status": "reported", "category": "other", "sensitivity": "low"}
        incident = Incident.objects.create(id=slug, edited_by="author", **columns | changes)
        if evidence:
            incident.evidence.create(
                source_id="azerbaijan-releases-17-prisoners", paragraph=3, phrase="a phrase"
            )
        return incident

    return make_incident


@pytest.fixture
def rows() -> Callable[[], list[tuple[Any, ...]]]:
    """Every row of the register, whole but for the index, in sequence."""
    columns = (*FROZEN, "document", "nonce", "superseded_at")
    return lambda: [plain(row) for row in Published.objects.order_by("sequence").values_list(*columns)]


@pytest.fixture
def indexed() -> Callable[[], list[tuple[Any, ...]]]:
    """The index columns of every row, in sequence."""
    return lambda: list(Published.objects.order_by("sequence").values_list("sequence", *INDEX))


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
