"""`!` and `*` in the value of a filter: anything but this, and whether there is anything at all."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

NOT, ANY = "!", "*"
ALONE = (
    "A value with ! or * stands alone: between commas it could be read in two ways. "
    "To leave out several, repeat the parameter; in `filter`, put `not` around them."
)


class Stated(Enum):
    """Whether there is any value."""

    YES = ANY
    NO = NOT + ANY


@dataclass(frozen=True)
class But:
    """Anything but this value, and nothing too."""

    value: Any


def signed(read: Callable[[str], Any], *, may_be_absent: bool = True) -> Callable[[str], Any]:
    """A reader that also takes `!value`, and `*` and `!*` for what an entry may leave out."""

    def read_signed(text: str) -> Any:
        if may_be_absent and text in (ANY, NOT + ANY):
            return Stated(text)
        if not text.startswith(NOT):
            return read(text)
        value = text.removeprefix(NOT)
        if not value.strip() or value.startswith(NOT):
            raise ValueError("Write one ! and then the value to leave out.")
        return But(read(value))

    return read_signed


def has_sign(text: str) -> bool:
    """Whether a part of a value is one of these."""
    return text.strip().startswith(NOT) or text.strip() == ANY
