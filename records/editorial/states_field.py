"""The form field for what a source states: one line for each field of the record, as `field: value`.

A number, true, false and null are themselves; a quantity may be written in words; anything else is text. Whatever does
not fit into these is shown and read as JSON. Whether the field exists is checked here, and what needs the whole
record is checked once the record is whole.
"""

import json
import re
from typing import Any

from django.core.exceptions import ValidationError

from records.editorial import quantity_words
from records.editorial.line_fields import LinesField
from records.kinds.base import Kind, Quantity, When
from records.kinds.base.evidence import NoSuchField, field_at
from records.quantities import QuantityError

_LINE = re.compile(r"^(?P<path>[\w.-]{1,200})\s*:\s*(?P<value>.*)$")
_LINE_BREAK = re.compile(r"[\r\n]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_JSON = ('"', '{"', '["', "{}", "[]")

Stated = tuple[str, Any]


class StatesField(LinesField):
    how = (
        "One field a line, as: count: 17, or date: 2022-10-04, or legs.0.count: at least 5 (items of a list "
        "count from 0)."
    )

    def __init__(self, *, kind: Kind, **options: Any) -> None:
        self.document = kind.document()  # only asked which fields it has
        super().__init__(**options)

    def spread(self, stored: Any) -> list[Stated]:
        return list((stored or {}).items())

    def gather(self, items: list[Stated]) -> dict[str, Any]:
        stated: dict[str, Any] = {}
        for path, value in items:
            if path in stated:
                raise ValidationError(f"{path} is given twice.")
            stated[path] = value
        return stated

    def say_item(self, item: Stated) -> str:
        path, value = item
        words = self._in_words(path, value)
        return f"{path}: {json.dumps(value, ensure_ascii=False) if words is None else words}"

    def _in_words(self, path: str, value: Any) -> str | None:
        """The value without JSON, if typing that gives the value again."""
        if isinstance(value, dict) and self._is(Quantity, path):
            return _quantity_in_words(value)
        if not isinstance(value, str) or _LINE_BREAK.search(value) or value != value.strip():
            return None
        try:
            return value if self._read_value(path, value) == value else None
        except ValidationError:
            return None

    def read_item(self, line: str) -> Stated:
        found = _LINE.match(line)
        if found is None:
            raise ValidationError("write a field of the record, a colon and the value, as in: count: 17.")
        try:
            field_at(self.document, found["path"])
        except NoSuchField as error:
            raise ValidationError(str(error), code="field") from error
        return found["path"], self._read_value(found["path"], found["value"].strip())

    def _read_value(self, path: str, text: str) -> Any:
        if text in _WORDS:
            return _WORDS[text]
        if text.startswith(_JSON):
            return _read_json(text)
        if self._is(When, path):
            return text  # 1991 is a year here, not a number
        if _INTEGER.fullmatch(text):
            return int(text)
        return _read_quantity(text) if self._is(Quantity, path) else text

    def _is(self, wanted: type[Any], path: str) -> bool:
        try:
            return isinstance(field_at(self.document, path), wanted)
        except NoSuchField:
            return False


def _quantity_in_words(value: dict[str, Any]) -> str | None:
    try:
        return quantity_words.say(value)
    except QuantityError:
        return None


def _read_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValidationError(
            "this begins like JSON but cannot be read; check quotes and brackets."
        ) from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _read_quantity(text: str) -> Any:
    try:
        quantity = quantity_words.read(text)
    except QuantityError as error:
        raise ValidationError(str(error), code="quantity") from error
    return {part: said for part, said in quantity.items() if said is not None} if quantity else None
