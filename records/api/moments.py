"""Times and sequence numbers that callers name."""

import re
from datetime import UTC, date, datetime, time

from records.api.errors import ParameterError
from records.api.parameters import invalid
from records.reading.moments import latest
from records.reading.wanted import At

SEQUENCE = re.compile(r"0|[1-9][0-9]{0,17}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
)
ADVICE = "Write a UTC time such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31. In an address, + is written %2B."


def instant(text: str, *, end_of_day: bool) -> datetime:
    """A moment in UTC; a day alone means its end or its beginning. Raises ValueError with advice."""
    try:
        if DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time.max if end_of_day else time.min, UTC)
        if INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"There is no such time. {ADVICE}") from error
    raise ValueError(ADVICE)


def state_at(text: str) -> At:
    """The moment that a sequence number or a time names. Raises ValueError for what is neither, or lies in the future."""
    if SEQUENCE.fullmatch(text):
        return At(sequence=int(text))
    try:
        when = instant(text, end_of_day=True)
    except ValueError as error:
        raise ValueError(f"{error} A sequence number works too.") from error
    now = datetime.now(UTC)
    if when > now and when.date() != now.date():
        raise ValueError("This lies in the future; leave as_of out to ask what the register says now.")
    return At(time=when)


def refuse_if_unreached(at: At) -> None:
    """Call when an entry was not found: that may be because the register has not reached the moment."""
    if at.sequence and at.sequence > latest()[0]:
        refuse_unreached(at)


def refuse_unreached(at: At) -> None:
    """Call when nothing was found at a moment: a 400 for a sequence number that the register has not reached."""
    if at.sequence:
        says = f"The register has only reached sequence {latest()[0]}."
        raise invalid([ParameterError("as_of", "invalid", says)])
