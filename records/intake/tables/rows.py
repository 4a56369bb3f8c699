"""Between an entry and its rows. The first row has what there is once; each list goes down from there, item by item.

Rows of one entry need not stand together: they belong to the entry whose id they repeat, in their order. A row without
an id belongs to the entry above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from records.intake.tables.cells import CellError, Written
from records.intake.tables.columns import Column, Level
from records.intake.tables.sheets import Cell, Unreadable
from records.loading.reader import Where


@dataclass(frozen=True)
class Row:
    """The filled cells of a row by column, and its number as a spreadsheet counts it."""

    number: int
    cells: dict[str, Cell]


@dataclass
class Reading:
    """What was found besides values: the row of each, and what is wrong where."""

    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[tuple[Where, int, str]] = field(default_factory=list)


def rows_of(level: Level, value: Any) -> list[dict[str, Written]]:
    """An entry, written as fixtures write it, as the filled cells of its rows."""
    if level.bare:
        value = {"": value}
    first = {column.name: column.sort.write(value[key]) for key, column in level.own.items() if key in value}
    for key, part in level.parts.items():
        first |= rows_of(part, value[key])[0] if key in value else {}
    stacks = [
        [row for item in value.get(key, ()) for row in rows_of(inner, item)]
        for key, inner in level.lists.items()
    ]
    head, *rest = [_merged(side_by_side) for side_by_side in zip_longest(*stacks, fillvalue={})] or [{}]
    return [first | head, *rest]


def _merged(rows: tuple[dict[str, Written], ...]) -> dict[str, Written]:
    return {name: cell for row in rows for name, cell in row.items()}


def read_rows(level: Level, rows: list[Row], where: Where, reading: Reading) -> dict[str, Any]:
    """The mapping that these rows hold; what is blank is left out."""
    value: dict[str, Any] = {}
    for key, column in level.own.items():
        if filled := [row for row in rows if column.name in row.cells]:
            at = (*where, key) if key else where
            reading.lines[at] = filled[0].number
            _read_cell(column, filled, at, reading, value, key)
    for key, part in level.parts.items():
        if _filled(part, rows):
            value[key] = read_rows(part, rows, (*where, key), reading)
    for key, inner in level.lists.items():
        items = [
            _read_item(inner, item, (*where, key, position), reading)
            for position, item in enumerate(_items(inner, rows))
        ]
        if items:
            value[key] = items
    return value


def _read_cell(
    column: Column, filled: list[Row], where: Where, reading: Reading, value: dict[str, Any], key: str
) -> None:
    first = filled[0].cells[column.name]
    if isinstance(first, Unreadable):
        reading.problems.append((where, filled[0].number, first.says))
        return
    for other in filled[1:]:
        if other.cells[column.name] != first:
            says = (
                f"Row {filled[0].number} gives another {column.name} for this id: keep one of them, or give "
                "this row an id of its own."
            )
            reading.problems.append((where, other.number, says))
    try:
        value[key] = column.sort.read(first)
    except CellError as error:
        reading.problems.append((where, filled[0].number, str(error)))


def _read_item(level: Level, rows: list[Row], where: Where, reading: Reading) -> Any:
    reading.lines[where] = rows[0].number
    value = read_rows(level, rows, where, reading)
    return value.get("") if level.bare else value


def _items(level: Level, rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of each item: it begins where one of its own columns is filled, and takes in what stands below."""
    begins = {column.name for column in level.across()}
    own = {column.name for column in level.columns()}
    item: list[Row] = []
    for row in rows:
        if own.isdisjoint(row.cells):
            continue
        if item and not begins.isdisjoint(row.cells):
            yield item
            item = []
        item.append(row)
    if item:
        yield item


def _filled(level: Level, rows: list[Row]) -> bool:
    names = {column.name for column in level.across()}
    return any(not names.isdisjoint(row.cells) for row in rows)
