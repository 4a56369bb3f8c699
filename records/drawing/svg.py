"""Writes SVG: elements with escaped text, and pictures that say what they show to those who cannot see them.

Pages colour a picture by its classes, so that dark pages get dark pictures. Alone, without a style sheet, it has the plain
colours given here: there is no inline style, which a strict policy would refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

PLAIN: dict[str, dict[str, str]] = {
    "label": {"fill": "#1c1d1f"},
    "tick": {"fill": "#595a5c"},
    "grid": {"stroke": "#deded8"},
    "bar": {"fill": "#0b5394"},
    "marked": {"fill": "#b4540a"},
    "band": {"fill": "#0b5394", "fill-opacity": "0.35"},
    "point": {"fill": "#0b5394"},
    "ground": {"fill": "#ffffff"},
    "heading": {"fill": "#1c1d1f", "font-size": "16", "font-weight": "600"},
    "note": {"fill": "#595a5c", "font-size": "12"},
    "possible": {"fill": "#0b5394", "fill-opacity": "0.3"},
    "marked-band": {"fill": "#b4540a", "fill-opacity": "0.35"},
    "marked-point": {"fill": "#b4540a"},
}


@dataclass(frozen=True)
class Drawing:
    """Elements that fill this room."""

    parts: Sequence[str]
    width: int
    height: int


def element(tag: str, *children: str, of: str = "", text: str = "", **attributes: Any) -> str:
    """One element of the class `of`; `children` are markup, `text` is not. `text_anchor=` writes `text-anchor=`."""
    given = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    all_given = {**({"class": of} if of else {}), **PLAIN.get(of, {}), **given}
    written = "".join(f' {name}="{escape(_plain(value))}"' for name, value in all_given.items())
    return f"<{tag}{written}>{escape(text)}{''.join(children)}</{tag}>"


def picture(drawing: Drawing, *, name: str, title: str, description: str) -> str:
    """A whole picture. `name` is its own on its page: the ids that tie the title to it are made of it."""
    return element(
        "svg",
        element("title", text=title, id=f"{name}-title"),
        element("desc", text=description, id=f"{name}-desc"),
        *drawing.parts,
        of="picture",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawing.width} {drawing.height}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family="system-ui, sans-serif",
        font_size=13,
    )


def _plain(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
