"""One page of the register: which way to find it, and everything an answer needs, in one statement.

Frequent things are walked to and rare ones looked up. Which it is, the planner's own expectation decides; a walk that looked
at enough rows without filling its page is given up, and what frequent things have in common is looked for among segments. A
wrong expectation costs time and never rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Any, Literal

from records.reading.conditions import moment, ordered, time_of, with_moment
from records.reading.connection import ask
from records.reading.expected import Expected, expected
from records.reading.lookup import all_found, count_found, look_up, look_up_seen
from records.reading.ranking import ranked
from records.reading.segments import look_among_segments
from records.reading.sql import Sql, joined
from records.reading.statements import Row
from records.reading.totals import everything, redacted
from records.reading.walk import EARLY, count_among, is_early, sift, straight, walk
from records.reading.wanted import NOW, At, Order, Slice, Wanted
from records.reading.words import may_only_leave_out

COMMON = 0.02  # share of the register above which a walk fills its page
COMMON_WITH_WORDS = 0.05
LITTLE = 1_000  # entries of the kinds together, among which matches are counted unasked
MUCH = 8_000  # candidates of a tree that are not looked up
RARE = 4_000  # candidates that are quicker all read than taken bit by bit, where a thousand are counted
WORTH_GOING_ON = 0.25  # part of the page that a first walk met
EVERYTHING = 2**31 - 1  # rows that a walk looks at where nothing else narrows them

NOT_COUNTED = Sql("NULL::bigint")
PAGE = 5  # the column at which a page's own columns begin

Count = Literal["cheap", "exact", "none"]


@dataclass(frozen=True)
class Page:
    """Documents in reading order with their keys, and the moment at which all of it held.

    `sequence` is None when nothing was published by the moment asked for. `redacted` counts entries of the kinds that stood
    then and whose text was removed since. `count` is None where it was not asked for, or is not known without counting.
    """

    sequence: int | None
    published_at: datetime | None
    redacted: int
    count: int | None
    documents: Sequence[bytes]
    keys: Sequence[tuple[Any, ...]]


def read_page(wanted: Wanted, part: Slice, *, count: Count = "cheap") -> Page:
    """The rows of one page. `cheap` counts everything of a kind, what is counted among little, and a page that holds all."""
    if wanted.at.time:
        wanted = replace(wanted, at=At(sequence=sequence_at(wanted.at)))
    rows = _rows(wanted, part, _counting(wanted, part, count))
    sequence, micros, gone, total, counted = rows[0][:PAGE] if rows else (None, None, 0, 0, 0)
    found = [row[PAGE:] for row in rows if row[PAGE] is not None]
    found.sort(key=itemgetter(slice(1, None)), reverse=part.order.descending)
    if wanted.is_everything and count != "none":
        counted = total - gone
    elif counted is None and count == "cheap" and part.key is None and len(found) < part.size:
        counted = len(found)
    return Page(
        sequence=sequence,
        published_at=None if micros is None else time_of(micros),
        redacted=gone,
        count=counted,
        documents=[row[0] for row in found],
        keys=[row[1:] for row in found],
    )


def _counting(wanted: Wanted, part: Slice, count: Count) -> Sql:
    """SELECT of the count. Where the kinds hold little it is cheap to count, and otherwise it waits until somebody asks."""
    if count == "none" or wanted.is_everything:
        return NOT_COUNTED
    if count == "exact":
        return count_found(wanted).within("(")
    if part.key is not None:
        return NOT_COUNTED
    little = everything(wanted).within("(") + f"<= {LITTLE}"
    return (little + "THEN" + _count_among_little(wanted).within("(")).within("CASE WHEN ", " END")


def _count_among_little(wanted: Wanted) -> Sql:
    """By visiting all there is; or by the index, which is quicker for letters that somebody types and few names have."""
    if wanted.typed and (found := expected(wanted)).together <= LITTLE:
        return count_found(wanted, found.groups)
    return count_among(wanted, LITTLE)


def newest_counted(wanted: Wanted, most: int, columns: str, counted: str) -> list[Row]:
    """What is counted of the newest matches by date, however far they lie, after what a page says of the moment and how many
    were found, one more at the most.

    `counted` is a SELECT from `newest`, which has these columns, `sort_date` and `slug`. The columns come of what a look-up
    sees of a row.
    """
    part = Slice(Order("date", descending=True), most + 1)
    newest = f"newest AS MATERIALIZED (SELECT * FROM found {ordered(part.order)} LIMIT {most})"
    said = f"SELECT (SELECT count(*) FROM found), counted.* FROM ({counted}) AS counted"

    def of_page(page: Sql) -> Sql:
        return page.within("WITH found AS MATERIALIZED (", f"), {newest} {said}")

    if (wanted.groups() or wanted.by_words) and expected(wanted).together <= RARE:
        found = all_found(wanted, f"{columns}, sort_date, slug") + f"{ordered(part.order)} LIMIT {part.size}"
        return _ask(wanted, found, counting=NOT_COUNTED, shaped=of_page)
    return _rows(wanted, part, NOT_COUNTED, columns=columns, shaped=of_page)


def _rows(
    wanted: Wanted,
    part: Slice,
    counting: Sql,
    *,
    columns: str = "document",
    shaped: Callable[[Sql], Sql] | None = None,
) -> list[Row]:
    """`shaped` makes another SELECT of a page's, with the number of its rows before all else."""
    columns = ", ".join((columns, *part.order.columns))
    asked = partial(_ask, wanted, counting=counting, shaped=shaped)
    if wanted.is_everything and (wanted.at.is_now or part.order.by == "time"):
        return asked(straight(wanted, part, columns))
    found = expected(wanted)
    common = found.rarest > found.rows * (COMMON_WITH_WORDS if wanted.by_words else COMMON)
    if part.order.by == "relevance":
        page = ranked(wanted, part, columns, None if common else found)
        return asked(page, plan_for_values=common)
    early = is_early(wanted.at)
    beginning = sequence_at(At(time=wanted.since)) if wanted.since and not early else 1
    if early or (wanted.since and beginning > found.rows - EARLY):
        return asked(sift(wanted, part, columns, beginning=Sql("%s", (beginning,))))
    if not (common or _is_open(wanted, found)):
        by_index = look_up_seen if shaped else look_up
        return asked(by_index(wanted, part, columns, found))
    met = len if shaped is None else _number_said
    for farthest in _distances(wanted, part):
        if found.share * farthest < part.size:
            break
        rows = asked(walk(wanted, part, columns, farthest=farthest))
        if met(rows) >= part.size or not rows or _saw_everything(wanted, rows, farthest):
            return rows
        if met(rows) < part.size * WORTH_GOING_ON:
            break
    return asked(look_among_segments(wanted, part, columns, found))


