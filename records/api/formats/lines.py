"""NDJSON: a document a line, each byte as it was published."""

from collections.abc import Iterator

from records.api.formats.export import Export


def write_ndjson(export: Export) -> Iterator[bytes]:
    """The documents of each chunk, a line each."""
    return (b"\n".join([*chunk, b""]) for chunk in export.chunks if chunk)
