"""An export with its measures: rows, bytes and hash, found while it is handed on."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from records.api.formats.export import Export, Writer


class Measured:
    """The pieces of an export. What it measured is whole once all of them were taken."""

    def __init__(self, export: Export, write: Writer) -> None:
        self.rows = 0
        self.bytes = 0
        self._digest = hashlib.sha256()
        self._pieces = write(replace(export, chunks=self._counted(export.chunks)))

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.bytes += len(piece)
            self._digest.update(piece)
            yield piece

    def _counted(self, chunks: Iterator[Sequence[bytes]]) -> Iterator[Sequence[bytes]]:
        for chunk in chunks:
            self.rows += len(chunk)
            yield chunk
