"""From sheets to entries, as if a fixture file had been written: every problem is told with its row and column.

A sheet holds one kind, named by its title or in its column `kind`. A row whose first cell begins with # is a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from records.intake.tables.columns import KIND_COLUMN, SENSITIVITY, level_of, names_of
from records.intake.tables.rows import Reading, Row, read_rows
from records.intake.tables.sheets import Cell, Sheet, Unreadable
from records.kinds import KINDS
from records.loading.entry import Entry
from records.loading.gather import COLLECTIONS
from records.loading.problems import Problem, dotted
from records.loading.reader import Located

EXPLAINING = {"notes", "words"}  # sheets of the templates that hold no entries
NOTE = "#"


@dataclass
class TableEntry(Entry):
    """An entry from a table. `left_alone` are the fields for which it has no column, and parts of fields: `date.note`."""

    left_alone: frozenset[str] = frozenset()


def entries_of_sheets(file: Path, sheets: list[Sheet], problems: list[Problem]) -> Iterator[Entry]:
    """The entries of all sheets but those that explain. Problems with cells are added to `problems`."""
    wanted = [sheet for sheet in sheets if sheet.title.casefold() not in EXPLAINING]
    readers = [
        _SheetOfEntries(file / sheet.title if sheet.title else file, sheet, problems) for sheet in wanted
    ]
    filled = [reader for reader in readers if reader.rows]
    if not filled:
        says = "There are no rows: write the columns' names first, and entries below them."
        problems.append(Problem(file, 1, "", says))
    for reader in filled:
        yield from reader.entries()


class _SheetOfEntries:
    """One sheet while it is read."""

    def __init__(self, path: Path, sheet: Sheet, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        rows = [(number, row) for number, row in enumerate(sheet.rows, start=1) if _is_content(row)]
        (self.top, self.header), self.rows = rows[0] if rows else (1, []), rows[1:]
        self.names = ["" if isinstance(cell, Unreadable) else _name(cell) for cell in self.header]
        self.kind = self._kind(sheet.title)

    def entries(self) -> Iterator[Entry]:
        if self.kind is None:
            says = f"Name the sheet after what it holds, or fill the column kind: {', '.join(KINDS)}."
            self._say(self.top, KIND_COLUMN, says)
            return
        left_alone = frozenset(self._check_header(self.kind))
        for rows in self._by_id().values():
            yield self._entry(self.kind, rows, left_alone)

    def _say(self, row: int, column: str, says: str) -> None:
        self.problems.append(Problem(self.path, row, column[:60], says))

    def _kind(self, title: str) -> str | None:
        named = title.strip().casefold()
        if named in COLLECTIONS:
            return COLLECTIONS[named]
        filled = (row for _, row in self._filled_rows())
        return next((str(row[KIND_COLUMN]) for row in filled if row.get(KIND_COLUMN) in KINDS), None)

    def _filled_rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        for number, row in self.rows:
            named = zip(self.names, row, strict=False)
            yield number, {name: cell for name, cell in named if cell is not None and name}

    def _check_header(self, kind: str) -> Iterator[str]:
        """Tell of columns that are wrong; yields the fields that have no column."""
        known = names_of(kind)
        for position, name in enumerate(self.names):
            if name and name not in known:
                nearest = get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f" Did you mean {nearest[0]}?" if nearest else ""
                self._say(self.top, name, f"Unknown column.{hint} The template has all columns of this kind.")
            elif name in self.names[:position]:
                self._say(self.top, name, "This column stands here twice: keep one of them.")
            elif not name and any(len(row) > position and row[position] is not None for _, row in self.rows):
                self._say(
                    self.top,
                    f"number {position + 1}",
                    "This column has cells but no name: name it, or clear it.",
                )
        level = level_of(kind)
        for key, columns in level.by_field().items():
            missing = [column.name for column in columns if column.name not in self.names]
            if len(missing) == len(columns):
                yield key
            elif missing and key in level.lists:
                says = f"Add the column {missing[0]}: the columns of {key} come all together, or not at all."
                self._say(self.top, key, says)
            elif missing:
                part = level.parts[key].own.items()
                yield from (f"{key}.{inner}" for inner, column in part if column.name in missing)

    def _by_id(self) -> dict[str, list[Row]]:
        """Rows by the id that they give, or that the row above gives."""
        found: dict[str, list[Row]] = {}
        current: str | None = None
        for number, cells in self._filled_rows():
            if not cells:
                continue
            self._check_kind(number, cells)
            given = cells.get("id")
            if isinstance(given, Unreadable):
                self._say(number, "id", given.says)
                continue
            current = current if given is None else str(given)
            if current is None:
                self._say(number, "id", "Give this entry an id: it is permanent and stands in its address.")
            else:
                found.setdefault(current, []).append(Row(number, cells))
        return found

    def _check_kind(self, number: int, cells: dict[str, Cell]) -> None:
        given = cells.get(KIND_COLUMN, self.kind)
        if given != self.kind:
            named = "" if isinstance(given, Unreadable) else f" {str(given)[:60]!r}"
            says = f"This sheet holds {self.kind}: put{named} on a sheet of its own, or mend the word."
            self._say(number, KIND_COLUMN, says)

    def _entry(self, kind: str, rows: list[Row], left_alone: frozenset[str]) -> Entry:
        reading = Reading()
        at = (str(rows[0].cells.get("id")),)
        data = read_rows(level_of(kind), rows, at, reading)
        for where, row, says in reading.problems:
            self._say(row, dotted(where[1:]), says)
        located = Located(self.path, None, {at: rows[0].number, **reading.lines})
        sensitivity: Any = data.pop(SENSITIVITY, None)
        return TableEntry(kind, {"id": at[0], **data}, located, at, sensitivity, left_alone=left_alone)


def _name(cell: Cell) -> str:
    return str("" if cell is None else cell).strip().casefold()


def _is_content(row: list[Cell]) -> bool:
    """Whether a row is neither blank nor a note."""
    first = next(iter(row), None)
    return any(cell is not None for cell in row) and not (isinstance(first, str) and first.startswith(NOTE))
