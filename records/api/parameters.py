"""Query parameters as objects: each carries its name, its meaning, how it is read and how it is documented.

Nothing unknown, repeated or empty passes: a mistyped filter must never return everything.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from records.api.errors import ParameterError, Problem, echo
from records.api.hints import Elsewhere, advice, lists_that_take, nearest
from records.api.signs import ALONE, has_sign
from records.characters import FORBIDDEN
from records.folding import fold

LONGEST_VALUE = 500
MOST_VALUES = 50
MOST_PARAMETERS = 60
YES_NO = ("true", "false")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
TOO_LONG = (
    f"Write at most {LONGEST_VALUE} characters; a sign that stands for several letters counts as all of them."
)


@dataclass(frozen=True)
class Parameter:
    """One query parameter. `read` raises ValueError with a sentence that says what to write instead, or a Problem with
    several.

    With `many`, a comma means any of and repetition means all of; the value is then a list of lists. `choices` are the words
    of a closed list that the schema does not spell out.
    """

    name: str
    help: str
    read: Callable[[str], Any]
    many: bool = False
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    longest: int = LONGEST_VALUE
    example: str = ""
    choices: tuple[str, ...] = ()


def read_query(
    parameters: Iterable[Parameter], query: QueryDict, elsewhere: Elsewhere = lists_that_take
) -> dict[str, Any]:
    """Values by parameter name; absent ones are left out. Raises a 400 Problem that lists every error."""
    known = {parameter.name: parameter for parameter in parameters}
    if sum(len(values) for _, values in query.lists()) > MOST_PARAMETERS:
        raise Problem(400, f"Send at most {MOST_PARAMETERS} parameters.")
    values, errors = read_values(known, query.lists(), elsewhere)
    if errors:
        raise invalid(errors)
    return values


def read_values(
    known: Mapping[str, Parameter],
    given: Iterable[tuple[str, list[str]]],
    elsewhere: Elsewhere = lists_that_take,
) -> tuple[dict[str, Any], list[ParameterError]]:
    """Values by parameter name, and every error."""
    values: dict[str, Any] = {}
    errors: list[ParameterError] = []
    for name, texts in given:
        if name not in known:
            errors.append(unknown(name, known, elsewhere))
            continue
        try:
            values[name] = _read(known[name], texts)
        except _Refused as error:
            errors.append(ParameterError(name, error.code, str(error)))
        except Problem as problem:
            errors += problem.errors
    return values, errors


def invalid(errors: list[ParameterError]) -> Problem:
    """A 400 that names every parameter in error."""
    names = ", ".join(dict.fromkeys(echo(error.parameter) for error in errors[:5]))
    return Problem(
        400, f"Mend these parameters: {names}." if names else "The query cannot be read.", errors=errors
    )


class _Refused(ValueError):
    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def unknown(name: str, known: Iterable[str], elsewhere: Elsewhere = lists_that_take) -> ParameterError:
    """The error of a name that means nothing among the known ones."""
    return ParameterError(name, "unknown", advice(name, list(known), elsewhere))


def _read(parameter: Parameter, texts: list[str]) -> Any:
    for text in texts:
        _check_text(text, parameter.longest)
    if parameter.many:
        return [[_read_one(parameter, part) for part in _split(text)] for text in texts]
    if len(texts) > 1:
        raise _Refused("repeated", "Give this parameter once.")
    return _read_one(parameter, texts[0])


def _check_text(text: str, longest: int) -> None:
    if not text.strip():
        raise _Refused("empty", "Give a value, or leave the parameter out.")
    if len(text) > longest:
        raise _Refused("invalid", f"Write at most {longest} characters.")
    if FORBIDDEN.search(text) or REPLACEMENT in text:
        raise _Refused("invalid", "Remove control characters and write UTF-8.")


def _split(text: str) -> list[str]:
    parts = text.split(",")
    if len(parts) > MOST_VALUES:
        raise _Refused("invalid", f"Give at most {MOST_VALUES} values.")
    if not all(part.strip() for part in parts):
        raise _Refused("empty", "A value between the commas is empty.")
    if len(parts) > 1 and any(map(has_sign, parts)):
        raise _Refused("invalid", ALONE)
    return parts


def _read_one(parameter: Parameter, text: str) -> Any:
    try:
        return parameter.read(text)
    except ValueError as error:
        raise _Refused("invalid", str(error)) from error


def fits(text: str) -> bool:
    """Whether a text to look for is short enough as it is and folded: one sign may stand for eighteen letters."""
    return max(len(text), len(fold(text))) <= LONGEST_VALUE


# Readers: text to value, or a ValueError that says what to write.


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Digits only, between two bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text) or not low <= int(text) <= high:
            raise ValueError(f"Write a whole number from {low} to {high}.")
        return int(text)

    return read


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """One of a closed list."""
    allowed = list(words)

    def read(text: str) -> str:
        if text not in allowed:
            near = nearest(text, allowed)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise ValueError(f"{hint}Use one of: {', '.join(allowed)}.")
        return text

    return read


def choice(
    name: str, meaning: str, words: Iterable[str], *, default: str = "", many: bool = False, example: str = ""
) -> Parameter:
    """The parameter that takes one of a closed list, or with `many` several."""
    allowed = list(words)
    schema = {"type": "string", "enum": allowed} | ({"default": default} if default else {})
    return Parameter(name, meaning, one_of(allowed), many=many, schema=schema, example=example)


def pattern(expression: str, advice: str) -> Callable[[str], str]:
    """Text of one form."""

    def read(text: str) -> str:
        if not re.fullmatch(expression, text):
            raise ValueError(advice)
        return text

    return read


def yes_no(text: str) -> bool:
    """`true` or `false`."""
    if text not in YES_NO:
        raise ValueError("Write true or false.")
    return text == "true"


def to_look_for(text: str) -> str:
    """Text that stays short when it is folded."""
    if not fits(text):
        raise ValueError(TOO_LONG)
    return text


def any_text(text: str) -> str:
    """Text as it is."""
    return text
