"""What is exported is imported again as exactly the same, in either format."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uploading import outcomes, steps_of

from records.intake.export import export, table_rows
from records.intake.tables import cells
from records.intake.tables.cells import Sort
from records.intake.tables.columns import Level, level_of, names_of
from records.intake.tables.csv_files import read_csv, write_csv
from records.intake.tables.new_sheets import NewSheet, write_xlsx
from records.intake.tables.rows import Reading, Row, read_rows
from records.intake.tables.sheets import Sheet
from records.intake.tables.xlsx_read import read_xlsx
from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Kind, row_lists
from records.kinds.base.record import Evidence
from records.kinds.incident import Incident

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
EVERY_FORMAT = pytest.mark.parametrize("table_format", ["csv", "xlsx"])
TEMPTING = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "'=1",
    "''",
    "'s-Hertogenbosch",
    "012",
    "1e5",
    "TRUE",
    "2022-08",
    "_x0041_",
    "#x",
    "NaN",
]


@EVERY_KIND
@EVERY_FORMAT
def test_every_entry_of_the_fixtures_comes_back_unchanged(kind, table_format: str) -> None:
    raw = export(kind=kind, ids=None, table_format=table_format)
    steps = steps_of(f"table.{table_format}", raw)
    assert len(steps) == kind.model._default_manager.count()
    assert {str(step.outcome) for step in steps} == {"unchanged"}


@EVERY_FORMAT
@pytest.mark.parametrize("text", [*TEMPTING, "\t=1+1", "\r=1", "a\nb", "a\r\n=b", " x "])
def test_texts_that_tempt_a_spreadsheet_come_back_unchanged(table_format: str, text: str) -> None:
    Actor.objects.filter(pk="armenia").update(name=text, summary=text, aliases=[text, text])
    raw = export(kind=KINDS["actor"], ids=["armenia"], table_format=table_format)
    assert outcomes(f"a.{table_format}", raw) == {"armenia": "unchanged"}
    assert not [
        cell for cell in all_cells(raw, table_format) if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]


def all_cells(raw: bytes, table_format: str) -> list[str]:
    if table_format == "csv":
        return [cell for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")) for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert not [cell for row in book.worksheets[0] for cell in row if cell.data_type == "f"]
    return [str(cell.value) for row in book.worksheets[0] for cell in row]


STATED_VALUES = (17, True, None, "17", "true", "null", "a\nb", " x ", {"low": 1, "qualifier": "at-least"})


@pytest.mark.parametrize("value", STATED_VALUES, ids=repr)
@EVERY_FORMAT
def test_what_a_source_states_comes_back_with_its_type(value: Any, table_format: str) -> None:
    states = {"title": value, "date": "2022", "casualties.0.killed": value}
    entry = {"id": "one", "evidence": [{"source": "a", "paragraph": 1, "phrase": "b", "states": states}]}
    (found,) = read_back(written(KINDS["incident"], entry, table_format), table_format, "incident")
    assert json.dumps(found) == json.dumps(entry)  # 1 is not true here


def test_an_export_changed_in_one_cell_changes_that_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(kind=KINDS["incident"], ids=None, table_format="xlsx")))
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    sheet.cell(2, header.index("title") + 1).value = "Renamed"
    file = io.BytesIO()
    book.save(file)
    steps = [step for step in steps_of("i.xlsx", file.getvalue()) if str(step.outcome) != "unchanged"]
    assert [step.fields for step in steps] == [["title"]]
    assert steps[0].slug == sheet.cell(2, 2).value


def test_sorting_the_rows_of_an_export_changes_nothing() -> None:
    header, *rows = csv.reader(
        io.StringIO(export(kind=KINDS["incident"], ids=None, table_format="csv").decode("utf-8-sig"))
    )
    rows.sort(key=lambda row: row[header.index("title")] or "\uffff")  # as a spreadsheet sorts: blanks last
    raw = write_csv([header, *rows])
    assert set(outcomes("i.csv", raw).values()) == {"unchanged"}
    assert len(outcomes("i.csv", raw)) == Incident.objects.count()


@EVERY_KIND
def test_every_item_of_a_list_begins_with_a_cell_that_is_never_blank(kind) -> None:
    """Or else the next row could not be told from a list inside it."""
    for name, rows in row_lists(kind.document()).items():
        level = level_of(kind.name).lists[name]
        model = rows.child.Meta.model
        own = [rows.child.fields[key] for key in level.own if key] or [rows.child.fields["place"]]
        assert any(field.required or model._meta.get_field(field.source).get_default() for field in own), name


# Anything that an entry could say

LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
)
TEXTS = (
    (st.sampled_from(TEMPTING) | st.text(LETTERS | st.sampled_from("\n=+-@';\t,\"")))
    .map(str.strip)
    .filter(lambda text: text and text != "not stated")
)
NUMBERS = st.integers(0, 10**10)
WORDINGS = st.none() | TEXTS


def quantities(qualifier: str, **bounds: Any) -> st.SearchStrategy[dict[str, Any]]:
    parts = {"low": st.none(), "high": st.none(), "qualifier": st.just(qualifier), "text": WORDINGS}
    return st.fixed_dictionaries(parts | bounds)


QUANTITIES = st.one_of(
    quantities("exact", low=NUMBERS).map(lambda quantity: quantity | {"high": quantity["low"]}),
    quantities("at-least", low=NUMBERS),
    quantities("at-most", high=NUMBERS),
    quantities("range", low=st.integers(0, 9), high=st.integers(10, 99)),
    quantities("withheld"),
)
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | TEXTS
    | st.lists(TEXTS, max_size=2)
    | QUANTITIES
)
VALUES: dict[int, st.SearchStrategy[Any]] = {
    id(cells.TEXT): TEXTS,
    id(cells.ID): TEXTS,
    id(cells.DAY): TEXTS,
    id(cells.WHOLE_NUMBER): st.integers(-(10**14), 10**14),
    id(cells.NUMBER): st.floats(-180, 180).map(lambda number: round(number, 2) + 0.0),
    id(cells.YES_OR_NO): st.booleans(),
    id(cells.QUANTITY): QUANTITIES.map(lambda quantity: quantity | {"text": (quantity["text"] or "")[:100].strip() or None}),
}  # fmt: skip
STATED = st.dictionaries(st.sampled_from(["title", "status", "status_note"]), ANYTHING, min_size=1)


def values(sort: Sort) -> st.SearchStrategy[Any]:
    return VALUES.get(id(sort), STATED)


def items(level: Level, *, whole: bool) -> st.SearchStrategy[Any]:
    """Any mapping of a level; `whole` where nothing of its own may be left out."""
    if level.bare:
        (column,) = level.own.values()
        return values(column.sort)
    own = {key: values(column.sort) for key, column in level.own.items()}
    parts = {key: items(part, whole=True) for key, part in level.parts.items()}
    lists = {
        key: st.lists(items(inner, whole=True), min_size=1, max_size=3) for key, inner in level.lists.items()
    }
    if whole:
        return st.fixed_dictionaries(own | parts, optional=lists)
    return st.fixed_dictionaries({"id": own.pop("id")}, optional=own | parts | lists)


def written(kind: Kind, entry: dict[str, Any], table_format: str) -> bytes:
    rows, names = list(table_rows(kind, entry)), names_of(kind.name)
    if table_format == "csv":
        return write_csv([names, *rows])
    return write_xlsx([NewSheet(kind.collection, names, rows)])


def read_back(raw: bytes, table_format: str, kind: str) -> list[dict[str, Any]]:
    """The entries of a table by their values alone, without a desk."""
    (sheet,) = [sheet for sheet in reader(table_format)(raw) if sheet.title != "words"]
    header, *rows = sheet.rows
    named = [Row(number, filled(header, row)) for number, row in enumerate(rows, start=2)]
    found = []
    for slug in dict.fromkeys(row.cells["id"] for row in named):
        reading = Reading()
        found.append(
            read_rows(level_of(kind), [row for row in named if row.cells["id"] == slug], (), reading)
        )
        assert reading.problems == []
    return found


def reader(table_format: str) -> Any:
    return {"csv": read_csv, "xlsx": read_xlsx}[table_format]


def filled(header: list[Any], row: list[Any]) -> dict[str, Any]:
    return {name: cell for name, cell in zip(header, row, strict=False) if cell is not None}


@EVERY_KIND
@EVERY_FORMAT
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_an_entry_says_is_read_back_from_its_rows(kind, table_format: str, data) -> None:
    entry = data.draw(items(level_of(kind.name), whole=False))
    assert read_back(written(kind, entry, table_format), table_format, kind.name) == [entry]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.none() | TEXTS | NUMBERS | st.booleans(), max_size=6), max_size=6))
def test_a_workbook_reads_as_other_programs_write_it(rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    rows = [
        [None if cell == "_x0041_" else cell for cell in row] for row in rows
    ]  # an A, which it does not write
    for row in rows:
        book.active.append(
            [f" {cell}" if isinstance(cell, str) else cell for cell in row]
        )  # a blank: no formula
    file = io.BytesIO()
    book.save(file)
    (sheet,) = read_xlsx(file.getvalue())
    assert as_rows(sheet) == as_rows(Sheet("", rows))


def as_rows(sheet: Sheet) -> list[list[Any]]:
    without_end = [list(row) for row in sheet.rows]
    for row in without_end:
        while row and row[-1] is None:
            row.pop()
    while without_end and not without_end[-1]:
        without_end.pop()
    return without_end


def test_a_year_that_a_source_states_as_a_number_comes_back_unchanged() -> None:
    evidence = Evidence.objects.filter(record__kind="incident", states__has_key="date").first()
    Evidence.objects.filter(pk=evidence.pk).update(states={"date": 2022})
    for table_format in ("csv", "xlsx"):
        raw = export(kind=KINDS["incident"], ids=[evidence.record_id], table_format=table_format)
        assert outcomes(f"i.{table_format}", raw) == {evidence.record_id: "unchanged"}
