"""One page of the register: which way to find it, and everything an answer needs, in one statement.

Frequent things are walked to and rare ones looked up. Which it is, the planner's own expectation decides; a walk that looked
at enough rows without filling its page is given up for a look-up, so that a wrong expectation costs time and never rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from records.reading.conditions import moment
from records.reading.connection import Row, ask
from records.reading.expected import expected
from records.reading.lookup import count_found, look_up, ranked
from records.reading.sql import Sql, joined
from records.reading.totals import everything, redacted
from records.reading.walk import walk
from records.reading.wanted import At, Slice, Wanted

COMMON = 0.005  # share of the register above which a walk fills its page
COMMON_WITH_WORDS = 0.05
COUNTED = 200

Count = Literal["bounded", "exact", "known"]


@dataclass(frozen=True)
class Page:
    """Documents in reading order with their keys, and the moment at which all of it held.

    `sequence` is None when nothing was published by the moment asked for. `redacted` counts entries of the kinds that stood
    then and whose text was removed since. `count` is None beyond 1,000, or when it was not asked for.
    """

    sequence: int | None
    published_at: datetime | None
    redacted: int
    count: int | None
    documents: Sequence[bytes]
    keys: Sequence[tuple[Any, ...]]


def read_page(wanted: Wanted, part: Slice, *, count: Count = "bounded") -> Page:
    """The rows of one page. `count` says how much counting to do; `known` does none."""
    rows = _rows(wanted, part, _counting(wanted, count))
    sequence, published_at, gone, counted = rows[0][:4] if rows else (None, None, 0, 0)
    found = [row[4:] for row in rows if row[4] is not None]
    found.sort(key=lambda row: row[1:], reverse=part.order.descending)
    beyond = count == "bounded" and counted is not None and counted > COUNTED and not wanted.is_everything
    return Page(
        sequence=sequence,
        published_at=published_at,
        redacted=gone,
        count=None if beyond or count == "known" else counted,
        documents=[row[0] for row in found],
        keys=[row[1:] for row in found],
    )


def _counting(wanted: Wanted, count: Count) -> Sql:
    if count == "known":
        return Sql("NULL::bigint")
    if wanted.is_everything:
        return everything(wanted).within("(")
    return count_found(wanted, None if count == "exact" else COUNTED + 1).within("(")


def _rows(wanted: Wanted, part: Slice, counting: Sql) -> list[Row]:
    columns = ", ".join(("document", *part.order.columns))
    if part.order.by == "relevance":
        return _ask(wanted, ranked(wanted, part, columns), counting)
    if wanted.is_everything:
        return _ask(wanted, walk(wanted, part, columns), counting)
    matches, rows_in_all = expected(wanted)
    if matches > rows_in_all * (COMMON_WITH_WORDS if wanted.words else COMMON):
        rows = _ask(wanted, walk(wanted, part, columns), counting)
        if len(rows) >= part.size:
            return rows
    return _ask(wanted, look_up(wanted, part, columns, expected=matches), counting)


def _ask(wanted: Wanted, page: Sql, counting: Sql) -> list[Row]:
    """One row at least, when the moment was reached: its page may be empty."""
    head = Sql("WITH moment AS MATERIALIZED") + moment(wanted.at).within("(")
    said = Sql("SELECT moment.sequence AS at_sequence, moment.published_at AS at_time,")
    said += joined(", ", [redacted(wanted.kinds, wanted.at), counting])
    statement = head + said + ", page.* FROM moment LEFT JOIN" + page.within("(", ") AS page ON TRUE")
    return ask(statement.text, statement.values)


def latest() -> tuple[int, datetime | None]:
    """The register as it stands: its last sequence number and when that was written."""
    rows = ask(*_values(moment(At())))
    return rows[0] if rows else (0, None)


def _values(statement: Sql) -> tuple[str, tuple[Any, ...]]:
    return statement.text, statement.values
