"""Draws numbers that are said of one thing, side by side on one axis: exact ones, ranges, and those without an end."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.drawing.scale import steps_to
from records.drawing.svg import element, picture

WIDTH = 640
LEFT, RIGHT, ROW, FOOT = 12, 28, 50, 30
LONGEST = 54  # characters of a label
AIR = 1.12  # room to the right of the largest number, for what has no upper end


@dataclass(frozen=True)
class Range:
    """Every number from `low` to `high` may be true; None: no bound. `point` is the one number that was said."""

    label: str
    low: float | None
    high: float | None
    point: float | None = None


def draw_ranges(ranges: Sequence[Range], *, name: str, title: str, description: str) -> str:
    """The picture, one row a range in the order given; the axis begins at zero."""
    ends = [end for each in ranges for end in (each.low, each.high, each.point) if end is not None]
    steps = steps_to(max(ends, default=1) * AIR)
    foot = ROW * len(ranges)
    parts = [part for step in steps for part in _tick(step, most=steps[-1], foot=foot)]
    for position, each in enumerate(ranges):
        parts += _row(each, top=ROW * position, most=steps[-1])
    height = foot + FOOT
    return picture(*parts, name=name, title=title, description=description, width=WIDTH, height=height)


def _tick(step: int, *, most: int, foot: int) -> list[str]:
    x = _at(step, most)
    anchor = "start" if step == 0 else "end" if step == most else "middle"
    return [
        element("line", of="grid", x1=x, x2=x, y1=0, y2=foot),
        element("text", of="tick", text=f"{step:,}", x=x, y=foot + 18, text_anchor=anchor),
    ]


def _row(each: Range, *, top: int, most: int) -> list[str]:
    label = each.label if len(each.label) <= LONGEST else each.label[: LONGEST - 1].rstrip() + "…"
    drawn = [element("text", of="label", text=label, x=LEFT, y=top + 18)]
    if each.low is None and each.high is None:
        return [*drawn, element("text", of="tick", text="no number given", x=LEFT, y=top + 38)]
    y = top + 33
    if each.point is None or (each.low, each.high) != (each.point, each.point):
        drawn.append(_band(each, y, most))
    if each.point is not None:
        drawn.append(element("circle", of="point", cx=_at(each.point, most), cy=y, r=6))
    return drawn


def _band(each: Range, y: int, most: int) -> str:
    """A bar; where there is no upper end it points on beyond the axis."""
    start, end = _at(each.low or 0, most), WIDTH - RIGHT if each.high is None else _at(each.high, most)
    if each.high is not None:
        return element("rect", of="band", x=start, y=y - 5, width=max(end - start, 3), height=10)
    tip = end + RIGHT - 12
    points = ((start, y - 5), (end, y - 5), (tip, y), (end, y + 5), (start, y + 5))
    return element("polygon", of="band", points=" ".join(f"{x:.1f},{height}" for x, height in points))


def _at(number: float, most: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * number / most
