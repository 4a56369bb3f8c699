"""From the bytes of an uploaded file to the entries in it, on the loader's one path. Nothing is written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from records.intake.tables.csv_files import read_csv
from records.intake.tables.entries import entries_of_sheets
from records.intake.tables.sheets import LARGEST_TABLE, Sheet, TableError
from records.intake.tables.xlsx_read import read_xlsx
from records.loading.entry import Entry
from records.loading.files import LARGEST_FILE, ReadError
from records.loading.gather import Gathered, gather_one, gather_with
from records.loading.problems import Problem

TABLES: dict[str, Callable[[bytes], list[Sheet]]] = {"csv": read_csv, "xlsx": read_xlsx}
FORMATS = {".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".xlsx": "xlsx"}
LARGEST = max(LARGEST_FILE, LARGEST_TABLE)
OTHER_FORMATS = {
    ".xlsm": "A workbook with macros is not taken: save it as .xlsx.",
    ".xls": "An old .xls workbook is not taken: save it as .xlsx.",
    ".ods": "An .ods sheet is not taken: save it as .xlsx.",
}
_POSITION = re.compile(r"\.[0-9]+(?=\.|$)")


@dataclass(frozen=True)
class Trouble:
    """One thing to mend, as an editor finds it: `line` or `row`, in which sheet, in which field or column."""

    place: str
    field: str
    says: str


def format_of(name: str) -> str:
    """`yaml`, `csv` or `xlsx`, by a file's name. Raises TableError."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        says = OTHER_FORMATS.get(suffix, "Choose a file whose name ends in .xlsx, .csv, .yaml or .yml.")
        raise TableError(says)
    return FORMATS[suffix]


def gather_upload(name: str, raw: bytes) -> Gathered[list[Entry]]:
    """The entries of an uploaded file, with every problem found on the way."""
    path = Path(name)
    try:
        read = TABLES.get(format_of(name))
    except TableError as error:
        return Gathered([], [Problem(path, 1, "", error.says)], complete=False)
    return (
        gather_with(path, lambda problems: _entries(path, raw, read, problems))
        if read
        else gather_one(path, raw)
    )


def _entries(
    path: Path, raw: bytes, read: Callable[[bytes], list[Sheet]], problems: list[Problem]
) -> Iterator[Entry]:
    if len(raw) > LARGEST_TABLE:
        raise ReadError(path, 1, f"The file is larger than {LARGEST_TABLE:,} bytes: divide it.")
    try:
        sheets = read(raw)
    except TableError as error:
        raise ReadError(path, error.row, error.says) from error
    yield from entries_of_sheets(path, sheets, problems)


def as_trouble(name: str, problem: Problem) -> Trouble:
    """A problem, told in the terms of the file it was found in."""
    if PurePath(name).suffix.lower() in (".yaml", ".yml"):
        return Trouble(f"Line {problem.line}", problem.field, problem.says)
    sheet = f", sheet {problem.path.name}" if problem.path != Path(name) else ""
    column = _POSITION.sub("", problem.field).removesuffix(".edtf")
    return Trouble(f"Row {problem.line}{sheet}", column, problem.says)