def _number_said(rows: list[Row]) -> int:
    return rows[0][PAGE] or 0 if rows else 0


def _is_open(wanted: Wanted, found: Expected) -> bool:
    """Whether no list of the index says where to look: of a tree that leaves little of much, or of words to be left out."""
    if wanted.words and may_only_leave_out(wanted.words):
        return True
    return bool(wanted.trees) and found.together > MUCH


def _distances(wanted: Wanted, part: Slice) -> tuple[int, ...]:
    """How far to walk at first, and then. Of words, and of much of trees, the index tells nothing: each row is visited."""
    near, far = min(20 * part.size, 8_000), min(80 * part.size, 32_000)
    if wanted.by_words or (wanted.trees and not wanted.groups()):
        return near, far
    return (far,) if wanted.groups() or wanted.since else (EVERYTHING,)


def _saw_everything(wanted: Wanted, rows: list[Row], farthest: int) -> bool:
    """Whether there are no more entries, or versions, than the walk looked at."""
    return farthest == EVERYTHING or (wanted.at.is_now and rows[0][3] <= farthest)


def _ask(
    wanted: Wanted,
    page: Sql,
    *,
    counting: Sql,
    shaped: Callable[[Sql], Sql] | None = None,
    plan_for_values: bool = False,
) -> list[Row]:
    """One row at least, when the moment was reached: its page may be empty."""
    said = Sql("SELECT moment.sequence AS at_sequence, moment.micros AS at_time,")
    said += joined(", ", [redacted(wanted.kinds, wanted.at), everything(wanted).within("("), counting])
    statement = (
        with_moment(wanted.at)
        + said
        + ", page.* FROM moment LEFT JOIN"
        + (shaped(page) if shaped else page).within("(", ") AS page ON TRUE")
    )
    return ask(statement.text, statement.values, plan_for_values=plan_for_values)


def sequence_at(at: At) -> int:
    """The last sequence number that had been written at a time; 0 before the first."""
    then = moment(at)
    rows = ask(then.text, then.values)
    return int(rows[0][0]) if rows else 0


def latest() -> tuple[int, datetime | None]:
    """The register as it stands: its last sequence number and when that was written."""
    newest = moment(NOW)
    rows = ask(newest.text, newest.values)
    return (rows[0][0], rows[0][1]) if rows else (0, None)
