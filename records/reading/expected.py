"""How many rows the planner expects a condition to match. It decides only how a question is answered, never the answer."""

import time
from typing import Any

import orjson

from records.reading.conditions import looked_up_one_by_one
from records.reading.connection import ask
from records.reading.sql import Sql, joined
from records.reading.wanted import Wanted

MOST_REMEMBERED = 5_000
LASTS = 600.0  # seconds after which the statistics may have moved on

EVERYTHING = Sql("TRUE")

_remembered: dict[str, tuple[float, float]] = {}


def expected(wanted: Wanted) -> tuple[float, float]:
    """Rows that the rarest of the conditions is expected to match (all, where none is indexed), and rows in all."""
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    conditions = [EVERYTHING, *looked_up_one_by_one(wanted)]
    _learn([condition for condition in conditions if not _is_known(condition)])
    rows = [_remembered[_key(condition)][0] for condition in conditions]
    return min(rows), rows[0]


def _key(condition: Sql) -> str:
    return f"{condition.text} {condition.values}"


def _is_known(condition: Sql) -> bool:
    known = _remembered.get(_key(condition))
    return known is not None and time.monotonic() < known[1]


def _learn(conditions: list[Sql]) -> None:
    """Ask the planner for all of them at once."""
    if not conditions:
        return
    selects = [Sql("SELECT 1 FROM records_published WHERE") + condition for condition in conditions]
    question = Sql("EXPLAIN (FORMAT JSON)") + joined(" UNION ALL ", selects)
    ((text,),) = ask(question.text, question.values, plan_for_values=True)
    plans = _one_each(orjson.loads(text)[0]["Plan"], len(conditions))
    until = time.monotonic() + LASTS
    for condition, found in zip(conditions, plans, strict=True):
        _remembered[_key(condition)] = float(found["Plan Rows"]), until


def _one_each(plan: dict[str, Any], conditions: int) -> list[dict[str, Any]]:
    """The plan of each condition; where the planner made something else of them, all of it, as if each were common."""
    if plan["Node Type"] == "Append" and len(plan["Plans"]) == conditions:
        return list(plan["Plans"])
    return [plan] * conditions
