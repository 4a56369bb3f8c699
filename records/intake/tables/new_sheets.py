"""Sheets to write, in words of our own; the library that writes them is loaded once somebody wants a workbook.

It takes more than twenty megabytes and a fifth of a second, in every worker, and few workers ever write one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module

from records.intake.tables.cells import Written

WRITER = "records.intake.tables.xlsx_write"


class TooLong(ValueError):
    """A text that no cell can hold."""


@dataclass(frozen=True)
class Choice:
    """The words allowed in a column, counted from 1, and what to say of others."""

    column: int
    words: Sequence[str]


@dataclass(frozen=True)
class NewSheet:
    """A sheet to write: its header, the rows below, and where only certain words are wanted."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Written]]
    choices: Sequence[Choice] = ()
    hints: Sequence[Sequence[Written]] = field(default_factory=tuple)  # rows in grey, above the others


def write_xlsx(sheets: Sequence[NewSheet]) -> bytes:
    """A workbook. Raises TooLong for a text that a cell cannot hold."""
    workbook: bytes = import_module(WRITER).write_workbook(sheets)
    return workbook
