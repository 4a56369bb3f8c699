"""Keeps a worker's memory together. Its threads would each get a heap of their own, and answers of a hundred kilobytes leave
holes in them that nothing else fits into: of 40 MB that a busy worker grew by, a third was holes.
"""

import ctypes

ARENA_MAX, MMAP_THRESHOLD = -8, -3  # of glibc's malloc.h
LARGE = (
    1024 * 1024
)  # bytes; what is larger goes back to the system when it is done with, which takes as long as writing it


def keep_together() -> None:
    """One heap, and none of it for what is large. Where the C library knows no such settings, nothing happens."""
    try:
        change = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    change(ARENA_MAX, 1)
    change(MMAP_THRESHOLD, LARGE)
