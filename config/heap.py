"""Keeps a worker's memory together. Its threads would each get a heap of their own, and answers of a hundred kilobytes leave
holes in them that nothing else fits into: of 40 MB that a busy worker grew by, a third was holes.

Memory that goes back to the system has to be got anew, page by page, for the next answer; where every list did that, it took
a third of its time. So what lists need is kept.
"""

import ctypes

ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD = -8, -3, -1  # of glibc's malloc.h
MB = 1024 * 1024
LARGE = MB  # what is larger goes back as soon as it is done with
UNUSED = 4 * MB  # at the heap's end; what is more goes back

# Of the server's own heap, where answers wait to be sent: one for all threads, and what was sent goes back. Read when the
# server is loaded. With a heap for each thread, exports and long pages took 10 MB more.
OF_THE_SERVER = ("_RJEM_MALLOC_CONF", "narenas:1,dirty_decay_ms:200,muzzy_decay_ms:0")


def keep_together() -> None:
    """One heap, and none of it for what is large. Where the C library knows no such settings, nothing happens."""
    try:
        change = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for setting, value in ((ARENA_MAX, 1), (MMAP_THRESHOLD, LARGE), (TRIM_THRESHOLD, UNUSED)):
        change(setting, value)
