"""What a reader may want of one row, condition by condition, and trees of that: all of them, any of them, not this.

A tree is made of these values alone; `narrowing` makes a question of it, `conditions` the SQL.
"""

from dataclasses import dataclass
from datetime import date, datetime

Group = tuple[str, ...]  # any of these


@dataclass(frozen=True)
class Terms:
    """It carries one of these."""

    any_of: Group


@dataclass(frozen=True)
class Kinds:
    """It is of one of these."""

    any_of: Group


@dataclass(frozen=True)
class Period:
    """It may have been then, or certainly was; both days are included, and None is no bound."""

    first: date | None
    last: date | None
    certain: bool = False


@dataclass(frozen=True)
class Number:
    """Its number may lie between these, both included; None is no bound."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Since:
    """It was published then or later."""

    time: datetime


@dataclass(frozen=True)
class Words:
    """Its text answers a search."""

    text: str


Condition = Terms | Kinds | Period | Number | Since | Words


@dataclass(frozen=True)
class AllOf:
    """Every part holds; of none, always."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class AnyOf:
    """One part holds at least; of none, never."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold; neither does it where nothing is known, so that then this is true."""

    part: "Tree"


Tree = Condition | AllOf | AnyOf | Not


@dataclass(frozen=True)
class Either:
    """It carries one of these terms, or its text answers one of these searches."""

    terms: Group = ()
    searches: Group = ()
