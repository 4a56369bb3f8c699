"""XLSX, for whoever opens a spreadsheet: the rows of the CSV with numbers as numbers and days as days, and a sheet that says
what they are.

The rows go through files on disk, so memory stays as it is; the same rows give the same bytes. Excel's own limits are met
openly: a full sheet is followed by another, and a cell that is cut says so.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from records.api.formats.columns import Column, cells
from records.api.formats.export import Export
from records.api.formats.tables import harmless
from records.spool import writing_temporary_files

LIBRARY = "xlsxwriter"
PIECE = 64 * 1024
MOST_ROWS = 1_048_575  # of a sheet, beside its heading
LONGEST = 32_767  # characters of a cell
CUT = " … (cut here; other formats have all of it)"
FIRST_DAY = "1900-03-01"  # earlier ones are other days in another spreadsheet, or none at all
DAY_WIDTH = 11  # characters; a day that is wider than its column is shown as ####


def write_xlsx(export: Export) -> Iterator[bytes]:
    """One workbook: `entries`, and `columns`, which explains them. Raises NoRoomError, before the first piece."""
    with writing_temporary_files(), TemporaryFile() as file:
        with TemporaryDirectory() as folder:
            _write(export, file, folder)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(export: Export, file: Any, folder: str) -> None:
    library = import_module(LIBRARY)  # an extra
    workbook = library.Workbook(file, {"constant_memory": True, "tmpdir": folder})
    try:
        _fill(workbook, export)
        workbook.close()
    except library.exceptions.FileCreateError as error:
        raise error.args[0] from error  # the system's own, which it wraps
    finally:
        _let_go(workbook)


def _fill(workbook: Any, export: Export) -> None:
    columns = export.columns
    told = {
        "title": export.title,
        "comments": export.address,
        "created": export.moment.replace(tzinfo=None),
    }
    workbook.set_properties(told)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheets = _sheets(workbook, columns)
    sheet, row = next(sheets), 0
    for document in export.documents():
        if row == MOST_ROWS:
            sheet, row = next(sheets), 0
        row += 1
        _write_row(sheet, row, columns, cells(columns, document), day)
    _explain(workbook.add_worksheet("columns"), columns)


def _let_go(workbook: Any) -> None:
    """Of a workbook that could not be written the library leaves its files open."""
    for sheet in workbook.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


def _sheets(workbook: Any, columns: tuple[Column, ...]) -> Iterator[Any]:
    """`entries`, `entries 2` and so on, each with its heading."""
    bold, number = workbook.add_format({"bold": True}), 1
    while True:
        sheet = workbook.add_worksheet("entries" if number == 1 else f"entries {number}")
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, [column.name for column in columns], bold)
        for place in (place for place, column in enumerate(columns) if _holds_days(column)):
            sheet.set_column(place, place, DAY_WIDTH)
        yield sheet
        number += 1


def _write_row(sheet: Any, row: int, columns: tuple[Column, ...], values: list[Any], day: Any) -> None:
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        if isinstance(value, str) and _holds_days(column) and value >= FIRST_DAY:
            sheet.write_datetime(row, place, date.fromisoformat(value), day)
        elif isinstance(value, str):
            sheet.write_string(row, place, _fitting(harmless(value)))
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif value is not None:
            sheet.write_number(row, place, value)


def _holds_days(column: Column) -> bool:
    """Whole days, one in a cell. What is in EDTF stays text in every row: it may say less, or more, than a day."""
    return column.type == "day" and not column.is_list


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def _explain(sheet: Any, columns: tuple[Column, ...]) -> None:
    for row, cell in enumerate(
        (("column", "holds", "meaning"), *((c.name, c.type, c.help) for c in columns))
    ):
        sheet.write_row(row, 0, cell)
