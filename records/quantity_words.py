"""Quantities as editors write them in one line: `17`, `at least 33`, `about 80 (some eighty)`, `withheld`.

Words and the stored mapping say exactly the same, so that opening and saving a form changes nothing. What a
quantity may be is decided by `records.quantities` alone.
"""

import re
from typing import Any

from records.quantities import QuantityError, parse

NOT_STATED = "not stated"
HOW = (
    "Write a number, at least 5, at most 5, about 80, 10 to 20, withheld, unknown or not stated; "
    "the source's own wording may follow in brackets."
)

_SAYS = {
    "exact": "{low}",
    "at-least": "at least {low}",
    "at-most": "at most {high}",
    "about": "about {low}",
    "range": "{low} to {high}",
    "withheld": "withheld",
    "unknown": "unknown",
}
_WORDING = re.compile(r"^(?P<said>[^(]*)\((?P<text>.*)\)$", re.DOTALL)
_NUMBERS = re.compile(
    r"^(?:(?P<hedge>at least|at most|about) )?(?P<first>[0-9]{1,12})(?: to (?P<last>[0-9]{1,12}))?$"
)


def say(value: Any) -> str:
    """The line for a stored quantity; null is `not stated`."""
    if value is None:
        return NOT_STATED
    quantity = parse(value)
    said = _SAYS[quantity.qualifier].format(low=quantity.low, high=quantity.high)
    return f"{said} ({quantity.text})" if quantity.text else said


def read(line: str) -> dict[str, Any] | None:
    """The stored mapping for a line, or None for `not stated`. Raises QuantityError."""
    wording = _WORDING.match(line.strip())
    said = (wording["said"] if wording else line).strip().lower()
    if said == NOT_STATED and not wording:
        return None
    return parse(_bounds(said) | {"text": wording["text"].strip() if wording else None}).as_dict()


def _bounds(said: str) -> dict[str, Any]:
    if said in ("withheld", "unknown"):
        return {"qualifier": said}
    found = _NUMBERS.match(said)
    if found is None or (found["hedge"] and found["last"]):
        raise QuantityError(HOW)
    first, last = int(found["first"]), found["last"]
    if last:
        return {"low": first, "high": int(last), "qualifier": "range"}
    qualifier = (found["hedge"] or "exact").replace(" ", "-")
    low = None if qualifier == "at-most" else first
    high = None if qualifier == "at-least" else first
    return {"low": low, "high": high, "qualifier": qualifier}
