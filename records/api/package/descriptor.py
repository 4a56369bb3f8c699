"""`datapackage.json`: what a package holds, as the Data Package standard (2.0, readable as 1.0) has it."""

from collections.abc import Callable, Mapping
from typing import Any

from records.api.answers import redacted_since
from records.api.formats.measured import Measured
from records.api.formats.offered import FORMS, Form
from records.api.package.snapshot import Snapshot, kinds
from records.api.package.table_schema import table_schema
from records.kinds.base import Kind
from records.published import as_text

TITLE = "Whereabouts: the whole register"
DESCRIPTION = (
    "Records of humanitarian issues with the sources that they were drawn from, each collection twice: as a table (CSV) and "
    "as the documents that were published (a JSON document a line). Unknown is an empty cell or null. Where a column may "
    "hold several values, `|` stands between them. Titles, summaries, outcomes and digests are the register's own words; "
    "phrases of at most eight words are quoted from the sources, which belong to their publishers."
)
TABLE, DOCUMENTS = FORMS["csv"], FORMS["ndjson"]

Place = Callable[[Kind, Form], str]


def descriptor(
    snapshot: Snapshot, *, place: Place, measured: Mapping[str, Measured] | None = None
) -> dict[str, Any]:
    """The package. `place` says where each file is; `measured` has, by that, what its bytes are, where they were written."""
    resources = [
        _with_measures(resource, snapshot.rows.get(kind.name, 0), (measured or {}).get(resource["path"]))
        for kind in kinds()
        for resource in (_table(kind, place), _documents(kind, place))
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "whereabouts",
        "id": snapshot.address,
        "title": TITLE,
        "description": DESCRIPTION,
        "homepage": f"{snapshot.root}/",
        "version": str(snapshot.sequence),
        "created": as_text(snapshot.moment),
        "sequence": snapshot.sequence,
        **redacted_since(snapshot.redacted),
        "citation": snapshot.citation,
        "resources": resources,
    }


def _table(kind: Kind, place: Place) -> dict[str, Any]:
    return {
        "name": kind.collection,
        "type": "table",
        "profile": "tabular-data-resource",  # what `type` is called by readers of 1.0
        "path": place(kind, TABLE),
        "format": TABLE.name,
        **_of_file(kind, TABLE),
        "description": kind.summary,
        "schema": table_schema(kind),
    }


def _documents(kind: Kind, place: Place) -> dict[str, Any]:
    return {
        "name": f"{kind.collection}-documents",
        "path": place(kind, DOCUMENTS),
        "format": "jsonlines",  # as `ndjson`, readers of the standard would take nested documents for a table
        **_of_file(kind, DOCUMENTS),
        "description": f"{kind.summary} Each line is a document, byte for byte as it was published.",
    }


def _of_file(kind: Kind, form: Form) -> dict[str, Any]:
    title = kind.collection.replace("-", " ")
    return {
        "mediatype": form.media,
        "encoding": "utf-8",
        "title": f"{title[0].upper()}{title[1:]}",
    }


def _with_measures(resource: dict[str, Any], entries: int, made: Measured | None) -> dict[str, Any]:
    counted = "rows" if "schema" in resource else "documents"
    if made is None:
        return resource | {counted: entries}
    return resource | {counted: made.rows, "bytes": made.bytes, "hash": f"sha256:{made.sha256}"}
