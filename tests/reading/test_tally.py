"""However the newest matches are found, they are counted as all matches are, which is done in another way."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "api"))

from asking import remove, revise
from ways import WAYS, go

from records.kinds import RECORD_KINDS
from records.reading import pages
from records.reading import tally as tallies
from records.reading.moments import latest
from records.reading.tally import tally
from records.reading.wanted import NOW, At, Wanted

ALL = tuple(RECORD_KINDS)
NAMES = ("actor", "status", "mediator")
QUESTIONS = [
    Wanted(ALL),
    Wanted(("figure", "incident"), terms=(("actor:armenia",),)),
    Wanted(ALL, terms=(("actor:russia", "actor:france"), ("status:completed",))),
    Wanted(ALL, first=date(2021, 1, 1), last=date(2022, 12, 31)),
    Wanted(ALL, first=date(2021, 1, 1), certain=True, terms=(("actor:armenia",),)),
    Wanted(ALL, low=17, high=100),
    Wanted(ALL, words="prisoners"),
    Wanted(ALL, terms=(("actor:nobody",),)),
]


@pytest.fixture(autouse=True)
def _a_past() -> None:
    """The register has a revision and a withdrawal, so that moments differ."""
    revise("figure", "2023-05-33-confirmed-prisoners", title="Changed", date="1901", date_note="")
    remove("figure", "thousands-of-armenians-searching-for-missing")


@pytest.mark.parametrize(("few", "rare"), [(0, -1), (5, -1), (5, 10**9)])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", [NOW, At(sequence=100)], ids=str)
def test_the_newest_matches_are_counted_like_all_matches(monkeypatch, way, at, few, rare):
    go(way, monkeypatch)
    monkeypatch.setattr(tallies, "FEW", few)
    monkeypatch.setattr(pages, "RARE", rare)
    sequence = at.sequence or latest()[0]
    for question in QUESTIONS:
        wanted = replace(question, at=at)
        newest, everything = (
            tally(wanted, sequence=sequence, names=NAMES, periods=True, most=most) for most in (1_000, None)
        )
        assert newest == everything, wanted


@pytest.mark.parametrize("way", WAYS)
def test_so_many_matches_are_counted_and_it_says_whether_there_are_more(monkeypatch, way):
    go(way, monkeypatch)
    monkeypatch.setattr(pages, "RARE", -1)
    wanted = Wanted(ALL, terms=(("actor:armenia",),))
    sequence, everything = latest()[0], None
    for most in (None, 1, 10, 1_000):
        found = tally(wanted, sequence=sequence, names=NAMES, periods=True, most=most)
        everything = everything or found
        assert found.counted == min(everything.counted, most or everything.counted)
        assert found.is_whole == (found.counted == everything.counted)
    exactly = tally(wanted, sequence=sequence, names=NAMES, periods=True, most=everything.counted)
    assert exactly == everything
