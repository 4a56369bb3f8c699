"""What a reader wants of the register, in the register's own words: which rows, at which moment, which page of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from records.published_terms import magnitudes_asked
from records.reading.trees import Either, Group, Tree

Groups = tuple[Group, ...]  # any of each
Span = tuple[int, int]  # positions of a first and a last era


@dataclass(frozen=True)
class At:
    """A moment: right after a sequence number, or at a time; neither means now."""

    sequence: int | None = None
    time: datetime | None = None

    @property
    def is_now(self) -> bool:
        return self.sequence is None and self.time is None


NOW = At()


@dataclass(frozen=True)
class Wanted:
    """Which rows match. `terms` is all of its groups, any of each; an empty value asks for nothing in particular.

    All of `trees` hold as well, after `narrowing` has said in plain conditions what these can. `either` follows
    from them and is there for look-ups. `typed` only says what is most relevant where a search became a tree, and not the
    `words` beside it: before all what carries one of `first_of_all`.
    """

    kinds: tuple[str, ...]
    at: At = NOW
    terms: Groups = ()
    first: date | None = None
    last: date | None = None
    certain: bool = False
    low: int | None = None
    high: int | None = None
    since: datetime | None = None
    words: str = ""
    trees: tuple[Tree, ...] = ()
    either: tuple[Either, ...] = ()
    typed: str = ""
    first_of_all: Group = ()

    def at_moment(self, at: At) -> "Wanted":
        """The same question of another moment."""
        return self if at == self.at else replace(self, at=at)

    @property
    def dated(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def counted(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the kinds."""
        conditions = self.terms or self.dated or self.counted or self.since or self.words or self.trees
        return not conditions

    @property
    def by_words(self) -> bool:
        """Whether words narrow it, which no index that is walked has."""
        return bool(self.words or self.either)

    def groups(self) -> Groups:
        """The terms, and coarse ones for the number: what matches carries one of each group."""
        return (*self.terms, tuple(magnitudes_asked(self.low, self.high))) if self.counted else self.terms


@dataclass(frozen=True)
class Order:
    """Columns in the order of comparison; the last one is unique within the kinds asked for."""

    by: Literal["date", "time", "relevance"]
    descending: bool

    @property
    def columns(self) -> tuple[str, ...]:
        return {"date": ("sort_date", "slug"), "time": ("sequence",), "relevance": ("rank", "sequence")}[
            self.by
        ]

    def reversed(self) -> "Order":
        return Order(self.by, not self.descending)


@dataclass(frozen=True)
class Slice:
    """So many rows in an order, from behind `key` on."""

    order: Order
    size: int
    key: tuple[Any, ...] | None = None
