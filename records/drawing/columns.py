"""Draws columns along time: how many things each span holds, and how many of them are marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.drawing.scale import steps_to
from records.drawing.svg import Drawing, element, picture

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 36, 8, 12, 30
A_LABEL = 75  # room that a label takes
NARROWEST = 3  # room that a column takes; with more of them than that, the drawing grows
WIDEST = 60


@dataclass(frozen=True)
class Column:
    """`marked` are some of the `count`, drawn in another colour at the foot; `possible` come on top of it, lighter.

    Where there is no room for all labels, some are left out; `meaning` is for whoever points at the column.
    """

    label: str
    count: int
    marked: int = 0
    possible: int = 0
    meaning: str = ""


def draw_columns(columns: Sequence[Column], *, name: str, title: str, description: str) -> str:
    """The picture; every column has the same width, and the axis begins at zero."""
    return picture(lay_out_columns(columns), name=name, title=title, description=description)


def lay_out_columns(columns: Sequence[Column], *, width: int = WIDTH) -> Drawing:
    """The same, to be put into a picture; as wide as that, or wider for very many columns."""
    width = max(width, LEFT + RIGHT + NARROWEST * len(columns))
    steps = steps_to(max((column.count + column.possible for column in columns), default=1))
    parts = [part for step in steps for part in _grid_line(step, steps[-1], width)]
    labelled = [position for position, column in enumerate(columns) if column.label]
    shown = set(labelled[:: -(-len(labelled) * A_LABEL // (width - LEFT - RIGHT)) or 1])
    for position, column in enumerate(columns):
        x, wide = _place(position, of=len(columns), width=width)
        parts += _bars(column, x, wide, most=steps[-1])
        parts += [_label(column.label, x + wide / 2, width)] if position in shown else []
    return Drawing(parts, width, HEIGHT)


def _grid_line(step: int, most: int, width: int) -> list[str]:
    y = _height_of(step, most)
    return [
        element("line", of="grid", x1=LEFT, x2=width - RIGHT, y1=y, y2=y),
        element("text", of="tick", text=f"{step:,}", x=LEFT - 6, y=y + 4, text_anchor="end"),
    ]


def _place(position: int, *, of: int, width: int) -> tuple[float, float]:
    """Where a column begins, and how wide it is."""
    each = (width - LEFT - RIGHT) / of
    return LEFT + each * position + each * 0.12, min(each * 0.76, WIDEST)


def _bars(column: Column, x: float, width: float, *, most: int) -> list[str]:
    top = column.count + column.possible
    said = [element("title", text=column.meaning)] if column.meaning else []
    drawn = [_bar("bar", x, width, 0, column.count, most, *said)] if column.count else []
    drawn += [_bar("marked", x, width, 0, column.marked, most, *said)] if column.marked else []
    drawn += [_bar("possible", x, width, column.count, top, most, *said)] if column.possible else []
    return drawn


def _label(text: str, middle: float, width: int) -> str:
    """Below the column; the last one may have no room to its right."""
    is_at_end = middle + A_LABEL / 2 > width
    x, anchor = (width, "end") if is_at_end else (middle, "middle")
    return element("text", of="tick", text=text, x=x, y=HEIGHT - 10, text_anchor=anchor)


def _bar(kind: str, x: float, width: float, low: int, high: int, most: int, *said: str) -> str:
    top, foot = _height_of(high, most), _height_of(low, most)
    return element("rect", *said, of=kind, x=x, y=top, width=width, height=foot - top)


def _height_of(number: int, most: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - number / most)
