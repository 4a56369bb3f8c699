"""A sheet as its cells, whatever file it came from, and the bounds that every table keeps."""

import re
from dataclasses import dataclass
from datetime import date

from records.characters import FORBIDDEN, with_plain_newlines

LARGEST_TABLE = 4_000_000  # bytes of a file
MOST_ROWS = 20_000  # of a sheet
MOST_COLUMNS = 250
LONGEST_CELL = 32_767  # characters: what a spreadsheet can hold, though not CSV

# A spreadsheet would take such a text for a formula, and with one apostrophe more it does not. Apostrophes that were
# there before get one more as well, so that taking one away always gives the text again.
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Unreadable:
    """A cell from which no value can be taken; `says` tells what to do."""

    says: str


Cell = str | int | float | bool | date | Unreadable | None


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet from its first; `title` is empty where a file has no sheets."""

    title: str
    rows: list[list[Cell]]


class TableError(Exception):
    """A file that is no table, or not one that can be taken in; in words that say what to do."""

    def __init__(self, says: str, row: int = 1) -> None:
        super().__init__(says)
        self.says = says
        self.row = row


def from_text(text: str) -> Cell:
    """What a cell of text holds: the text as it was meant, nothing, or what to mend."""
    if FORBIDDEN.search(with_plain_newlines(text)):
        return Unreadable("Remove control characters and text-direction marks.")
    return as_meant(text).strip() or None


def defused(text: str) -> str:
    """Text as a cell may hold it without being taken for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def as_meant(text: str) -> str:
    """The inverse of `defused`."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
