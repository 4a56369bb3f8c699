"""Export: entries of the desk as a table that an import takes back, id by id. It reads and changes nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from records.intake.tables.cells import Written
from records.intake.tables.columns import KIND_COLUMN, level_of, names_of
from records.intake.tables.csv_files import write_csv
from records.intake.tables.new_sheets import Choice, NewSheet, write_xlsx
from records.intake.tables.rows import rows_of
from records.kinds.base import Kind, read_whole
from records.loading.dump import as_fixture

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE}


def export(*, kind: Kind, ids: Iterable[str] | None, table_format: str) -> bytes:
    """Those entries of a kind, or all of it, as `csv` or `xlsx`. Raises TooLong for a text that no cell holds."""
    wanted = kind.model._default_manager.values_list("pk", flat=True) if ids is None else ids
    items = read_whole(kind.document, wanted)
    rows = (row for item in items for row in table_rows(kind, as_fixture(kind, item)))
    if table_format == "csv":
        return write_csv([names_of(kind.name), *rows])
    return write_xlsx([NewSheet(kind.collection, names_of(kind.name), rows, choices_of(kind))])


def table_rows(kind: Kind, fixture: dict[str, Any], first_cell: str = "") -> Iterator[list[Written]]:
    """The rows of one entry: each says its kind and id, so that the rows can be sorted."""
    names = names_of(kind.name)
    for row in rows_of(level_of(kind.name), fixture):
        full: dict[str, Written] = row | {KIND_COLUMN: first_cell or kind.name, "id": fixture["id"]}
        yield [full.get(name, "") for name in names]


def choices_of(kind: Kind) -> list[Choice]:
    """The columns in which only certain words are wanted."""
    columns = {column.name: column.words for column in level_of(kind.name).columns()}
    numbered = enumerate(names_of(kind.name), start=1)
    return [Choice(number, columns[name]) for number, name in numbered if columns.get(name)]
