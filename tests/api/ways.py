"""The ways in which a question can be read, to be gone whatever the planner expects."""

import pytest
from django.db import connection

from records.reading import adding_up, counting, lookup, segments, spans, walk, ways, windows
from records.reading.branches import branches_of

WAYS = {
    "walked": -1.0,
    "walked, each visited": -1.0,
    "looked up": float("inf"),
    "looked up bit by bit": float("inf"),
    "among segments": -1.0,
    "among segments, year by year": -1.0,
    "as expected": None,
}
VISITED = {
    "walked": float("inf"),
    "walked, each visited": -1.0,
}  # share of matches from which on all are visited
OF_TREES = (*WAYS, "branch by branch")
LARGE, SMALL = 32, 8  # rows of a segment, so that a few hundred rows have several of each


def go(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read this way, whatever is expected. Bit by bit, a look-up takes one year or eight rows at a time; year by year, months
    are taken one by one where a year has two rows, and a string is read by five bits.
    """
    if (common := WAYS.get(way, -1.0)) is not None:
        monkeypatch.setattr(ways, "COMMON", common)
        monkeypatch.setattr(ways, "COMMON_AND_SHORTER", common)
    monkeypatch.setattr(ways, "MOST", VISITED.get(way, ways.MOST))
    monkeypatch.setattr(ways, "ROOM", 0)
    if way == "looked up bit by bit":
        monkeypatch.setattr(windows, "FEW", -1)
        monkeypatch.setattr(windows, "FILL", 1e-9)
        for room in (windows, lookup):
            monkeypatch.setattr(room, "TURN_BITS", 3)
    if way == "branch by branch":
        monkeypatch.setattr(ways, "_soon_found", lambda wanted, _: list(branches_of(wanted)))
    if way.startswith("among segments"):
        make_segments()
    if way.startswith("among segments") or way == "branch by branch":
        monkeypatch.setattr(walk, "EARLY", -1)
        monkeypatch.setattr(ways, "EARLY", -1)
        monkeypatch.setattr(ways, "_distance", lambda *_: 0)
        monkeypatch.setattr(counting, "MUCH", -1)
        monkeypatch.setattr(counting, "MUCH_IN_INDEX", -1)
        monkeypatch.setattr(adding_up, "FEWEST", -1)
        monkeypatch.setattr(adding_up, "SHARE", -1)
    if way.endswith("year by year"):
        monkeypatch.setattr(spans, "FEW", -1)
        for name in ("FILL", "LEAST", "PARTED", "OF_MONTHS"):
            monkeypatch.setattr(spans, name, 0)
        for name in ("OF_SPAN", "OF_STRETCH"):
            by_five = getattr(segments, name).replace(str(segments.PIECE), "5")
            monkeypatch.setattr(segments, name, by_five)


def make_segments() -> None:
    """As triggers make them of more rows than tests have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT records_published_make_segments(%s, %s)", [LARGE, SMALL])
