"""Between a value of a document and the cell that holds it: one pair of functions for each sort of value.

Reading passes on what it does not understand, because the document's serializer says best what is wrong with it. What
is written is read back as the same value: words where they say exactly that, or else JSON.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from records import quantity_words
from records.intake.tables.sheets import Cell
from records.loading import stated
from records.quantities import QuantityError

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}

Written = str | int | float


class CellError(Exception):
    """What is wrong with a cell, in words that say what to write."""


@dataclass(frozen=True)
class Sort:
    """A sort of value: how to write it in a cell, in words for people, and the functions that read and write it."""

    how: str
    read: Callable[[Cell], Any]
    write: Callable[[Any], Written]
    words: tuple[str, ...] = ()


def read_text(cell: Cell) -> str:
    """Text; a number or a truth value that a spreadsheet made of it is text again."""
    if isinstance(cell, date):
        raise CellError("The spreadsheet made a date of this: format the column as text and write it again.")
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


def _read_day(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else read_text(cell)


def _read_whole_number(cell: Cell) -> Any:
    found = read_text(cell)
    return int(found) if _INTEGER.fullmatch(found) else found


def _read_number(cell: Cell) -> Any:
    text = read_text(cell)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _read_yes_or_no(cell: Cell) -> Any:
    text = read_text(cell)
    return _YES_OR_NO.get(text.casefold(), text)


def _read_quantity(cell: Cell) -> Any:
    text = read_text(cell)
    if text.startswith("{"):
        return _said(lambda: stated.read_json(text))
    try:
        return quantity_words.read(text)
    except QuantityError as error:
        raise CellError(str(error)) from error


def _write_quantity(value: Any) -> Written:
    words = quantity_words.say(value)
    if words.isdecimal():
        return int(words)
    return words if quantity_words.read(words) == value else stated.as_json(value)


def _said(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error


def _as_it_is(value: Any) -> Written:
    return value if isinstance(value, int | float) else str(value)


TEXT = Sort("Text.", read_text, str)
ID = Sort("An id, such as armenia.", read_text, str)
DAY = Sort("EDTF text, such as 2022-10-04, 2021-05 or XXXX-06-04.", _read_day, str)
WHOLE_NUMBER = Sort("A whole number.", _read_whole_number, int)
NUMBER = Sort("A number.", _read_number, _as_it_is)
YES_OR_NO = Sort(
    "true or false.", _read_yes_or_no, lambda value: "true" if value else "false", ("true", "false")
)
QUANTITY = Sort(quantity_words.HOW, _read_quantity, _write_quantity)


def stated_by(document: Any) -> Sort:
    """What a source states of a document's fields, a line each."""

    def read(cell: Cell) -> dict[str, Any]:
        lines = [line.strip() for line in _LINE_BREAK.split(read_text(cell))]
        return dict(_said(lambda: stated.gathered([stated.read(document, line) for line in lines if line])))

    def write(value: Any) -> str:
        return "\n".join(line(item) for item in value.items()) if isinstance(value, dict) else str(value)

    def line(item: stated.Stated) -> str:
        words = stated.say(document, item)
        return words if stated.reads_as(document, words, item) else f"{item[0]}: {stated.as_json(item[1])}"

    return Sort("One field a line, as: count: 17, or date: 2022-10-04.", read, write)
