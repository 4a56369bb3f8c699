"""Values of a document as lines for people, and which of those lines two documents do not share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from records import dates, quantity_words
from records.kinds.base import HEAD

NOTHING = "–"
_QUANTITY = {"low", "high", "qualifier", "text"}
_MACHINERY = {*HEAD} - {"id"}


@dataclass(frozen=True)
class Line:
    """One line of a value; `differs` when the other side has no such line."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Change:
    """One field, as it is live and as it would be published."""

    field: str
    live: list[Line]
    desk: list[Line]

    @property
    def differs(self) -> bool:
        return any(line.differs for line in (*self.live, *self.desk))


def changes(live: dict[str, Any] | None, desk: dict[str, Any]) -> list[Change]:
    """Every field that differs, or every field when nothing is live."""
    fields = [field for field in {**(live or {}), **desk} if field not in _MACHINERY]
    compared = [_compare(field, lines((live or {}).get(field)), lines(desk.get(field))) for field in fields]
    return [change for change in compared if live is None or change.differs or _moved(change)]


def _moved(change: Change) -> bool:
    return [line.text for line in change.live] != [line.text for line in change.desk]


def _compare(field: str, live: list[str], desk: list[str]) -> Change:
    return Change(
        field=field.replace("_", " "),
        live=[Line(text, text not in desk) for text in live],
        desk=[Line(text, text not in live) for text in desk],
    )


def lines(value: Any) -> list[str]:
    """A value of a document, one line for each item of a list."""
    items = value if isinstance(value, list) else [value]
    return [in_words(item) for item in items] or [NOTHING]


def in_words(value: Any) -> str:
    """One value: a citation by its name, a quantity or a date in words, a mapping by its parts that say something."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    if not isinstance(value, dict):
        return str(value)
    if "url" in value and "id" in value:
        return f"{value.get('title') or value.get('name')} ({value['id']})"
    if set(value) == _QUANTITY:
        return quantity_words.say(value)
    if "edtf" in value:
        return f"{value['edtf']} ({dates.describe(value['edtf'])})" + (
            f"; {value['note']}" if value["note"] else ""
        )
    return "; ".join(_parts(value))


def _parts(mapping: dict[str, Any]) -> Iterator[str]:
    for name, part in mapping.items():
        if part not in (None, [], {}):
            yield f"{name.replace('_', ' ')}: {in_words(part)}"
