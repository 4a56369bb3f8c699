"""CSV as R reads it: by what the manual pages of read.csv, make.names, as.logical, as.numeric and as.Date say.

R itself is not here. `docs/clients.md` shows the lines that these rules stand for.
"""

import csv
import io
import json
import re
from datetime import UTC, date, datetime

import pytest

from records.api.formats.columns import columns_of
from records.api.formats.export import Export
from records.api.formats.tables import write_csv
from records.kinds import KINDS, RECORD_KINDS

COLLECTIONS = {"records": tuple(RECORD_KINDS)} | {kind.collection: (kind.name,) for kind in KINDS.values()}
SYNTACTIC = re.compile(r"(?:[A-Za-z]|\.(?![0-9]))[A-Za-z0-9._]*")  # make.names leaves such a name as it is
RESERVED = {
    "if",
    "else",
    "repeat",
    "while",
    "function",
    "for",
    "next",
    "break",
    "in",
    "TRUE",
    "FALSE",
    "NULL",
    "NA",
}
LOGICAL = dict.fromkeys(("T", "TRUE", "True", "true"), True) | dict.fromkeys(
    ("F", "FALSE", "False", "false"), False
)
AS = {
    "text": str,
    "whole": float,
    "number": float,
    "yes-no": LOGICAL.__getitem__,
    "day": date.fromisoformat,
}


def as_r_reads(text):
    """`read.csv(…, colClasses = "character", na.strings = "", encoding = "UTF-8")`: names, and rows with None for NA."""
    assert not text.startswith(b"\xef\xbb\xbf"), "read.csv would take the mark for a part of the first name"
    names, *rows = csv.reader(io.StringIO(text.decode("utf-8"), newline=""), doublequote=True, strict=True)
    assert {len(row) for row in rows} <= {len(names)}, "read.csv would fill the row up"
    return names, [[cell if cell != "" else None for cell in row] for row in rows]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_names_of_columns_are_names_in_r(export, collection):
    names, _ = as_r_reads(export(collection, "csv"))
    assert all(SYNTACTIC.fullmatch(name) and name not in RESERVED for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_cell_is_what_its_column_holds_and_na_is_what_nobody_says(export, kind):
    _, rows = as_r_reads(export(kind.collection, "csv"))
    documents = [json.loads(line) for line in export(kind.collection, "ndjson").splitlines()]
    assert len(rows) == len(documents) > 0
    for row, document in zip(rows, documents, strict=True):
        for column, cell in zip(columns_of((kind.name,)), row, strict=True):
            said = column.of(document)
            if said is None or column.is_list:
                assert (cell is None) == (said is None), column.name
            else:
                assert AS[column.type](cell) == AS[column.type](as_text(said)), column.name


def as_text(said):
    return {True: "true", False: "false"}[said] if isinstance(said, bool) else str(said)


def test_values_side_by_side_are_split_at_the_bar(export):
    names, rows = as_r_reads(export("prisoner-releases", "csv"))
    documents = [json.loads(line) for line in export("prisoner-releases", "ndjson").splitlines()]
    for row, document in zip(rows, documents, strict=True):
        roles = row[names.index("participants.role")]
        assert (roles.split("|") if roles else []) == [who["role"] for who in document["participants"]]


def test_letters_of_every_script_quotes_commas_and_line_breaks_arrive_as_they_are():
    title = 'Ստեփանակերտ, "Xankəndi"\nՀայաստան'
    document = json.dumps({"id": "x", "kind": "incident", "title": title}).encode()
    export = Export(
        collection="incidents",
        kinds=("incident",),
        chunks=iter([[document]]),
        root="http://testserver",
        address="http://testserver/",
        sequence=1,
        moment=datetime(2026, 1, 31, tzinfo=UTC),
        fields=("title",),
    )
    assert as_r_reads(b"".join(write_csv(export))) == (["id", "kind", "title"], [["x", "incident", title]])
