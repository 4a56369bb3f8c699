"""One page of an answer, by keyset in either direction, with the addresses of its neighbours.

Page 1,000 costs what page 1 costs. Every link pins the register's sequence, so that pages fit together however much is
published meanwhile.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from records.api.cursors import Cursor, read_cursor, write_cursor
from records.api.questions import Question
from records.published import RegisterQuerySet

COUNTED_BY_DEFAULT = 1_000

# Column names in the order of comparison; the last one is unique within a collection.
KEYS = {
    "date": ("sort_date", "slug"),
    "published_at": ("sequence",),
    "relevance": ("rank", "sequence"),
}


@dataclass(frozen=True)
class Page:
    """Documents as published, and the addresses of the pages beside them."""

    documents: list[str]
    next: str | None
    previous: str | None


def read_page(question: Question, *, path: str, query: QueryDict) -> Page:
    """The page that `cursor` in the query names, or the first."""
    order = Order.of(question.ordering)
    asked = link_query(query, sequence=question.moment.sequence)
    bound_to = f"{path}?{asked}"
    cursor = _cursor(question, bound_to, order)
    rows = order.apply(question.matches(), cursor)
    found = list(rows.values_list("document", *order.columns)[: question.page_size + 1])
    more, found = len(found) > question.page_size, found[: question.page_size]
    if cursor and cursor.backwards:
        found.reverse()

    def link(row: tuple[Any, ...], *, backwards: bool) -> str:
        text = write_cursor(Cursor(row[1:], backwards), query=bound_to)
        return f"{path}?{urlencode([*_pairs(asked), ('cursor', text)])}"

    has_next = bool(found) and (more if not (cursor and cursor.backwards) else True)
    has_previous = bool(found) and (more if cursor and cursor.backwards else cursor is not None)
    return Page(
        documents=[row[0] for row in found],
        next=link(found[-1], backwards=False) if has_next else None,
        previous=link(found[0], backwards=True) if has_previous else None,
    )


def count_matches(question: Question) -> int | None:
    """How many rows answer; None beyond 1,000 unless an exact count is asked for."""
    matches = question.matches().order_by()
    if question.values.get("count") == "exact":
        return matches.count()
    counted = matches.values("sequence")[: COUNTED_BY_DEFAULT + 1].count()
    return counted if counted <= COUNTED_BY_DEFAULT else None


def link_query(query: QueryDict, *, sequence: int) -> str:
    """The query in one spelling, pinned to a sequence and without its cursor."""
    pairs = [
        (name, value) for name, values in query.lists() for value in values if name not in ("cursor", "as_of")
    ]
    return urlencode(sorted([*pairs, ("as_of", str(sequence))]))


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, values in QueryDict(query).lists() for value in values]


def _cursor(question: Question, bound_to: str, order: "Order") -> Cursor | None:
    text = question.values.get("cursor")
    return read_cursor(text, query=bound_to, key_length=len(order.columns)) if text else None


@dataclass(frozen=True)
class Order:
    """An ordering as columns and a direction; ties follow the same direction, so that one index serves both ways."""

    columns: tuple[str, ...]
    descending: bool

    @classmethod
    def of(cls, ordering: str) -> "Order":
        name = ordering.removeprefix("-")
        return cls(KEYS[name], descending=ordering.startswith("-") or name == "relevance")

    def apply(self, rows: RegisterQuerySet, cursor: Cursor | None) -> RegisterQuerySet:
        """Rows from the cursor on, in reading order (reversed when reading backwards)."""
        descending = self.descending != bool(cursor and cursor.backwards)
        rows = rows.order_by(*(f"-{column}" if descending else column for column in self.columns))
        if cursor is None:
            return rows
        if self.columns[0] == "rank":
            return rows.filter(_beyond_rank(cursor.key, descending=descending))
        return rows.beyond(self.columns, cursor.key, descending=descending)


def _beyond_rank(key: tuple[Any, ...], *, descending: bool) -> Q:
    side = "lt" if descending else "gt"
    rank, sequence = key
    return Q(**{f"rank__{side}": rank}) | Q(**{"rank": rank, f"sequence__{side}": sequence})
