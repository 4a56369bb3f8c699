"""One page of an answer, by keyset in either direction, with the addresses of its neighbours.

Page 1,000 costs what page 1 costs. Every link pins the register's sequence, so that pages fit together however much is
published meanwhile; the count goes along in the cursor, so that it is found once.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from records.api.addresses import root_of
from records.api.cursors import Cursor, read_cursor, refused, write_cursor
from records.api.moments import refuse_unreached
from records.api.newest import newest_sequence
from records.api.questions import order_of, page_size_of
from records.reading.pages import Count, Page, read_page
from records.reading.wanted import NOW, At, Slice, Wanted


@dataclass(frozen=True)
class Neighbours:
    """A page with the addresses of the pages beside it."""

    page: Page
    count: int | None
    documents: list[bytes]
    next: str | None
    previous: str | None


def page_of(wanted: Wanted, values: dict[str, Any], *, path: str, query: QueryDict) -> Neighbours:
    """The page that `cursor` in the query names, or the first. Raises a 400 Problem for a moment not reached."""
    question = f"{path}?{urlencode(asked(query))}"
    cursor = _cursor(values, question)
    order, size = order_of(values), page_size_of(values)
    backwards = bool(cursor and cursor.backwards)
    part = Slice(order.reversed() if backwards else order, size + 1, cursor.key if cursor else None)
    at = At(sequence=cursor.sequence) if cursor else wanted.at
    page = _read(wanted, at, part, _counting(values, cursor))
    if page.sequence is None:
        refuse_unreached(at)
    return _with_neighbours(page, cursor, size, Links(question, page.sequence or 0))


def _read(wanted: Wanted, at: At, part: Slice, count: Count) -> Page:
    """The page at a moment. Where that is the newest, what stands now is the same and found sooner, unless it moved on."""
    if at.sequence and at.sequence == newest_sequence():
        page = read_page(wanted.at_moment(NOW), part, count=count)
        if page.sequence == at.sequence:
            return page
    return read_page(wanted.at_moment(at), part, count=count)


def _counting(values: dict[str, Any], cursor: Cursor | None) -> Count:
    if cursor:
        return "none"
    return "exact" if values.get("count") == "exact" else "cheap"


def _with_neighbours(page: Page, cursor: Cursor | None, size: int, links: "Links") -> Neighbours:
    backwards = bool(cursor and cursor.backwards)
    documents, keys = list(page.documents[:size]), list(page.keys[:size])
    onward = keys[-1] if len(page.keys) > size else None
    back = keys[0] if cursor and keys else None
    if backwards:
        documents.reverse()
    count = cursor.count if cursor else page.count
    following, before = (back, onward) if backwards else (onward, back)
    return Neighbours(
        page=page,
        count=count,
        documents=documents,
        next=links.to(following, count) if following else None,
        previous=links.to(before, count, backwards=True) if before else None,
    )


@dataclass(frozen=True)
class Links:
    """Addresses of other pages of the same question at the same moment."""

    question: str  # what a cursor belongs to
    sequence: int

    def to(self, key: tuple[Any, ...], count: int | None, *, backwards: bool = False) -> str:
        cursor = write_cursor(Cursor(key, self.sequence, count, backwards), query=self.question)
        join = "" if self.question.endswith("?") else "&"
        return f"{self.question}{join}as_of={self.sequence}&cursor={cursor}"


def asked(query: QueryDict) -> list[tuple[str, str]]:
    """The question in one spelling, without its moment and its place."""
    return sorted(
        (name, value) for name, values in query.lists() for value in values if name not in ("cursor", "as_of")
    )


def asked_in_any_form(query: QueryDict) -> list[tuple[str, str]]:
    """The question, however its answer is written."""
    return [(name, value) for name, value in asked(query) if name not in ("manifest", "format")]


def address_for_ever(request: HttpRequest, sequence: int, form: str) -> str:
    """Where this answer, in this form, is found again as it is."""
    query = [*asked_in_any_form(request.GET), ("format", form), ("as_of", str(sequence))]
    return f"{root_of(request)}{request.path}?{urlencode(query)}"


def _cursor(values: dict[str, Any], question: str) -> Cursor | None:
    if "cursor" not in values:
        return None
    key_length = len(order_of(values).columns)
    cursor = read_cursor(values["cursor"], query=question, key_length=key_length)
    if values.get("as_of", NOW) not in (NOW, At(sequence=cursor.sequence)):
        raise refused()
    return cursor
