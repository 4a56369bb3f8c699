"""What needs somebody: how many entries of each table meet a condition, each number leading to the list of exactly these.

One statement a table counts for all boxes together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from records.editorial.dashboard.shown import Shown, list_address
from records.editorial.list_filters import (
    CONTESTED,
    DRAFTS,
    FILTERS,
    NO_YEAR,
    RECENT,
    UNMATCHED,
    Condition,
    Table,
)

PARAMETER = {condition: each.parameter_name for each in FILTERS for condition in each.conditions}

EMPTY = {
    DRAFTS: "You have no drafts. Begin with a source: enter the article, then what it says.",
    CONTESTED: "Nothing in the register is contested. A record becomes so when its sources state values that cannot all be "
    "true, or when it disputes another record.",
    NO_YEAR: "Every date has at least a year.",
    UNMATCHED: "Every phrase stands in the paragraph it names, in all articles whose text is kept here.",
    RECENT: "Nothing was published lately. Submit a draft for review, and have somebody else publish it.",
}
TITLES = {
    DRAFTS: "Your drafts",
    CONTESTED: "Contested in the register",
    NO_YEAR: "No year known",
    UNMATCHED: "Evidence that no longer matches",
    RECENT: "Published lately",
}

Numbers = dict[Table, dict[Condition, int]]


@dataclass(frozen=True)
class Line:
    """So many entries of a table, and where they are listed."""

    number: int
    noun: str
    address: str


@dataclass(frozen=True)
class Box:
    """What stands under one heading; `empty` says what to do when there is nothing."""

    name: str
    title: str
    lines: list[Line]
    empty: str


def count_entries(shown: Shown) -> Numbers:
    """How many entries of each table meet each condition that applies to it."""
    return {table: _count(shown, table) for table in shown.tables}


def _count(shown: Shown, table: Table) -> dict[Condition, int]:
    asked = {each.name: each for each in TITLES if each.applies(table)}
    wanted = {
        name.replace("-", "_"): Count("pk", filter=each.entries(table, shown.by))
        for name, each in asked.items()
    }
    numbers = shown.entries(table).aggregate(**wanted)
    return {each: numbers[name.replace("-", "_")] for name, each in asked.items()}


def box_for(condition: Condition, numbers: Numbers) -> Box:
    lines = list(_lines(condition, numbers))
    return Box(condition.name, TITLES[condition], lines, EMPTY[condition])


def _lines(condition: Condition, numbers: Numbers) -> Iterator[Line]:
    for table, counted in numbers.items():
        if number := counted.get(condition, 0):
            names = table._meta.verbose_name if number == 1 else table._meta.verbose_name_plural
            yield Line(number, str(names), list_address(table, {PARAMETER[condition]: condition.name}))
