"""The result as Markdown: ratios first, requests a second below them, then memory and what the figures rest on."""

from collections.abc import Callable

from benchmarks.measure import Found
from benchmarks.peer import SHAPES

DASH = "–"


def render(found: list[Found], *, us: str, deep_page: int, facts: list[str]) -> str:
    """The whole result. The first of `found` is the floor."""
    floor = found[0]
    ours = next(each for each in found if each.peer.name == us)
    shapes = {shape: title.format(deep=f"{deep_page:,}") for shape, title in SHAPES.items()}
    parts = [
        "**Share of the floor**, and in brackets how many times slower than Whereabouts (without its memory of answers)",
        _table(found, shapes, lambda each, shape: _ratio(each, shape, floor, ours)),
        "**Requests a second**, and memory of the worker after the run",
        _table(found, shapes | {"memory": "MB a worker"}, _absolute),
        "\n".join(f"* {fact}" for fact in facts),
    ]
    return "\n\n".join(parts) + "\n"


def _table(found: list[Found], columns: dict[str, str], cell: Callable[[Found, str], str]) -> str:
    lines = [f"| | {' | '.join(columns.values())} |", "|---|" + "---:|" * len(columns)]
    for each in found:
        cells = [cell(each, column) for column in columns]
        if each.absent:
            cells = [f"not here ({each.absent})", *[""] * (len(columns) - 1)]
        lines.append(f"| {each.peer.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _ratio(each: Found, shape: str, floor: Found, ours: Found) -> str:
    rate, most, our = each.rates.get(shape), floor.rates.get(shape), ours.rates.get(shape)
    if not rate or not most:
        return DASH
    share = f"{rate / most:.1%}" if rate < most / 10 else f"{rate / most:.0%}"
    is_peer = each not in (floor, ours) and not each.peer.name.startswith(ours.peer.name)
    return f"{share} ({_times(our / rate)})" if our and is_peer else share


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.1f}×"


def _absolute(each: Found, shape: str) -> str:
    if shape == "memory":
        return f"{each.memory:.0f}"
    rate = each.rates.get(shape)
    if rate is None:
        return DASH
    return (f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}") + ("!" if shape in each.failures else "")
