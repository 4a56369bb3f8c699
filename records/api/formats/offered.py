"""Which forms there are, what each is called by callers, and which collection offers it."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from records.api.formats.atom import write_atom
from records.api.formats.calendar import write_ics
from records.api.formats.columns import Column
from records.api.formats.export import Export, Writer
from records.api.formats.geojson import properties_of, write_geojson
from records.api.formats.jsonld import write_jsonld
from records.api.formats.lines import write_ndjson
from records.api.formats.parquet import LIBRARY as PARQUET_LIBRARY
from records.api.formats.parquet import write_parquet
from records.api.formats.tables import write_csv, write_hxl
from records.api.formats.workbook import LIBRARY as XLSX_LIBRARY
from records.api.formats.workbook import write_xlsx
from records.kinds import KINDS

Columns = Callable[[Export], tuple[Column, ...]]
OF_THE_TABLE: Columns = attrgetter("columns")


@dataclass(frozen=True)
class Form:
    """One form of a whole answer.

    `library` is what it needs beyond the rest; `by_accept`: its media type is its own; `columns` gives those of a table.
    """

    name: str
    media: str
    help: str
    write: Writer
    extension: str
    library: str | None = None
    by_accept: bool = True
    needs_places: bool = False
    needs_dates: bool = False
    columns: Columns | None = None
    is_text: bool = True

    @property
    def content_type(self) -> str:
        """Its media type as answers name it. Programs that are told no charset of a text read it as Latin-1."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media

    @property
    def is_installed(self) -> bool:
        return self.library is None or _is_there(self.library)

    @property
    def is_table(self) -> bool:
        return self.columns is not None

    def suits(self, kinds: Sequence[str]) -> bool:
        """Whether entries of these kinds have what it shows."""
        placed = all(KINDS[kind].is_record or kind == "place" for kind in kinds)
        dated = all(KINDS[kind].date for kind in kinds)
        return (placed or not self.needs_places) and (dated or not self.needs_dates)


@cache
def _is_there(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


FORMS = {
    form.name: form
    for form in (
        Form("ndjson", "application/x-ndjson", "a document a line", write_ndjson, "ndjson"),
        Form("csv", "text/csv", "a row an entry (RFC 4180)", write_csv, "csv", columns=OF_THE_TABLE),
        Form(
            "hxl",
            "text/csv",
            "CSV with a row of HXL hashtags",
            write_hxl,
            "hxl.csv",
            by_accept=False,
            columns=OF_THE_TABLE,
        ),
        Form(
            "geojson",
            "application/geo+json",
            "a map of the places",
            write_geojson,
            "geojson",
            needs_places=True,
            columns=properties_of,
        ),
        Form("jsonld", "application/ld+json", "schema.org and PROV-O", write_jsonld, "jsonld"),
        Form("atom", "application/atom+xml", "a feed", write_atom, "atom"),
        Form("ics", "text/calendar", "a calendar", write_ics, "ics", needs_dates=True),
        Form(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "a spreadsheet",
            write_xlsx,
            "xlsx",
            library=XLSX_LIBRARY,
            is_text=False,
            columns=OF_THE_TABLE,
        ),
        Form(
            "parquet",
            "application/vnd.apache.parquet",
            "typed columns",
            write_parquet,
            "parquet",
            library=PARQUET_LIBRARY,
            is_text=False,
            columns=OF_THE_TABLE,
        ),
    )
}


@cache
def names_for(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The names of what a collection of these kinds is offered as, the usual one first."""
    return ("json", *(name for name, form in FORMS.items() if form.suits(kinds)))
