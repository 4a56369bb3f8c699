"""Writes workbooks that a spreadsheet leaves as they are: every column of text is formatted as text.

Otherwise 2022-08 becomes the first of August, and 012 twelve, as soon as somebody edits the cell.
"""

import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from records.intake.tables.cells import Written
from records.intake.tables.new_sheets import NewSheet, TooLong
from records.intake.tables.sheets import LONGEST_CELL, MOST_ROWS, defused
from records.spool import writing_temporary_files

AS_TEXT = "@"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST, _NARROWEST = 60, 11


def write_workbook(sheets: Sequence[NewSheet]) -> bytes:
    """A workbook. Raises TooLong for a text that a cell cannot hold, and NoRoomError."""
    book = Workbook()
    book.remove(book.active)
    words = _Words(book)
    for new in sheets:
        _write_sheet(book.create_sheet(new.title), new, words)
    words.close()
    file = io.BytesIO()
    with writing_temporary_files():  # it puts each sheet aside
        book.save(file)
    return file.getvalue()


def _write_sheet(sheet: Any, new: NewSheet, words: "_Words") -> None:
    sheet.freeze_panes = "C2"
    for column, name in enumerate(new.header, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(_WIDEST, max(_NARROWEST, len(name) + 2))
        sheet.column_dimensions[letter].number_format = AS_TEXT
        sheet.cell(1, column, name).font = Font(bold=True)
    first = len(new.hints) + 2
    for number, row in enumerate(new.hints, start=2):
        _write_row(sheet, number, row, Font(italic=True, color="707070"))
    for number, row in enumerate(new.rows, start=first):
        _write_row(sheet, number, row, None)
    for choice in new.choices:
        letter = get_column_letter(choice.column)
        sheet.add_data_validation(words.validation(choice.words, f"{letter}{first}:{letter}{MOST_ROWS}"))


def _write_row(sheet: Any, number: int, row: Sequence[Written], font: Font | None) -> None:
    for column, value in enumerate(row, start=1):
        if value == "":
            continue
        cell = sheet.cell(number, column, _cell_text(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.number_format = AS_TEXT
            cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
        if font:
            cell.font = font


def _cell_text(text: str) -> str:
    safe = _ESCAPED.sub("_x005F_", defused(text))
    if len(safe) > LONGEST_CELL:
        raise TooLong(f"A text of {len(text):,} characters does not fit a cell; use CSV.")
    return safe


class _Words:
    """A sheet at the end with each list of words once, for lists too long to stand in a rule."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.lists: dict[tuple[str, ...], int] = {}

    def validation(self, words: Sequence[str], cells: str) -> DataValidation:
        column = self.lists.setdefault(tuple(words), len(self.lists) + 1)
        letter = get_column_letter(column)
        rule = DataValidation("list", formula1=f"words!${letter}$1:${letter}${len(words)}", allow_blank=True)
        rule.errorTitle, rule.error, rule.showErrorMessage = (
            "Not a known word",
            "Choose one from the list.",
            True,
        )
        rule.add(cells)
        return rule

    def close(self) -> None:
        if self.lists:
            sheet = self.book.create_sheet("words")
            for words, column in self.lists.items():
                for row, word in enumerate(words, start=1):
                    sheet.cell(row, column, word)
