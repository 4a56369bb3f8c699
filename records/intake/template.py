"""Template: an empty table of a kind with an explanation of its columns and one example, made from the document.

What it explains is marked, and an import leaves it out: rows that begin with #, and the sheets `notes` and `words`.
"""

from collections.abc import Iterator

from records.intake.export import choices_of, table_rows
from records.intake.tables.cells import Written
from records.intake.tables.columns import KIND_COLUMN, Column, level_of, names_of
from records.intake.tables.csv_files import write_csv
from records.intake.tables.new_sheets import NewSheet, write_xlsx
from records.kinds.base import Kind, read_whole
from records.loading.dump import as_fixture

MEANING, EXAMPLE = "# meaning", "# example"
NOTES_HEADER = ("column", "what it holds", "what to write", "one of", "needed")
RULES = (
    "A list goes down the rows: write its second item in the row below, and repeat the id there (or leave it blank).",
    "Leave blank what the source does not say. A row that begins with # is a note and is left out.",
    "An id is permanent: lower-case letters, digits and single hyphens.",
)


def template(*, kind: Kind, table_format: str) -> bytes:
    """The template of a kind as `csv` or `xlsx`."""
    names = names_of(kind.name)
    if table_format == "csv":
        return write_csv([names, _meanings(kind), *_example(kind)])
    notes = NewSheet("notes", NOTES_HEADER, [*_notes(kind), *([rule] for rule in RULES)])
    return write_xlsx(
        [NewSheet(kind.collection, names, (), choices_of(kind), hints=list(_example(kind))), notes]
    )


def _columns(kind: Kind) -> dict[str, Column]:
    return {column.name: column for column in level_of(kind.name).columns()}


def _meanings(kind: Kind) -> list[Written]:
    columns = _columns(kind)
    return [MEANING if name == KIND_COLUMN else columns[name].help for name in names_of(kind.name)]


def _example(kind: Kind) -> Iterator[list[Written]]:
    """The kind's own example, where this desk has it."""
    for item in read_whole(kind.document, [kind.example]):
        yield from table_rows(kind, as_fixture(kind, item), first_cell=EXAMPLE)


def _notes(kind: Kind) -> Iterator[list[Written]]:
    yield [KIND_COLUMN, "What the entry is.", "", kind.name, ""]
    for column in _columns(kind).values():
        needed = "yes" if column.required else ""
        yield [column.name, column.help, column.sort.how, ", ".join(column.words), needed]
