"""The rows of one page, where one statement did not bring all of them."""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from records.reading.statements import Row
from records.reading.wanted import Slice

PAGE = 5  # the column at which a page's own columns begin; before them stands what holds beside it


class MovedOn(Exception):
    """Something was published between two statements of one page."""

    def __init__(self, sequence: int) -> None:
        super().__init__(f"Sequence {sequence} was written while a page was read.")
        self.sequence = sequence


@dataclass
class Gathered:
    """Of each row its document and what it is ordered by. The first statement says what holds beside the page."""

    stake: ClassVar[int] = 1
    part: Slice
    answers: list[list[Row]] = field(default_factory=list)

    def add(self, rows: list[Row]) -> None:
        """Rows of the same moment, some of which may be here already. Raises `MovedOn` where the moment is another."""
        if self.answers and rows and rows[0][0] != self.answers[0][0][0]:
            raise MovedOn(max(rows[0][0], self.answers[0][0][0]))
        if rows:
            self.answers.append(rows)

    @property
    def said(self) -> Row:
        return self.answers[0][0][:PAGE] if self.answers else ()

    @property
    def number(self) -> int:
        return sum(1 for rows in self.answers for row in rows if row[PAGE] is not None)

    @property
    def rest(self) -> Slice:
        """What the page lacks, behind the last row that it has."""
        keys = self._keys()
        return replace(self.part, size=self.part.size - len(keys), key=keys[-1]) if keys else self.part

    def rows(self) -> list[Row]:
        """One at least, when the moment was reached."""
        if len(self.answers) < 2:
            return self.answers[0] if self.answers else []
        found = self._found()
        return [(*self.said, *found[key]) for key in self._keys()] or self.answers[0]

    def _keys(self) -> list[tuple[Any, ...]]:
        return sorted(self._found(), reverse=self.part.order.descending)[: self.part.size]

    def _found(self) -> dict[tuple[Any, ...], Row]:
        return {row[PAGE + 1 :]: row[PAGE:] for rows in self.answers for row in rows if row[PAGE] is not None}


class Counted:
    """What is counted of the rows of a page. Only a statement that brings all of them can say it, and it says everything."""

    said: Row = ()
    stake = 2  # a walk that is given up loses everything that it found

    def __init__(self, part: Slice) -> None:
        self.rest = part
        self.last: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        self.last = rows

    @property
    def number(self) -> int:
        return self.last[0][PAGE] or 0 if self.last else 0

    def rows(self) -> list[Row]:
        return self.last
