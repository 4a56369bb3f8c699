"""What the planner says of conditions, remembered for a while: it is asked for all at once of which nothing is."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from records.published_terms import ERAS
from records.reading.connection import ask
from records.reading.sql import Sql, joined
from records.reading.wanted import Span

MOST_REMEMBERED = 2_000
LASTS = 600.0  # seconds after which the statistics may have moved on
STRAY = 0.01  # share of the register that may be sorted before or after the years it is about

EVERYTHING = Sql("TRUE")
STEPS = range(0, len(ERAS), 2)  # positions of eras
EARLIER = [Sql("sort_date < %s", (date(ERAS[position], 1, 1),)) for position in STEPS]

Known = dict[
    int, tuple[float, float]
]  # rows and until when, by a number: a question may be 4,000 characters long

_remembered: Known = {}
_lively: tuple[float, Span] = (float("-inf"), (0, 0))


def rows_expected(asked: Sequence[Sql]) -> Callable[[Sql], float]:
    """How many rows each of these very conditions admits, one at least."""
    keys = [hash(f"{condition.text} {condition.values}") for condition in asked]
    known = _known(dict(zip(keys, asked, strict=True)))
    rows = {id(condition): max(1.0, known[key][0]) for key, condition in zip(keys, asked, strict=True)}
    return lambda condition: rows[id(condition)]


def lively_eras() -> Span:
    """Between which eras nearly everything is sorted, by how many rows are sorted before each step; all, if unknown."""
    global _lively  # noqa: PLW0603  one span a worker; a tuple is replaced at once, so that threads need no lock
    until, span = _lively
    if time.monotonic() < until:
        return span
    rows_of = rows_expected([EVERYTHING, *EARLIER])
    span = _lively_among([rows_of(condition) for condition in EARLIER], rows_of(EVERYTHING))
    _lively = time.monotonic() + LASTS, span
    return span


def _lively_among(earlier: Sequence[float], rows: float) -> Span:
    undated, stray = earlier[0], rows * STRAY
    begun = [position for position, before in zip(STEPS, earlier, strict=True) if before <= undated + stray]
    ended = [position - 1 for position, before in zip(STEPS, earlier, strict=True) if before >= rows - stray]
    if len(begun) == len(STEPS) or -1 in ended:
        return 0, len(ERAS) - 1
    return begun[-1], min([*ended, len(ERAS) - 1])


def _known(asked: Mapping[int, Sql]) -> Known:
    """What is remembered of each, and of the others what the planner says. It is this question's own: another thread may let
    go of all meanwhile.
    """
    now = time.monotonic()
    known = {key: found for key in asked if (found := _remembered.get(key)) and now < found[1]}
    learnt = _learn({key: condition for key, condition in asked.items() if key not in known})
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered.update(learnt)
    return known | learnt


def _learn(conditions: Mapping[int, Sql]) -> Known:
    """One question of the planner, where there is anything to learn."""
    if not conditions:
        return {}
    selects = [Sql("SELECT 1 FROM records_published WHERE") + condition for condition in conditions.values()]
    question = Sql("EXPLAIN (FORMAT JSON)") + joined(" UNION ALL ", selects)
    ((text,),) = ask(question.text, question.values, plan_for_values=True)
    plans = _one_each(orjson.loads(text)[0]["Plan"], len(conditions))
    until = time.monotonic() + LASTS
    return {key: (float(plan["Plan Rows"]), until) for key, plan in zip(conditions, plans, strict=True)}


def _one_each(plan: dict[str, Any], conditions: int) -> list[dict[str, Any]]:
    """The plan of each condition; where the planner made something else of them, all of it, as if each were common."""
    if plan["Node Type"] == "Append" and len(plan["Plans"]) == conditions:
        return list(plan["Plans"])
    return [plan] * conditions
