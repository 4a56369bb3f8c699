"""Whatever is uploaded, the desk answers with what to mend, soon, and keeps nothing of it."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_searches import examples
from uploading import UPLOAD, as_csv, as_xlsx, incident, send, troubles

from records.intake.bounded_uploads import LARGEST_BODY
from records.intake.intake import Upload
from records.intake.read import LARGEST
from records.intake.steps import MOST_ENTRIES
from records.kinds.incident import Incident

GOOD = as_xlsx(*incident("one"))
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?>'
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_part(name: str, text: str | bytes, raw: bytes = GOOD) -> bytes:
    """The workbook with one part replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return file.getvalue()


def sheet(rows: str, after: str = "") -> bytes:
    return with_part(
        SHEET, f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def with_flag(raw: bytes, flag: int) -> bytes:
    """The same archive, its parts marked in its directory."""
    at = raw.index(b"PK\x01\x02")
    return raw[: at + 8] + bytes([raw[at + 8] | flag]) + raw[at + 9 :]


def with_many_parts() -> bytes:
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(600):
            archive.writestr(f"x/{number}", b"")
    return file.getvalue()


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "not a zip": (lambda: b"hello", "This is not an .xlsx workbook"),
    "an empty zip": (lambda: b"PK\x05\x06" + b"\0" * 18, "This is not an .xlsx workbook"),
    "another zip": (lambda: with_part("x", "", b"PK\x05\x06" + b"\0" * 18), "This is not an .xlsx workbook"),
    "half a zip": (lambda: GOOD[: len(GOOD) // 2], "This is not an .xlsx workbook"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old .xls file or has a password"),
    "a password": (lambda: with_flag(GOOD, 1), "has a password"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "holds macros"),
    "a zip bomb": (lambda: with_part("xl/media/x.bin", b"\0" * 30_000_000), "too large once unpacked"),
    "many parts": (with_many_parts, "too large once unpacked"),
    "entities": (lambda: with_part("xl/workbook.xml", f"{HEAD}<!DOCTYPE a [{BOMB}]><a>&a9;</a>"), "entities of its own"),
    "an external entity": (
        lambda: with_part(SHEET, f'{HEAD}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "entities of its own",
    ),
    "broken XML": (lambda: with_part(SHEET, "<worksheet><sheetData>"), "is damaged"),
    "a strange encoding": (lambda: with_part(SHEET, '<?xml version="1.0" encoding="nope"?><a/>'), "is damaged"),
    "a far column": (lambda: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "goes beyond"),
    "a far row": (lambda: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "goes beyond"),
    "a row of eternity": (lambda: sheet(f'<row r="{"9" * 15}"><c><v>1</v></c></row>'), "goes beyond"),
    "row zero": (lambda: sheet('<row r="0"><c r="A0"><v>1</v></c></row>'), "goes beyond"),
    "a million cells": (lambda: sheet(f"<row>{'<c/>' * 600_000}</row>"), "is too large"),
    "everything merged": (lambda: sheet("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "merged"),
    "a text that is not there": (lambda: sheet('<row><c t="s"><v>99999</v></c></row>'), "There are no rows"),
    "numbers that are none": (lambda: sheet("<row><c><v>nan</v></c><c><v>1e999</v></c></row>"), "There are no rows"),
    "digits without end": (lambda: sheet(f'<row r="{"1" * 5000}"><c s="{"1" * 5000}"><v>{"1" * 5000}</v></c></row>'), ""),
}  # fmt: skip


@pytest.mark.parametrize(("make", "says"), WORKBOOKS.values(), ids=list(WORKBOOKS))
def test_a_workbook_that_means_harm_is_refused_in_words_and_soon(importer: Client, make, says: str) -> None:
    raw = make()
    started = time.process_time()
    response = send(importer, "bad.xlsx", raw)
    assert time.process_time() - started < 2
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Upload.objects.exists()


def test_a_workbook_without_numbers_for_its_cells_is_read_in_order(importer: Client) -> None:
    names = "".join(
        f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("id", "title", "status", "category")
    )
    cells = '<c t="str"><v>one</v></c><c t="inlineStr"><is><r><t>An </t></r><r><t>event</t></r></is></c>'
    rest = '<c t="str"><v>reported</v></c><c t="str"><v>clash</v></c>'
    response = send(importer, "one.xlsx", sheet(f"<row>{names}</row><row>{cells}{rest}</row>"))
    assert response.status_code == 200
    assert "An event" in response.content.decode()


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_workbook_never_breaks_the_desk(importer: Client, flips: list[tuple[int, int]]) -> None:
    raw = bytearray(GOOD)
    for position, byte in flips:
        raw[position] = byte
    assert send(importer, "bad.xlsx", bytes(raw)).status_code in (200, 422)


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["csv", "yaml", "xlsx"]), st.binary(max_size=300) | st.text(max_size=300).map(str.encode)
)
def test_bytes_of_any_sort_never_break_the_desk(importer: Client, suffix: str, raw: bytes) -> None:
    assert send(importer, f"bad.{suffix}", raw).status_code in (200, 422)


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=5))
def test_cells_of_any_sort_never_break_the_desk(importer: Client, rows: list[list[str]]) -> None:
    header = (
        "id",
        "title",
        "date",
        "date.note",
        "places",
        "casualties.of",
        "casualties.killed",
        "casualties.wounded",
    )
    raw = as_csv(("kind", *header), ("incident", "one"), *rows)
    assert send(importer, "bad.csv", raw).status_code in (200, 422)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("one.xlsm", "workbook with macros is not taken"),
        ("one.xls", "old .xls workbook is not taken"),
        ("one.ods", ".ods sheet is not taken"),
        ("one.pdf", "Choose a file whose name ends in"),
        ("one", "Choose a file whose name ends in"),
    ],
)
def test_other_files_are_refused_by_name(importer: Client, name: str, says: str) -> None:
    assert says in send(importer, name, GOOD).content.decode()
    assert not Upload.objects.exists()


