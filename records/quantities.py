"""Counts as sources give them: a number, a bound, a range, or a stated silence.

A quantity never claims more precision than its source: "at least 33" has no upper end, "some 80" says so, and a
number that is withheld is not zero. This file parses and compares quantities; it knows nothing of models or JSON.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal, get_args

Qualifier = Literal["exact", "at-least", "at-most", "about", "range", "withheld", "unknown"]
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
LARGEST = 10_000_000_000
TEXT_LIMIT = 100

# "About 200" and "196" can both be true; "about 200" and "70" cannot. Used only to compare, never shown.
ABOUT_SPAN = 0.10

_NEEDS_LOW = {"exact", "at-least", "about", "range"}
_NEEDS_HIGH = {"exact", "at-most", "about", "range"}


class QuantityError(ValueError):
    """A quantity that contradicts itself; the message says how to write it."""


@dataclass(frozen=True)
class Quantity:
    """`low` and `high` are inclusive whole numbers, or None where the source sets no bound."""

    low: int | None
    high: int | None
    qualifier: str
    text: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The shape stored and published: `{low, high, qualifier, text}`."""
        return {"low": self.low, "high": self.high, "qualifier": self.qualifier, "text": self.text}

    def span(self) -> tuple[float, float]:
        """The numbers that could be true if this statement is."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        if self.qualifier == "about":
            return low * (1 - ABOUT_SPAN), high * (1 + ABOUT_SPAN)
        return low, high


def parse(value: Any) -> Quantity:
    """Read a whole number (short for exact) or a `{low, high, qualifier, text}` mapping.

    Raises QuantityError when the parts contradict each other.
    """
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = {"low": value, "high": value, "qualifier": "exact"}
    if not isinstance(value, dict):
        raise QuantityError("Write a whole number, or a mapping with low, high, qualifier and text.")
    _refuse_unknown_keys(value)
    quantity = Quantity(
        low=_whole(value.get("low"), "low"),
        high=_whole(value.get("high"), "high"),
        qualifier=_qualifier(value.get("qualifier")),
        text=_text(value.get("text")),
    )
    _check_bounds(quantity)
    return quantity


def disjoint(a: Quantity, b: Quantity) -> bool:
    """True when no number satisfies both statements."""
    (a_low, a_high), (b_low, b_high) = a.span(), b.span()
    return a_high < b_low or b_high < a_low


def _refuse_unknown_keys(value: dict[Any, Any]) -> None:
    unknown = sorted(str(key)[:30] for key in value if key not in ("low", "high", "qualifier", "text"))
    if unknown:
        raise QuantityError(f"Unknown part {unknown[0]!r}: a quantity has low, high, qualifier and text.")


def _whole(value: Any, part: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise QuantityError(f"{part} must be a whole number written without quotes, or null.")
    if not 0 <= value <= LARGEST:
        raise QuantityError(f"{part} must lie between 0 and {LARGEST}.")
    return value


def _qualifier(value: Any) -> str:
    if value not in QUALIFIERS:
        raise QuantityError(f"qualifier must be one of: {', '.join(QUALIFIERS)}.")
    return str(value)


def _text(value: Any) -> str | None:
    if value in (None, ""):
        return None
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        raise QuantityError(f"text must be the source's wording, at most {TEXT_LIMIT} characters.")
    if "\x00" in value:
        raise QuantityError("text holds a NUL character; remove it.")
    return value


def _check_bounds(quantity: Quantity) -> None:
    for part, needs in (("low", _NEEDS_LOW), ("high", _NEEDS_HIGH)):
        given, needed = getattr(quantity, part) is not None, quantity.qualifier in needs
        if needed and not given:
            raise QuantityError(f"qualifier {quantity.qualifier} needs {part}.")
        if given and not needed:
            raise QuantityError(f"qualifier {quantity.qualifier} leaves {part} null.")
    if quantity.low is None or quantity.high is None:
        return
    if quantity.qualifier in ("exact", "about") and quantity.low != quantity.high:
        raise QuantityError(f"qualifier {quantity.qualifier} needs low and high to be the same number.")
    if quantity.qualifier == "range" and quantity.low >= quantity.high:
        raise QuantityError("qualifier range needs low below high.")
