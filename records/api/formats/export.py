"""An export: a whole answer on its way out, and what its writer has to know beside the documents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson

from records.api.formats.columns import Column, chosen, columns_of


@dataclass(frozen=True)
class Export:
    """Documents in chunks, all of one moment, with the question that they answer.

    `root` is the scheme and host where readers find the register; `address` the absolute address of the same answer for ever;
    `question` the parameters that were asked, without form and moment. `fields` are the parts of documents that were chosen,
    none for all; the table has their columns. `redacted` counts entries of the kinds wanted whose text was removed since.
    """

    collection: str
    kinds: tuple[str, ...]
    chunks: Iterator[Sequence[bytes]]
    root: str
    address: str
    sequence: int
    moment: datetime
    question: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    redacted: int = 0

    def read_chunks(self) -> Iterator[Iterator[dict[str, Any]]]:
        """The documents of each chunk, read one by one: a document takes ten times as much memory as its text."""
        return (map(orjson.loads, chunk) for chunk in self.chunks if chunk)

    def documents(self) -> Iterator[dict[str, Any]]:
        """Each document, read."""
        return (document for chunk in self.read_chunks() for document in chunk)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its table."""
        return chosen(columns_of(self.kinds), self.fields)

    @property
    def name(self) -> str:
        """What to call it, in a file name and a title."""
        return f"whereabouts-{self.collection}-{self.sequence}"

    @property
    def title(self) -> str:
        return f"Whereabouts: {self.collection.replace('-', ' ')}"


Writer = Callable[[Export], Iterator[bytes]]
