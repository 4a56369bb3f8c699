"""Questions that no index narrows, such as what is left when nearly everything is left out: walks of bounded length.

Some such walks make a page. Where it is not full then, it says from where to go on: each page costs a bounded time, however
rare the matches are, and together the pages still hold every one.
"""

from itertools import pairwise
from typing import Any

from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.expected import Expected
from records.reading.walk import around_the_end, is_seen
from records.reading.wanted import Slice, Wanted

MOST_VISITED = 8_000  # rows that a look-up, or a walk that the index tells too little, visits at a time
MOST_PASSED = 40_000  # rows that a walk passes inside the index
VERSIONS = 50  # rows at the end of a walk, among which two entries meet nearly always

Key = tuple[Any, ...]


def is_open(wanted: Wanted, found: Expected) -> bool:
    """Whether a tree may leave so little of so much that looking for it has no end in sight."""
    return bool(wanted.trees) and found.together > MOST_VISITED


def how_far(wanted: Wanted) -> int:
    """Rows that one page walks past."""
    return MOST_PASSED if not wanted.by_words and all(map(is_seen, wanted.trees)) else MOST_VISITED


def end_of_walk(wanted: Wanted, part: Slice, farthest: int, *, versions: int = VERSIONS) -> Key | None:
    """The last key up to which everything was looked at; None where nothing lies behind.

    Versions of one entry share a key in the past, and a walk may end between two of them.
    """
    versions = min(versions, farthest)
    asked = with_moment(wanted.at) + around_the_end(wanted, part, farthest=farthest, before=versions)
    keys = ask(asked.text, asked.values)
    if len(keys) <= versions:
        return None
    whole = next((before for behind, before in pairwise(reversed(keys)) if behind != before), None)
    if whole or versions == farthest:
        return whole or keys[-1]
    return end_of_walk(wanted, part, farthest, versions=farthest)


def is_within(key: Key, end: Key, part: Slice) -> bool:
    """Whether a key lies up to the end, in reading order."""
    return key >= end if part.order.descending else key <= end
