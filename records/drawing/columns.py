"""Draws columns along time: how many things each span holds, and how many of them are marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.drawing.scale import steps_to
from records.drawing.svg import element, picture

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 36, 8, 12, 30
MOST_LABELS = 8


@dataclass(frozen=True)
class Column:
    """`marked` are some of the `count`, drawn in another colour at the foot."""

    label: str
    count: int
    marked: int = 0


def draw_columns(columns: Sequence[Column], *, name: str, title: str, description: str) -> str:
    """The picture; every column has the same width, and the axis begins at zero."""
    steps = steps_to(max((column.count for column in columns), default=1))
    parts = [part for step in steps for part in _grid_line(step, steps[-1])]
    for position, column in enumerate(columns):
        parts += _column(column, position, of=len(columns), most=steps[-1])
    return picture(*parts, name=name, title=title, description=description, width=WIDTH, height=HEIGHT)


def _grid_line(step: int, most: int) -> list[str]:
    y = _height_of(step, most)
    return [
        element("line", of="grid", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y),
        element("text", of="tick", text=f"{step:,}", x=LEFT - 6, y=y + 4, text_anchor="end"),
    ]


def _column(column: Column, position: int, *, of: int, most: int) -> list[str]:
    each = (WIDTH - LEFT - RIGHT) / of
    x, width = LEFT + each * position + each * 0.12, min(each * 0.76, 60)
    drawn = [_bar("bar", x, width, 0, column.count, most)] if column.count else []
    drawn += [_bar("marked", x, width, 0, column.marked, most)] if column.marked else []
    if position % -(-of // MOST_LABELS) == 0:
        middle = x + width / 2
        drawn.append(
            element("text", of="tick", text=column.label, x=middle, y=HEIGHT - 10, text_anchor="middle")
        )
    return drawn


def _bar(kind: str, x: float, width: float, low: int, high: int, most: int) -> str:
    top, foot = _height_of(high, most), _height_of(low, most)
    return element("rect", of=kind, x=x, y=top, width=width, height=foot - top)


def _height_of(number: int, most: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - number / most)
