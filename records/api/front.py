"""What there is to ask, for `/api/v1/` and for the page for people."""

from typing import Any

from django.db.models import Count

from records.kinds import KINDS, RECORD_KINDS
from records.published import Moment, register

RECORDS_SUMMARY = "Every kind of record together."


def collections(moment: Moment) -> list[dict[str, Any]]:
    """Each collection with its address, what it holds and how many entries stand there."""
    rows = register().readable_at(moment).order_by().values_list("kind").annotate(Count("sequence"))
    counts: dict[str, int] = dict(rows)
    together = _collection("records", RECORDS_SUMMARY, sum(counts.get(name, 0) for name in RECORD_KINDS))
    return [
        together,
        *(_collection(kind.collection, kind.summary, counts.get(kind.name, 0)) for kind in KINDS.values()),
    ]


def _collection(name: str, summary: str, count: int) -> dict[str, Any]:
    return {"name": name, "url": f"/api/v1/{name}/", "summary": summary, "count": count}
