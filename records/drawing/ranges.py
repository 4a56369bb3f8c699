"""Draws numbers that are said of one thing, side by side on one axis: exact ones, ranges, and those without an end."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from records.drawing.scale import steps_to
from records.drawing.svg import Drawing, element, picture

WIDTH = 640
LEFT, RIGHT, ROW, LINE, FOOT = 12, 28, 50, 16, 30
LONGEST = 54  # characters of a line
LONG_NUMBER = 100_000_000  # from here on, fewer numbers have room on the axis
AIR = 1.12  # room to the right of the largest number, for what has no upper end


@dataclass(frozen=True)
class Range:
    """Every number from `low` to `high` may be true; None: no bound. `point` is the one number that was said.

    `marked` ones have another colour and a square point. `detail` stands below the label; `meaning` is all there is to say,
    for whoever points at it.
    """

    label: str
    low: float | None
    high: float | None
    point: float | None = None
    marked: bool = False
    detail: str = ""
    meaning: str = ""


def draw_ranges(ranges: Sequence[Range], *, name: str, title: str, description: str) -> str:
    """The picture, one row a range in the order given; the axis begins at zero."""
    return picture(lay_out_ranges(ranges), name=name, title=title, description=description)


def lay_out_ranges(
    ranges: Sequence[Range], *, width: int = WIDTH, longest: int = LONGEST, most_lines: int = 1
) -> Drawing:
    """The same, to be put into a picture; words have so many lines of so many characters at the most."""
    ends = [end for each in ranges for end in (each.low, each.high, each.point) if end is not None]
    largest = max(ends, default=1) * AIR
    steps = steps_to(largest, about=4 if largest < LONG_NUMBER else 2)
    axis, rows, foot = Axis(steps[-1], width), [], 0
    for each in ranges:
        row, foot = _row(each, foot, axis, longest, most_lines)
        rows.append(row)
    parts = [part for step in steps for part in _tick(step, axis, foot=foot)]
    return Drawing([*parts, *rows], width, foot + FOOT)


@dataclass(frozen=True)
class Axis:
    """Numbers from 0 to `most` along a width."""

    most: int
    width: int

    def at(self, number: float) -> float:
        return LEFT + (self.width - LEFT - RIGHT) * number / self.most


def _tick(step: int, axis: Axis, *, foot: int) -> list[str]:
    x = axis.at(step)
    anchor = "start" if step == 0 else "end" if step == axis.most else "middle"
    return [
        element("line", of="grid", x1=x, x2=x, y1=0, y2=foot),
        element("text", of="tick", text=f"{step:,}", x=x, y=foot + 18, text_anchor=anchor),
    ]


def _row(each: Range, top: int, axis: Axis, longest: int, most_lines: int) -> tuple[str, int]:
    """Its words and its marks from a height on, and the height after them."""
    words = [("label", line) for line in _folded(each.label, longest, most_lines)]
    words += [("tick", line) for line in _folded(each.detail, longest, most_lines)]
    parts = [element("title", text=each.meaning)] if each.meaning else []
    for number, (of, line) in enumerate(words):
        parts.append(element("text", of=of, text=line, x=LEFT, y=top + 18 + LINE * number))
    foot = top + ROW + LINE * (len(words) - 1)
    return element("g", *parts, *_marks(each, foot - 17, axis)), foot


def _folded(text: str, longest: int, most_lines: int) -> list[str]:
    lines = textwrap.wrap(text, longest)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], lines[most_lines - 1][: longest - 1].rstrip() + "…"]
    return lines


def _marks(each: Range, y: int, axis: Axis) -> list[str]:
    if each.low is None and each.high is None:
        return [element("text", of="tick", text="no number given", x=LEFT, y=y + 5)]
    drawn = []
    if each.point is None or (each.low, each.high) != (each.point, each.point):
        drawn.append(_band(each, y, axis))
    if each.point is not None:
        drawn.append(_point(each.point, y, axis, marked=each.marked))
    return drawn


def _point(number: float, y: int, axis: Axis, *, marked: bool) -> str:
    x = axis.at(number)
    if marked:
        return element("rect", of="marked-point", x=x - 5.5, y=y - 5.5, width=11, height=11)
    return element("circle", of="point", cx=x, cy=y, r=6)


def _band(each: Range, y: int, axis: Axis) -> str:
    """A bar; where there is no upper end it points on beyond the axis."""
    start = axis.at(each.low or 0)
    end = axis.width - RIGHT if each.high is None else axis.at(each.high)
    kind = "marked-band" if each.marked else "band"
    if each.high is not None:
        return element("rect", of=kind, x=start, y=y - 5, width=max(end - start, 3), height=10)
    tip = end + RIGHT - 12
    points = ((start, y - 5), (end, y - 5), (tip, y), (end, y + 5), (start, y + 5))
    return element("polygon", of=kind, points=" ".join(f"{x:.1f},{height}" for x, height in points))
