"""Every claim of a measure side by side: who gives which number, the range they span, and whether they can all be true."""

from itertools import combinations
from typing import Any

import orjson

from records import dates, quantities
from records.api.answers import fragments
from records.published import Moment, register


def side_by_side(measure: str, document: str, moment: Moment) -> dict[str, Any]:
    """The measure, its claims (figures, oldest first), the numbers they span, and `disputed`.

    `disputed` is true when two claimants give numbers, for periods that overlap, that cannot both be true.
    """
    rows = register().readable_at(moment).of_kinds(["figure"]).with_any_term([f"measure:{measure}"])
    documents: list[Any] = list(rows.order_by("sort_date", "slug").values_list("document", flat=True))
    claims = [orjson.loads(str(text)) for text in documents]
    return {
        "measure": orjson.Fragment(document),
        "count": len(claims),
        "range": _range(claims),
        "disputed": any(_dispute(a, b) for a, b in combinations(claims, 2)),
        "claims": fragments(documents),
    }


def _range(claims: list[dict[str, Any]]) -> dict[str, int | None]:
    values = [claim["value"] for claim in claims if claim["value"]]
    lows = [value["low"] for value in values if value["low"] is not None]
    highs = [value["high"] for value in values if value["high"] is not None]
    return {"low": min(lows + highs, default=None), "high": max(lows + highs, default=None)}


def _dispute(a: dict[str, Any], b: dict[str, Any]) -> bool:
    same_claimant = a["claimed_by"] and b["claimed_by"] and a["claimed_by"]["id"] == b["claimed_by"]["id"]
    if same_claimant or not a["value"] or not b["value"]:
        return False
    if a["date"] and b["date"] and dates.disjoint(*(dates.parse(claim["date"]["edtf"]) for claim in (a, b))):
        return False
    return quantities.disjoint(quantities.parse(a["value"]), quantities.parse(b["value"]))
