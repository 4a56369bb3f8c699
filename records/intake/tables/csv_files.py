"""Tables as CSV: UTF-8, cells separated by commas, semicolons or tabs, as spreadsheets save them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from records.intake.tables.cells import Written
from records.intake.tables.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    TableError,
    defused,
    from_text,
)
from records.loading.files import UTF8_MARK, ReadError, decode

SEPARATORS = ",;\t"
_STATED = re.compile(r"sep=(?P<separator>.)\r?\n", re.IGNORECASE)  # as spreadsheets write on the first line


def read_csv(raw: bytes) -> list[Sheet]:
    """The one sheet of a CSV file. Raises TableError."""
    text = _decoded(raw)
    rows: list[list[Cell]] = []
    try:
        for row in _rows(text):
            if len(rows) == MOST_ROWS:
                raise TableError(f"It has more than {MOST_ROWS:,} rows: divide it.", MOST_ROWS)
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise TableError(
                    f"It has more than {MOST_COLUMNS} columns: remove those not needed.", len(rows) + 1
                )
            rows.append([from_text(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise TableError(
            f"A row cannot be read ({error}): check its quotation marks.", len(rows) + 1
        ) from error
    return [Sheet("", rows)]


def _decoded(raw: bytes) -> str:
    try:
        return decode(Path(), raw)
    except ReadError as error:
        says = error.problem[0].upper() + error.problem[1:]
        raise TableError(f"{says} (in a spreadsheet: CSV UTF-8).", error.line) from error


def _rows(text: str) -> Iterator[list[str]]:
    if stated := _STATED.match(text):
        yield []
        separator, text = stated["separator"], text[stated.end() :]
    else:
        header = next((line for line in text.splitlines() if line.strip()), "")
        separator = max(SEPARATORS, key=header.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def write_csv(rows: Iterable[Iterable[Written]]) -> bytes:
    """The rows as CSV with a byte order mark, by which spreadsheets know UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [defused(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return UTF8_MARK + file.getvalue().encode()
