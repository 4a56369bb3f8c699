"""What there is to ask, for `/api/v1/` and for the page for people."""

from collections.abc import Mapping
from typing import Any

from records.kinds import KINDS, RECORD_KINDS

RECORDS_SUMMARY = "Every kind of record together."


def collections(standing: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each collection with its address, what it holds and how many entries stand there; `standing` has them by kind."""
    together = _collection("records", RECORDS_SUMMARY, sum(standing.get(name, 0) for name in RECORD_KINDS))
    return [
        together,
        *(_collection(kind.collection, kind.summary, standing.get(kind.name, 0)) for kind in KINDS.values()),
    ]


def _collection(name: str, summary: str, count: int) -> dict[str, Any]:
    return {"name": name, "url": f"/api/v1/{name}/", "summary": summary, "count": count}
