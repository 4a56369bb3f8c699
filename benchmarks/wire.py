"""Values as PostgreSQL's binary COPY has them: each a field, that is its length and its bytes.

Texts are in UTF-8, numbers and days in network order. What is the same in many rows is encoded once and remembered.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from struct import Struct, pack
from typing import Any

from psycopg.types.range import Range

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
FIRST_DAY = EPOCH.date().toordinal()
MICROSECOND = timedelta(microseconds=1)
LOWER_IS_IN, UPPER_IS_IN, LOWER_IS_OPEN, UPPER_IS_OPEN = 2, 4, 8, 16
INTEGERS, TEXTS = 23, 25  # the types of what an array holds

_length = Struct(">i").pack
_of_two, _of_four, _of_eight = Struct(">ih").pack, Struct(">ii").pack, Struct(">iq").pack


def beginning(fields: int) -> bytes:
    """What stands before the fields of each row."""
    return pack(">h", fields)


def data(value: bytes | None) -> bytes:
    return NULL if value is None else _length(len(value)) + value


def text(value: str) -> bytes:
    return data(value.encode())


def smallint(value: int) -> bytes:
    return _of_two(2, value)


def integer(value: int) -> bytes:
    return _of_four(4, value)


def bigint(value: int) -> bytes:
    return _of_eight(8, value)


def moment(value: datetime | None) -> bytes:
    return NULL if value is None else _of_eight(8, (value - EPOCH) // MICROSECOND)


def day(value: date) -> bytes:
    return _of_four(4, value.toordinal() - FIRST_DAY)


def days(value: Range[date] | None) -> bytes:
    return NULL if value is None else _range(value, day)


def numbers(value: Range[int] | None) -> bytes:
    return NULL if value is None else _range(value, bigint)


def _range(value: Range[Any], encode: Any) -> bytes:
    flags = LOWER_IS_OPEN if value.lower is None else LOWER_IS_IN * value.lower_inc
    flags |= UPPER_IS_OPEN if value.upper is None else UPPER_IS_IN * value.upper_inc
    ends = [encode(end) for end in (value.lower, value.upper) if end is not None]
    return data(bytes([flags]) + b"".join(ends))


def integers(values: Sequence[int] | None) -> bytes:
    """An array of numbers of four bytes, each of which has its length before it."""
    if values is None:
        return NULL
    together = pack(f">{len(values)}Q", *[4 << 32 | value & 0xFFFFFFFF for value in values])
    return data(_before_items(INTEGERS, len(values)) + together)


def texts(values: Iterable[str]) -> bytes:
    """An array."""
    items = [*map(_remembered, values)]
    return data(_before_items(TEXTS, len(items)) + b"".join(items))


_remembered = cache(text)


@cache
def _before_items(type_: int, number: int) -> bytes:
    """Of an array: its dimensions, that it holds no NULL, its type; how many there are, counted from 1."""
    return pack(">iiiii", 1, 0, type_, number, 1) if number else pack(">iii", 0, 0, type_)
