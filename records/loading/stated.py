"""What a source states, as lines people type: `count: 17`, `date: 2022-10-04`, `legs.0.count: at least 5`.

A number, true, false and null are themselves; a quantity may be written in words; anything else is text. Whatever does
not fit into these is said and read as JSON. Whether the field exists is checked here; what needs the whole record is not.
"""

import json
import re
from typing import Any

from django.core.exceptions import ValidationError

from records import quantity_words
from records.kinds.base import Quantity, When
from records.kinds.base.evidence import NoSuchField, field_at
from records.quantities import QuantityError

_LINE = re.compile(r"^(?P<path>[\w.-]{1,200})\s*:\s*(?P<value>.*)$")
_LINE_BREAK = re.compile(r"[\r\n]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_JSON = ('"', '{"', '["', "{}", "[]")

Stated = tuple[str, Any]


def say(document: Any, stated: Stated) -> str:
    """The line for one field of a document and the value given for it."""
    path, value = stated
    words = _in_words(document, path, value)
    return f"{path}: {as_json(value) if words is None else words}"


def as_json(value: Any) -> str:
    """Any value, on one line."""
    return json.dumps(value, ensure_ascii=False)


def read(document: Any, line: str) -> Stated:
    """The field and the value that a line names. Raises ValidationError."""
    found = _LINE.match(line)
    if found is None:
        raise ValidationError("write a field of the record, a colon and the value, as in: count: 17.")
    try:
        field_at(document, found["path"])
    except NoSuchField as error:
        raise ValidationError(str(error), code="field") from error
    return found["path"], _read_value(document, found["path"], found["value"].strip())


def reads_as(document: Any, line: str, stated: Stated) -> bool:
    """Whether a line says just this, types and all."""
    try:
        return as_json(read(document, line)) == as_json(stated)
    except ValidationError:
        return False


def gathered(items: list[Stated]) -> dict[str, Any]:
    """The mapping that the lines make. Raises ValidationError where two give the same field."""
    stated: dict[str, Any] = {}
    for path, value in items:
        if path in stated:
            raise ValidationError(f"{path} is given twice.")
        stated[path] = value
    return stated


def _in_words(document: Any, path: str, value: Any) -> str | None:
    """The value without JSON, if typing that gives the value again."""
    if isinstance(value, dict) and _is(Quantity, document, path):
        return _quantity_in_words(value)
    if not isinstance(value, str) or _LINE_BREAK.search(value) or value != value.strip():
        return None
    try:
        return value if _read_value(document, path, value) == value else None
    except ValidationError:
        return None


def _read_value(document: Any, path: str, text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text.startswith(_JSON):
        return read_json(text)
    if _is(When, document, path):
        return text  # 1991 is a year here, not a number
    if _INTEGER.fullmatch(text):
        return int(text)
    return _read_quantity(text) if _is(Quantity, document, path) else text


def _is(wanted: type[Any], document: Any, path: str) -> bool:
    try:
        return isinstance(field_at(document, path), wanted)
    except NoSuchField:
        return False


def _quantity_in_words(value: dict[str, Any]) -> str | None:
    try:
        return quantity_words.say(value)
    except QuantityError:
        return None


def read_json(text: str) -> Any:
    """A value from JSON. Raises ValidationError."""
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
