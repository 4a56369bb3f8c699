"""What imports are tried with: files made of rows, and an editor who uploads, looks and confirms."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from records.intake.intake import Intake
from records.intake.read import Trouble, as_trouble
from records.intake.steps import Step, fingerprint, try_out
from records.intake.take_in import keep, take_in
from records.loading.problems import LoadError

BY = "importer"
UPLOAD = reverse("admin:records_intake_add")
STORE = reverse("admin:records_intake_store")


def as_csv(*rows: Sequence[Any], separator: str = ",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


def as_xlsx(*rows: Sequence[Any], title: str = "incidents") -> bytes:
    return workbook({title: rows})


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def incident(slug: str, **cells: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Header and row of an incident with what must be said, and these cells; `__` stands for a dot."""
    said = {"id": slug, "title": "An invented event", "status": "reported", "category": "clash"}
    row = {"kind": "incident"} | said | {name.replace("__", "."): cell for name, cell in cells.items()}
    return tuple(row), tuple(row.values())


def steps_of(name: str, raw: bytes) -> list[Step]:
    return try_out(name=name, raw=raw, by=BY)


def outcomes(name: str, raw: bytes) -> dict[str, str]:
    return {step.slug: str(step.outcome) for step in steps_of(name, raw)}


def troubles(name: str, raw: bytes) -> list[Trouble]:
    with pytest.raises(LoadError) as error:
        try_out(name=name, raw=raw, by=BY)
    return [as_trouble(name, found) for found in error.value.problems]


def imported(name: str, raw: bytes, by: str = BY) -> Intake:
    """The file, taken in as it was shown."""
    upload = keep(name=name, raw=raw, by=by)
    seen = fingerprint(try_out(name=name, raw=raw, by=by))
    return take_in(upload_id=str(upload.pk), by=by, seen=seen, permitted=lambda _: [])


def send(client: Client, name: str, raw: bytes) -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, raw)})


def confirmation(response: HttpResponse) -> dict[str, str]:
    """What the form of a dry run would send."""
    page = response.content.decode()
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("upload", "seen")}
    return {name: value[1] for name, value in found.items() if value}
