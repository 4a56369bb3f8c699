"""What imports are tried with: files of entries, made from rows, from the desk, or by hand."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from records.intake.read import Trouble, as_trouble
from records.intake.steps import Step, fingerprint, try_out
from records.intake.take_in import keep, take_in
from records.loading.problems import LoadError

BY = "importer"


def as_csv(*rows: Sequence[Any]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def as_xlsx(*rows: Sequence[Any], title: str = "incidents") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def steps_of(name: str, raw: bytes, by: str = BY) -> list[Step]:
    return try_out(name=name, raw=raw, by=by)


def troubles(name: str, raw: bytes) -> list[Trouble]:
    with pytest.raises(LoadError) as error:
        try_out(name=name, raw=raw, by=BY)
    return [as_trouble(name, found) for found in error.value.problems]


def import_(name: str, raw: bytes, by: str = BY) -> Any:
    upload = keep(name=name, raw=raw, by=by)
    return take_in(
        upload_id=upload.pk,
        by=by,
        seen=fingerprint(try_out(name=name, raw=raw, by=by)),
        permitted=lambda _: [],
    )
