"""Entries of several files are joined to one of each, and let go of when they have been checked."""

from collections.abc import Callable
from pathlib import Path

from records.loading.gather import gather
from records.loading.join import InMemory, Joined
from records.loading.problems import Problem

Write = Callable[[str, str], Path]

TWICE = "- {id: a-place, name: A place}\n" * 2
RECORDS = """
records:
- {id: a-clash, kind: incident, evidence: []}
- {id: a-clash, evidence: [{source: a-source, paragraph: 1, phrase: x}]}
"""


def joined(write: Write) -> Joined:
    """A whole entry, another that is defined twice, and a record with an addition."""
    files = [write("places.yaml", f"places:\n{TWICE}"), write("records.yaml", RECORDS)]
    return gather(files, None).entries


def test_entries_that_are_cleared_are_gone_whatever_was_said_of_them(write: Write) -> None:
    entries = joined(write)
    assert [entry.id for entry in entries] == ["a-place", "a-clash", "a-place"]
    entries.clear()
    assert (len(entries), list(entries)) == (0, [])


def test_what_is_joined_after_clearing_is_checked_as_before(write: Write) -> None:
    several, problems = list(joined(write)), list[Problem]()
    entries = Joined(InMemory(), problems)
    entries.add(several[0])
    entries.clear()
    for entry in several:
        entries.add(entry)
    assert list(entries) == several
    assert ["defined twice" in problem.says for problem in problems] == [True]
