"""CSV (RFC 4180) and HXL: a row an entry, the same columns always. HXL is the CSV with a second row of hashtags.

A text that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from records.api.formats.columns import cells
from records.api.formats.export import Export
from records.api.formats.hashtags import hashtag

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(export: Export) -> Iterator[bytes]:
    """Names of columns, then rows."""
    yield lines([[column.name for column in export.columns]])
    yield from _rows(export)


def write_hxl(export: Export) -> Iterator[bytes]:
    """Names of columns, hashtags, then rows."""
    columns = export.columns
    yield lines([[column.name for column in columns], [hashtag(column) for column in columns]])
    yield from _rows(export)


def _rows(export: Export) -> Iterator[bytes]:
    columns = export.columns
    for documents in export.read_chunks():
        yield lines([as_text(cell) for cell in cells(columns, document)] for document in documents)


def lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_text(cell: Any) -> str:
    """A cell as CSV has it: nothing for what is unknown."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return harmless(cell) if isinstance(cell, str) else str(cell)


def harmless(text: str) -> str:
    """Text that no spreadsheet calculates."""
    return f"'{text}" if text.startswith(FORMULA) else text
