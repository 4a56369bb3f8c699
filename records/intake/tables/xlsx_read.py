"""Reads the sheets of a workbook: values as they are stored, none computed, and none guessed from how they look.

openpyxl reads more than is wanted of a stranger's file (drawings, styles, links), makes every cell of a merged range, and
says nothing of merged cells when reading in bounds; so the few elements that hold values are read here.
"""

import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from records.intake.tables.package import Package
from records.intake.tables.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    TableError,
    Unreadable,
    from_text,
)
from records.intake.tables.xlsx_days import days_shown

MOST_CELLS = 500_000  # elements, filled or not
_ROOT = "_rels/.rels"
_COORDINATE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00(:00(\.0+)?)?Z?)?")

FORMULA = Unreadable("This cell holds a formula: replace it by its value (copy, then paste as values).")
IN_ERROR = Unreadable("This cell shows an error of the spreadsheet: write a value, or clear it.")
PART_OF_A_DAY = Unreadable(
    "The spreadsheet made a date or time of this and may have added what you did not type: format the column as text "
    "and write it again, such as 2022-10-04 or 2021-05."
)


def read_xlsx(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order. Raises TableError."""
    package = Package(raw)
    workbook = next((name for name in _targets(package, _ROOT, "officeDocument").values()), "")
    if workbook not in package.names:
        raise TableError("This is not an .xlsx workbook: save it as .xlsx, or as CSV.")
    sheets, starts = _contents(package, workbook)
    rels = f"{posixpath.dirname(workbook)}/_rels/{posixpath.basename(workbook)}.rels".lstrip("/")
    parts = _targets(package, rels, "worksheet")
    texts = [
        text for name in _targets(package, rels, "sharedStrings").values() for text in _texts(package, name)
    ]
    days = [
        shown for name in _targets(package, rels, "styles").values() for shown in days_shown(package, name)
    ]
    return [
        Sheet(title, _SheetReader(package, title, texts, days, starts).read(parts[key]))
        for title, key in sheets
        if key in parts
    ]


def _targets(package: Package, rels: str, sort: str) -> dict[str, str]:
    """The parts that a part refers to, by their key."""
    found: dict[str, str] = {}
    base = posixpath.dirname(posixpath.dirname(rels))

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith(f"/{sort}"):
            target = given.get("Target", "")
            found[given.get("Id", "")] = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")

    package.parse(rels, start=start)
    return found


def _contents(package: Package, workbook: str) -> tuple[list[tuple[str, str]], date]:
    """Title and key of each sheet, and the day before the first that the workbook counts."""
    sheets: list[tuple[str, str]] = []
    starts = [date(1899, 12, 30)]

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            sheets.append((given.get("name", ""), given.get("id", "")))
        elif tag == "workbookPr" and given.get("date1904", "0") in ("1", "true"):
            starts.append(date(1904, 1, 1))

    package.parse(workbook, start=start)
    return sheets, starts[-1]


def _texts(package: Package, name: str) -> list[str]:
    """The texts that cells share."""
    texts: list[str] = []
    collector = _TextCollector()

    def end(tag: str) -> None:
        if tag == "si":
            texts.append(collector.take())
        collector.end(tag)

    package.parse(name, start=collector.start, end=end, text=collector.text)
    return texts


class _TextCollector:
    """Joins what stands in `t` elements, without the readings printed above East Asian letters."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.pieces: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("t", "v", "f", "rPh"):
            self.inside.append(tag)

    def end(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def text(self, text: str) -> None:
        if self.inside and self.inside[-1] in ("t", "v") and "rPh" not in self.inside:
            self.pieces.append(text)

    def take(self) -> str:
        text, self.pieces = "".join(self.pieces), []
        return text


class _SheetReader:
    """Takes the cells of one sheet as they come."""

    def __init__(
        self, package: Package, title: str, texts: list[str], days: list[bool | None], starts: date
    ) -> None:
        self.package, self.title, self.texts, self.days, self.starts = package, title, texts, days, starts
        self.collector = _TextCollector()
        self.rows: dict[int, dict[int, Cell]] = {}
        self.row = self.column = self.seen = 0
        self.given: dict[str, str] = {}
        self.is_formula = False

    def read(self, name: str) -> list[list[Cell]]:
        """The rows, from the first to the last that holds anything."""
        self.package.parse(name, start=self.start, end=self.end, text=self.collector.text)
        return [list(self._row(number)) for number in range(1, max(self.rows, default=0) + 1)]

    def _row(self, number: int) -> Iterator[Cell]:
        cells = self.rows.get(number, {})
        return (cells.get(column) for column in range(1, max(cells, default=0) + 1))

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.collector.start(tag, given)
        if tag == "row":
            self.row, self.column = self._number(given.get("r"), self.row + 1), 0
        elif tag == "c":
            self._begin_cell(given)
        elif tag == "f":
            self.is_formula = True
        elif tag == "mergeCell":
            says = f"The cells {given.get('ref', '')[:20]} are merged: divide them, so that each row stands for itself."
            raise TableError(f"Sheet {self.title[:40]}: {says}")

    def _begin_cell(self, given: dict[str, str]) -> None:
        self.seen += 1
        if self.seen > MOST_CELLS:
            raise TableError(f"Sheet {self.title[:40]} is too large: delete the empty rows and columns.")
        found = _COORDINATE.fullmatch(given.get("r", ""))
        self.column = _column_number(found[1]) if found else self.column + 1
        self.given, self.is_formula = given, False
        self.collector.take()

    def _number(self, written: str | None, following: int) -> int:
        return int(written) if written and _INTEGER.fullmatch(written) else following

    def end(self, tag: str) -> None:
        self.collector.end(tag)
        if tag == "c":
            value = FORMULA if self.is_formula else self._value(self.collector.take())
            if value is not None:
                self._put(value)

    def _put(self, value: Cell) -> None:
        if not 0 < self.row <= MOST_ROWS or self.column > MOST_COLUMNS:
            says = f"goes beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: divide it, or delete what is not needed."
            raise TableError(f"Sheet {self.title[:40]} {says}", max(self.row, 1))
        self.rows.setdefault(self.row, {})[self.column] = value

    def _value(self, text: str) -> Cell:
        sort = self.given.get("t", "n")
        if sort == "e":
            return IN_ERROR
        if sort == "s":
            known = int(text) if _INTEGER.fullmatch(text) else -1
            return _as_text(self.texts[known]) if 0 <= known < len(self.texts) else None
        if sort in ("str", "inlineStr"):
            return _as_text(text)
        if not text.strip():
            return None
        if sort == "b":
            return text.strip() == "1"
        return _day(text) if sort == "d" else self._number_or_day(text.strip())

    def _number_or_day(self, text: str) -> Cell:
        number = _as_number(text)
        style = self.given.get("s", "0")
        known = int(style) if _INTEGER.fullmatch(style) else -1
        shows_day = self.days[known] if 0 <= known < len(self.days) else None
        if shows_day is None or isinstance(number, Unreadable):
            return number
        whole = isinstance(number, int) and 60 < number < 2_900_000  # before: a leap day that never was
        return self.starts + timedelta(days=int(number)) if shows_day and whole else PART_OF_A_DAY


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _as_text(text: str) -> Cell:
    return from_text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _day(text: str) -> Cell:
    found = _ISO_DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(found[1]) if found else PART_OF_A_DAY
    except ValueError:
        return PART_OF_A_DAY


def _as_number(text: str) -> Any:
    """A whole number wherever it is one: spreadsheets know no difference."""
    if _INTEGER.fullmatch(text):
        return int(text)
    try:
        number = float(text[:40])
    except ValueError:
        return IN_ERROR
    if not abs(number) < 1e15:  # infinite, no number at all, or beyond what a spreadsheet counts one by one
        return IN_ERROR
    return int(number) if number.is_integer() else number
