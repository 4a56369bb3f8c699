"""Parquet, for whoever computes: the columns of the CSV with their types, a row group for each chunk."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from records.api.formats.columns import Column, cells
from records.api.formats.export import Export
from records.api.formats.pieces import Pieces

LIBRARY = "pyarrow"


def write_parquet(export: Export) -> Iterator[bytes]:
    """One file, piece by piece."""
    arrow, parquet = import_module(LIBRARY), import_module(f"{LIBRARY}.parquet")  # an extra, and a large one
    columns = export.columns
    schema = arrow.schema([_field(arrow, column) for column in columns]).with_metadata(_told(export))
    pieces = Pieces()
    with parquet.ParquetWriter(arrow.PythonFile(pieces, mode="w"), schema) as writer:
        for documents in export.read_chunks():
            rows = [_typed(columns, cells(columns, document)) for document in documents]
            writer.write_table(arrow.table(list(map(list, zip(*rows, strict=True))), schema=schema))
            yield pieces.take()
    yield pieces.take()


def _field(arrow: Any, column: Column) -> Any:
    types = {"whole": arrow.int64(), "number": arrow.float64(), "yes-no": arrow.bool_()}
    of_type = arrow.string() if column.is_list else types.get(column.type, arrow.string())
    return arrow.field(column.name, of_type, metadata={"description": column.help})


def _typed(columns: tuple[Column, ...], row: list[Any]) -> list[Any]:
    return [
        float(cell) if column.type == "number" and cell is not None and not column.is_list else cell
        for column, cell in zip(columns, row, strict=True)
    ]


def _told(export: Export) -> dict[str, str]:
    return {"title": export.title, "source": export.address, "sequence": str(export.sequence)}
