"""XLSX, for whoever opens a spreadsheet: the rows of the CSV with numbers as numbers, and a sheet that says what they are.

The rows go through a file on disk, so memory stays as it is; the same rows give the same bytes. Excel's own limits are met
openly: a full sheet is followed by another, and a cell that is cut says so.
"""

import tempfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from records.api.formats.columns import Column, cells
from records.api.formats.export import Export
from records.api.formats.tables import harmless

LIBRARY = "xlsxwriter"
PIECE = 64 * 1024
MOST_ROWS = 1_048_575  # of a sheet, beside its heading
LONGEST = 32_767  # characters of a cell
CUT = " … (cut here; other formats have all of it)"


def write_xlsx(export: Export) -> Iterator[bytes]:
    """One workbook: `entries`, and `columns`, which explains them."""
    with tempfile.TemporaryFile() as file:
        _write(export, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(export: Export, file: Any) -> None:
    columns = export.columns
    with import_module(LIBRARY).Workbook(file, {"constant_memory": True}) as workbook:  # an extra
        told = {
            "title": export.title,
            "comments": export.address,
            "created": export.moment.replace(tzinfo=None),
        }
        workbook.set_properties(told)
        sheets = _sheets(workbook, [column.name for column in columns])
        sheet, row = next(sheets), 0
        for document in export.documents():
            if row == MOST_ROWS:
                sheet, row = next(sheets), 0
            row += 1
            _write_row(sheet, row, cells(columns, document))
        _explain(workbook.add_worksheet("columns"), columns)


def _sheets(workbook: Any, names: list[str]) -> Iterator[Any]:
    """`entries`, `entries 2` and so on, each with its heading."""
    bold, number = workbook.add_format({"bold": True}), 1
    while True:
        sheet = workbook.add_worksheet("entries" if number == 1 else f"entries {number}")
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, names, bold)
        yield sheet
        number += 1


def _write_row(sheet: Any, row: int, values: list[Any]) -> None:
    for place, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, place, _fitting(harmless(value)))
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif value is not None:
            sheet.write_number(row, place, value)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def _explain(sheet: Any, columns: tuple[Column, ...]) -> None:
    for row, cell in enumerate(
        (("column", "holds", "meaning"), *((c.name, c.type, c.help) for c in columns))
    ):
        sheet.write_row(row, 0, cell)
