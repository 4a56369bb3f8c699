"""Pieces of a long iteration, so that memory stays flat however long it is."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Consecutive pieces of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