def test_a_form_without_a_file_or_with_an_empty_one_says_so(importer: Client) -> None:
    assert "Choose a file." in importer.post(UPLOAD, {}).content.decode()
    assert "Choose a file." in importer.post(UPLOAD, {"file": "text"}).content.decode()
    assert "The file is empty" in send(importer, "one.csv", b"").content.decode()


@pytest.mark.parametrize(
    "name", ["a\x00b.csv", "../../etc/x.csv", "a" * 300 + ".csv", "<script>.csv", "ﷺ.csv", "a\nb.csv"]
)
def test_names_of_files_are_only_names(importer: Client, name: str) -> None:
    response = send(importer, name, as_csv(*incident("one")))
    assert response.status_code in (200, 400)
    assert "<script>.csv" not in response.content.decode()
    assert "etc/x" not in response.content.decode()


def test_a_file_that_is_too_large_is_not_kept(importer: Client) -> None:
    response = send(importer, "one.csv", b"x" * (LARGEST + 1))
    assert "larger than 4 MB" in response.content.decode()
    fixture = send(importer, "one.yaml", b"#" * (LARGEST - 1))
    assert "larger than 2,000,000 bytes" in fixture.content.decode()
    assert send(importer, "one.csv", b"x" * (LARGEST_BODY + 1)).status_code == 400


def test_what_strangers_upload_is_not_kept_for_a_moment(client: Client, newcomer: Client, db: None) -> None:
    address = reverse("admin:login")
    file = SimpleUploadedFile("one.csv", as_csv(*incident("one")))
    response = client.post(address, {"file": file, "username": "x", "password": "y"})
    assert response.status_code == 200
    assert not response.wsgi_request.FILES


def test_too_many_entries_or_rows_are_refused(importer: Client) -> None:
    header, _ = incident("x")
    rows = [incident(f"x-{number}")[1] for number in range(MOST_ENTRIES + 1)]
    assert "more than 2,000 entries" in send(importer, "x.csv", as_csv(header, *rows)).content.decode()
    assert "more than 20,000 rows" in send(importer, "x.csv", b"a\n" * 20_001).content.decode()
    assert "more than 250 columns" in send(importer, "x.csv", b"a," * 300 + b"b").content.decode()
    assert not Incident.objects.filter(pk="x-1").exists()


def test_a_cell_that_is_too_long_for_a_field_is_told_with_its_row() -> None:
    (found,) = troubles("one.csv", as_csv(*incident("one", title="x" * 300)))
    assert (found.place, found.field) == ("Row 2", "title")
    (found,) = troubles("one.csv", as_csv(*incident("a" * 101)))
    assert (found.place, found.field) == ("Row 2", "id")


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\u202eb"])
def test_control_characters_in_cells_are_told(text: str) -> None:
    (found,) = troubles("one.csv", as_csv(*incident("one", title=text)))
    assert found.says == "Remove control characters and text-direction marks."


@pytest.mark.parametrize("slug", ["a\x00b", "é", "A", "../x", "a b", "ａ", "x" * 5000])
def test_bad_ids_are_told(importer: Client, slug: str) -> None:
    response = send(importer, "one.csv", as_csv(*incident(slug)))
    assert response.status_code == 422
    assert len(response.content) < 100_000


def test_a_reference_with_a_nul_is_told(importer: Client) -> None:
    raw = as_csv(*incident("one", places="a\x00b", alleged_by="a\x00b"))
    assert send(importer, "one.csv", raw).status_code == 422
