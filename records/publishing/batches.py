"""Batches: many entries a piece at a time, so that memory does not grow with their number."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

BATCH = 500  # entries: enough to make statements worth their while, and a few megabytes

NEW_OBJECTS = 50_000  # between two looks for garbage, instead of 700

Item = TypeVar("Item")


def in_batches(items: Sequence[Item], size: int = 0) -> Iterator[Sequence[Item]]:
    """Consecutive pieces of at most `size`, or of a batch."""
    size = size or BATCH
    return (items[start : start + size] for start in range(0, len(items), size))


def batches_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Batches of what comes one by one."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


@contextmanager
def collecting_garbage_seldom() -> Iterator[None]:
    """For the time of a large job: nearly all it makes is in use, and looking for the rest took a quarter of its time."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
