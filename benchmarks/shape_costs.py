"""What each shape costs on the database of the environment, and the plan that it has there.

Django must be set up before this is imported.
"""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.clock import clock
from benchmarks.explained import plans_of
from benchmarks.facet_shapes import facets
from benchmarks.feed_shapes import FEEDS
from benchmarks.kinds_asked import AS_SHORT, LATER, ONE, RECORDS, ROWS
from benchmarks.page_shapes import shapes
from records.api.facets import facets_of
from records.reading.changes import Asked, read_changes
from records.reading.entries import entry_at
from records.reading.moments import latest
from records.reading.pages import read_page
from records.reading.timeline import read_timeline
from records.reading.wanted import NOW

Shapes = dict[str, tuple[Any, Any]]

TIMES, WARM = 40, 10
FARTHEST = 10  # pages that are turned in each shape

# Shapes that are also counted by month, the newest of very many; and those of which all are counted.
OVER_TIME = (
    "all records",
    "frequent term",
    "term in a hundred",
    "rare term",
    "two terms that hardly meet",
    "terms that never meet",
    "year",
    "month long ago",
    "frequent term and year",
    "frequent word",
    "word in a hundred",
    "rare word",
    "as of long ago",
    "as of half-way",
    "as of half-way, frequent term",
    "changed in the last hour",
)
ALL_OVER_TIME = ("all records", "term in a hundred", "year", "as of half-way")


def measure(plans: Path, rows: Mapping[str, int]) -> dict[str, float]:
    """Milliseconds by shape, on the database of the environment; the plans of pages go to a file. `rows`: how many another
    register has on each first page.
    """
    newest, newest_at = latest()
    asked = shapes(newest, newest_at)
    found = _of_pages(asked, plans, rows) | _by_month(asked)
    for name, values in facets().items():
        found[name] = _time(lambda values=values: facets_of(RECORDS, values, newest))
    (first,) = read_page(*next(iter(asked.values()))).keys[:1]
    found["one entry"] = _time(lambda: entry_at(ONE[0], first[1], NOW))
    for name, (of, reasons, size) in FEEDS.items():
        changes = Asked(after=newest // 2, of=of, reasons=reasons)
        found[f"the feed, {name}"] = _time(lambda changes=changes, size=size: read_changes(changes, size))
    return found


def _of_pages(asked: Shapes, plans: Path, rows: Mapping[str, int]) -> dict[str, float]:
    found: dict[str, float] = {}
    with plans.open("w") as file:
        for name, (wanted, part) in asked.items():
            found[name] = _time(lambda wanted=wanted, part=part: read_page(wanted, part))
            *_, plan = plans_of(lambda wanted=wanted, part=part: read_page(wanted, part))
            file.write(f"== {name}: {found[name]} ms\n{plan}\n\n")
            found[name + ROWS] = len(read_page(wanted, part).documents)
            if 0 < (few := rows.get(name + ROWS, 0)) < part.size:
                short = replace(part, size=few)
                found[name + AS_SHORT] = _time(lambda wanted=wanted, short=short: read_page(wanted, short))
            if (later := _slowest_behind(wanted, part)) is not None:
                found[name + LATER] = later
    return found


def _slowest_behind(wanted: Any, part: Any) -> float | None:
    """Of the second page, the third and so on, and of the way back from there; None where the first holds all."""
    took = []
    for _ in range(FARTHEST - 1):
        keys = read_page(wanted, part).keys
        if len(keys) < part.size:
            break
        part = replace(part, key=keys[-1])
        took.append(_time(lambda part=part: read_page(wanted, part), times=TIMES // 2))
    if took and part.order.by != "relevance":
        back = replace(part, order=part.order.reversed())
        took.append(_time(lambda: read_page(wanted, back), times=TIMES // 2))
    return max(took, default=None)


def _by_month(asked: Shapes) -> dict[str, float]:
    found = {}
    for names, exact in ((OVER_TIME, False), (ALL_OVER_TIME, True)):
        for name in names:
            wanted, _ = asked[name]
            found[f"by month{', all of it' if exact else ''}: {name}"] = _time(
                lambda wanted=wanted, exact=exact: read_timeline(wanted, "month", exact=exact)
            )
    return found


def _time(ask: Callable[[], Any], times: int = TIMES) -> float:
    took = []
    for _ in range(times):
        began = clock()
        ask()
        took.append(clock() - began)
    return round(statistics.median(took[WARM:]) * 1_000, 2)
