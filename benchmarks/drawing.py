"""Questions drawn at random, the same for the same register, seed and number.

* Half ask all kinds, half one, drawn as often as the register has records of it. Three of four ask of now; the others as of
  long ago, half-way, the newest entry, or anywhere.
* None to three conditions that hold together (on average one and a half), and in two of five questions a tree of up to three
  levels: `not` one part, all of two or three, any of two or three.
* A condition is one to four terms (in half of all cases), a period (a fifth), a number, a search, or a time of publication (a
  tenth each); inside a tree, rarely, the kind.
* Terms and words are those of records drawn from the register itself, and numbers are drawn as its own were: what many
  records carry is asked for often, what few carry rarely. Half of the searches have one word; others have two, leave one
  out, take either, or are a phrase: of what a record says, or of two such words that may never have met.
* A period is a day, a week, a month, a year, two or ten years long and begins anywhere in forty years, the register's 33
  among them, two in five on the first day of a month; a third are open on one side; a fifth ask for what certainly was then.
* By date (two of three) or by time of publication, newest first in two of three; a fifth of those with a search by relevance.
  Pages have 2, 21, 51 or 201 entries. A page `far` into the register begins at any day, or any sequence number.

Nothing says that readers ask like this. It meets what nobody thought of. Django must be set up before this is imported.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from benchmarks.kinds_asked import RECORDS
from benchmarks.rows import BEGINNING
from benchmarks.synthetic import Records, make_world
from records.publishing.index import index_of
from records.reading.moments import latest
from records.reading.narrowing import narrowed
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Tree, Words
from records.reading.wanted import NOW, At, Order, Slice, Wanted

LEVELS = 3
DAYS = (0, 6, 30, 365, 730, 3_650)
FIRST_DAY, SPREAD = date(1985, 1, 1), 14_600  # where periods and far pages begin
COARSE = ("about-count", "count-reaches")  # terms that nobody asks for by name


@dataclass(frozen=True)
class Question:
    """What is asked, of which moment, in pages of which order and length; None for what has no far pages."""

    number: int
    kinds: tuple[str, ...]
    at: At
    conditions: tuple[Tree, ...]
    first: Slice
    far: Slice | None

    @cached_property
    def wanted(self) -> Wanted:
        """The same as the register is asked."""
        return narrowed(Wanted(self.kinds, self.at), *self.conditions)


class Register:
    """An invented register of so many records, as it stands in the database of the environment."""

    def __init__(self, records: int) -> None:
        self.size = records
        self.made = Records(make_world(records))
        newest, when = latest()
        self.newest: int = newest
        self.newest_at: datetime = when or BEGINNING

    def question(self, seed: int, number: int) -> Question:
        """The question of this number."""
        return _Draw(self, random.Random(f"{seed} {number}")).question(number)


class _Draw:
    def __init__(self, register: Register, chance: random.Random) -> None:
        self.register = register
        self.chance = chance

    def question(self, number: int) -> Question:
        chance = self.chance
        kinds = RECORDS if chance.random() < 0.5 else (self._record()["kind"],)
        at = At(sequence=self._sequence()) if chance.random() < 0.25 else NOW
        conditions = [self._condition() for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3)))]
        may_rank = any(isinstance(condition, Words) for condition in conditions)
        if chance.random() < 0.4:
            conditions.append(self._tree(LEVELS))
        first = Slice(self._order(may_rank=may_rank), chance.choice((2, 21, 51, 51, 51, 201)))
        return Question(number, kinds, at, tuple(conditions), first, self._far(first))

    def _sequence(self) -> int:
        newest = self.register.newest
        chosen = (newest // 800, newest // 2, newest, self.chance.randint(1, newest))
        return max(1, self.chance.choice(chosen))

    def _order(self, *, may_rank: bool) -> Order:
        if may_rank and self.chance.random() < 0.2:
            return Order("relevance", descending=True)
        return Order(self.chance.choice(("date", "date", "time")), descending=self.chance.random() < 2 / 3)

    def _far(self, first: Slice) -> Slice | None:
        if first.order.by == "relevance":
            return None
        by_date = first.order.by == "date"
        key = (self._day(), "m") if by_date else (self.chance.randint(1, self.register.newest),)
        return replace(first, key=key)

    def _tree(self, levels: int) -> Tree:
        drawn = self.chance.random()
        if not levels or drawn < 0.4:
            return Kinds((self._record()["kind"],)) if self.chance.random() < 0.05 else self._condition()
        if drawn < 0.6:
            return Not(self._tree(levels - 1))
        parts = tuple(self._tree(levels - 1) for _ in range(self.chance.choice((2, 2, 3))))
        return AllOf(parts) if drawn < 0.8 else AnyOf(parts)

    def _condition(self) -> Tree:
        ways: list[Callable[[], Tree]] = [self._terms, self._period, self._number, self._words, self._since]
        return self.chance.choices(ways, (5, 2, 1, 1, 1))[0]()

    def _terms(self) -> Tree:
        drawn = [self._term() for _ in range(self.chance.choice((1, 1, 1, 2, 4)))]
        return Terms(tuple(dict.fromkeys(drawn)))

    def _term(self) -> str:
        terms = index_of(self._record(), other_names={}).terms
        return self.chance.choice([term for term in terms if not term.startswith(COARSE)])

    def _period(self) -> Tree:
        first, sides = self._day(), self.chance.random()
        first = first.replace(day=1) if self.chance.random() < 0.4 else first
        last = first + timedelta(days=self.chance.choice(DAYS))
        certain = self.chance.random() < 0.2
        return Period(first if sides < 5 / 6 else None, last if sides > 1 / 6 else None, certain)

    def _number(self) -> Tree:
        low = int(self.chance.paretovariate(0.7))  # as the register has them
        return self.chance.choice(
            (Number(low, None), Number(None, low), Number(low, low), Number(low, 10 * low))
        )

    def _words(self) -> Tree:
        one, other = self._word(), self._word()
        phrases = f'"{self._said()}"', f'"{one} {other}"', f'"{one} of {other}"'
        texts = (one, f"{one} {other}", f"{one} -{other}", f"-{one}", f"{one} or {other}", *phrases)
        return Words(self.chance.choices(texts, (50, 14, 9, 5, 6, 6, 6, 4))[0])

    def _word(self) -> str:
        return self.chance.choice(self._summary())

    def _said(self) -> str:
        words, length = self._summary(), self.chance.choice((2, 3))
        begin = self.chance.randrange(len(words) - length)
        return " ".join(words[begin : begin + length])

    def _summary(self) -> list[str]:
        return [word.strip(".,") for word in str(self._record()["summary"]).lower().split()]

    def _since(self) -> Tree:
        lasted = self.register.newest_at - BEGINNING
        return Since(self.register.newest_at - lasted * self.chance.choice((0.0005, 0.01, 0.1, 0.5)))

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self.chance.randrange(SPREAD))

    def _record(self) -> dict[str, Any]:
        return self.register.made.document(self.chance.randrange(self.register.size))
