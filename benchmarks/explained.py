"""The statements of one question, and how the server went about them. Django must be set up before this is imported."""

from collections.abc import Callable
from typing import Any

from django.db import connections

from records.reading.connection import ask

WIDTH = 160  # of a line of a plan


def statements_of(asking: Callable[[], Any]) -> list[tuple[str, Any]]:
    """Each that is sent meanwhile, with its values, but for questions of the planner."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((statement, values))
        return execute(statement, values, many, context)

    with connections["register"].execute_wrapper(listen):
        asking()
    return [each for each in asked if not each[0].startswith("EXPLAIN")]


def plans_of(asking: Callable[[], Any]) -> list[str]:
    """EXPLAIN of each statement: the nodes that ran, without their conditions."""
    return [_plan(*each) for each in statements_of(asking)]


def _plan(statement: str, values: Any) -> str:
    rows = ask(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) {statement}", values)
    lines = [row[0] for row in rows]
    ran = [
        line
        for line in lines
        if "->" in line and "never executed" not in line and "Subquery Scan" not in line
    ]
    return "\n".join(line[:WIDTH].rstrip() for line in [lines[0], *ran])
