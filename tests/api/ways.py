"""The ways in which a question can be read, to be gone whatever the planner expects."""

import pytest

from records.reading import lookup, pages, walk, windows

WAYS = {
    "walked": -1.0,
    "looked up": float("inf"),
    "looked up bit by bit": float("inf"),
    "a few rows at a time": None,
    "as expected": None,
}


def go(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read this way, whatever is expected; bit by bit, a look-up takes one year or eight rows at a time.

    A few rows at a time is how trees are read that leave too little of too much, and those pages are cut short.
    """
    if (common := WAYS[way]) is not None:
        monkeypatch.setattr(pages, "COMMON", common)
        monkeypatch.setattr(pages, "COMMON_WITH_WORDS", common)
    if way == "looked up bit by bit":
        monkeypatch.setattr(windows, "FEW", -1)
        monkeypatch.setattr(windows, "FILL", 1e-9)
        for room in (windows, lookup):
            monkeypatch.setattr(room, "TURN_BITS", 3)
    if way == "a few rows at a time":
        monkeypatch.setattr(walk, "EARLY", -1)
        monkeypatch.setattr(pages, "MOST_WALKS", 2)
        monkeypatch.setattr(pages, "how_far", lambda _: 7)
        monkeypatch.setattr(pages, "is_open", lambda wanted, _: bool(wanted.trees))
