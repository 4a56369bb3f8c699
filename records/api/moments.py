"""Times and sequence numbers that callers name, and reading the register at one moment."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypeVar

from records.published import Moment, latest, moment_of_sequence, moment_of_time

Answer = TypeVar("Answer")

SEQUENCE = re.compile(r"0|[1-9][0-9]{0,17}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
)
ADVICE = "Write a UTC time such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31. In an address, + is written %2B."


def read_at(moment: Moment, read: Callable[[Moment], Answer]) -> Answer:
    """What `read` finds at a moment, all of it at that moment.

    The latest state is read by the quick way, without a transaction around its queries. When something was published
    between them, it is read once more as the past state that it has become.
    """
    answer = read(moment)
    if moment.is_latest and latest().sequence != moment.sequence:
        return read(replace(moment, is_latest=False))
    return answer


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


def state_at(text: str) -> Moment:
    """The register as it stood at a sequence number or a time. Raises ValueError for one that is not reached yet."""
    if SEQUENCE.fullmatch(text):
        moment = moment_of_sequence(int(text))
        if moment is None:
            raise ValueError(f"The register has only reached sequence {latest().sequence}.")
        return moment
    try:
        when = instant(text, end_of_day=True)
    except ValueError as error:
        raise ValueError(f"{error} A sequence number works too.") from error
    now = datetime.now(UTC)
    if when > now and when.date() != now.date():
        raise ValueError("This lies in the future; leave as_of out to ask what the register says now.")
    return moment_of_time(when)
