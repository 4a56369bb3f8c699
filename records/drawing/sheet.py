"""A picture that stands alone: its own ground, heading, legend and notes, and its own colours for dark screens and for paper.

Nothing in it runs, and nothing is fetched. Its only style is `STYLE`, always the same text, so that a strict policy can allow
just that; whoever does not read it draws the plain colours of each element.
"""

import base64
import hashlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from records.drawing.svg import Drawing, element

WIDTH = 480  # it is legible on a telephone, and shown larger where there is room
SHOWN_AT_MOST = 4 / 3
MARGIN = 16
HEADING, LINE, A_LETTER, A_BOLD_LETTER = 24, 17, 6.9, 10  # heights, and about the width of a letter
TO_LINE_UP = 12  # of a legend's mark

STYLE = """
.sheet { max-width: 100%; height: auto; }
.wide { max-width: none; }
@media screen and (prefers-color-scheme: dark) {
  .sheet { background: #1b1c1e; }
  .ground { fill: #1b1c1e; }
  .heading, .label { fill: #f1f1ee; }
  .tick, .note { fill: #b9bab8; }
  .grid { stroke: #45474a; }
  .bar, .point, .band, .possible { fill: #7db7ec; }
  .marked, .marked-band, .marked-point { fill: #f0a35e; }
}
"""
STYLE_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class Key:
    """What a class of marks means."""

    of: str
    text: str


def draw_sheet(
    drawing: Drawing, *, title: str, description: str, legend: Sequence[Key], notes: Sequence[str]
) -> str:
    """The whole document. Every text is escaped, and folded to the width."""
    width = drawing.width + 2 * MARGIN
    parts, top = _lines("heading", title, MARGIN, width, HEADING)
    for key in legend:
        parts.append(_mark(key.of, top))
        lines, top = _lines("note", key.text, top, width - 20, LINE, x=MARGIN + 20)
        parts += lines
    top += 10
    parts.append(element("g", *drawing.parts, transform=f"translate({MARGIN} {top})"))
    top += drawing.height + 6
    for note in notes:
        lines, top = _lines("note", note, top, width, LINE)
        parts += lines
    return _document(parts, width, top + MARGIN // 2, title=title, description=description)


def _document(parts: Sequence[str], width: int, height: int, *, title: str, description: str) -> str:
    shown = SHOWN_AT_MOST if width <= WIDTH + 2 * MARGIN else 1
    return element(
        "svg",
        element("title", text=title, id="title"),
        element("desc", text=description, id="desc"),
        f"<style>{STYLE}</style>",
        element("rect", of="ground", width=width, height=height),
        *parts,
        of="sheet" if shown > 1 else "sheet wide",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=round(width * shown),
        height=round(height * shown),
        role="img",
        aria_labelledby="title",
        aria_describedby="desc",
        font_family="system-ui, sans-serif",
        font_size=13,
    )


def _lines(
    kind: str, text: str, top: int, width: int, step: int, *, x: int = MARGIN
) -> tuple[list[str], int]:
    """Lines of text from a height on, and the height after them."""
    letter = A_BOLD_LETTER if kind == "heading" else A_LETTER
    folded = textwrap.wrap(text, int((width - 2 * MARGIN) / letter)) or [""]
    lines = [
        element("text", of=kind, text=line, x=x, y=top + step * (number + 1) - 6)
        for number, line in enumerate(folded)
    ]
    return lines, top + step * len(folded)


def _mark(kind: str, top: int) -> str:
    """The mark of a legend: as it is in the drawing."""
    if kind == "point":
        return element("circle", of=kind, cx=MARGIN + 6, cy=top + 7.5, r=6)
    return element("rect", of=kind, x=MARGIN, y=top + 2, width=TO_LINE_UP, height=11)
