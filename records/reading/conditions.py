"""What a row must be like, as SQL: to stand at a moment, to match what is wanted, to lie behind a key."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.types.range import Range

from records.published import SEARCH_CONFIG
from records.reading.sql import Sql, either, every
from records.reading.trees import (
    AllOf,
    AnyOf,
    Either,
    Group,
    Kinds,
    Not,
    Number,
    Period,
    Since,
    Terms,
    Tree,
    Words,
)
from records.reading.wanted import At, Order, Wanted
from records.reading.words import as_query, may_only_leave_out

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUERY = f"websearch_to_tsquery('{SEARCH_CONFIG}', %s)"


def moment(at: At) -> Sql:
    """One row of the last entry written by then, none when nothing was: sequence, published_at, and that in microseconds."""
    micros = "(extract(epoch FROM published_at) * 1000000)::bigint AS micros"
    rows = f"SELECT sequence, published_at, {micros} FROM records_published"
    if at.sequence is not None:
        return Sql(f"{rows} WHERE sequence = %s", (at.sequence,))
    if at.time is not None:
        return Sql(f"{rows} WHERE published_at <= %s ORDER BY published_at DESC LIMIT 1", (at.time,))
    return Sql(f"{rows} ORDER BY sequence DESC LIMIT 1")


def first_since(time: datetime) -> Sql:
    """SELECT of the sequence number with which a time begins; no row where nothing was written since."""
    rows = Sql("SELECT sequence FROM records_published WHERE published_at >= %s", (time,))
    return rows + "ORDER BY published_at LIMIT 1"


def with_moment(at: At) -> Sql:
    """The beginning of a statement that speaks of `moment`."""
    return Sql("WITH moment AS MATERIALIZED") + moment(at).within("(")


def time_of(micros: int) -> datetime:
    """The moment's time. It goes with every row of a page, and a number is read in a fiftieth of the time."""
    return EPOCH + timedelta(microseconds=micros)


def standing(at: At) -> Sql:
    """Rows that stood at the moment; for a past one there is a `moment` beside the statement."""
    if at.is_now:
        return Sql("superseded_at IS NULL")
    written = "published_at <= (SELECT published_at FROM moment)"
    return Sql(f"{written} AND (superseded_at IS NULL OR superseded_at > (SELECT published_at FROM moment))")


def readable(at: At) -> Sql:
    """Rows of the moment that still have a document."""
    return standing(at) + "AND document IS NOT NULL"


def matching(wanted: Wanted) -> Iterator[Sql]:
    """What is wanted of one row, exactly; each row that is walked past is asked this."""
    yield from of_terms(wanted)
    yield from of_columns(wanted)
    yield from with_words(wanted)
    yield from of_trees(wanted)


def of_kinds(wanted: Wanted) -> Sql:
    """The kinds it may be of."""
    return holds(Kinds(wanted.kinds))


def of_terms(wanted: Wanted) -> Iterator[Sql]:
    """One term of each group."""
    for group in wanted.terms:
        yield holds(Terms(group))


def any_of(group: Group) -> Sql:
    """One of these terms, so that the planner can say what it expects."""
    return Sql("terms && %s::text[]", (list(group),))


def with_words(wanted: Wanted) -> Iterator[Sql]:
    """The words it must have."""
    if wanted.words:
        yield holds(Words(wanted.words))


def either_listed(wanted: Wanted) -> list[Either]:
    """What follows from trees and the index has a list of: it has none of words that are only left out."""
    return [asked for asked in wanted.either if not any(map(may_only_leave_out, asked.searches))]


def of_columns(wanted: Wanted) -> Iterator[Sql]:
    """What is wanted of the period, the number and the time of publication."""
    if wanted.dated:
        yield holds(Period(wanted.first, wanted.last, wanted.certain))
    if wanted.counted:
        yield holds(Number(wanted.low, wanted.high))
    if wanted.since:
        yield holds(Since(wanted.since))


def of_trees(wanted: Wanted) -> Iterator[Sql]:
    """What is left of trees."""
    yield from map(holds, wanted.trees)


def holds(tree: Tree) -> Sql:
    """A tree. Periods, numbers and words may be null, and what is not known to hold does not."""
    match tree:
        case AllOf(parts):
            return every(map(holds, parts)).within("(")
        case AnyOf(parts):
            return either(map(holds, parts)).within("(")
        case Not(part):
            return holds(part).within("(", ") IS NOT TRUE")
        case Terms(group):
            return Sql("%s = ANY (terms)", group) if len(group) == 1 else any_of(group)
        case Kinds(kinds):
            return Sql("kind = ANY (%s)", (list(kinds),))
        case Period(first, last, certain):
            return Sql(f"period {'<@' if certain else '&&'} %s::daterange", (Range(first, last, "[]"),))
        case Number(low, high):
            return Sql("count && %s::int8range", (Range(low, high, "[]"),))
        case Since(time):
            return Sql("published_at >= %s", (time,))
        case Words(text):
            return Sql(f"search @@ {QUERY}", (as_query(text),))


def behind(key: tuple[Any, ...] | None, order: Order) -> Iterator[Sql]:
    """Rows after `key`, compared as one value so that an index serves it."""
    if key is not None:
        side = "<" if order.descending else ">"
        marks = ", ".join(["%s"] * len(key))
        yield Sql(f"({', '.join(order.columns)}) {side} ({marks})", key)


def ordered(order: Order, names: Mapping[str, str] | None = None) -> str:
    """ORDER BY for it; `names` has other names of columns."""
    way = "DESC" if order.descending else "ASC"
    return "ORDER BY " + ", ".join(f"{(names or {}).get(column, column)} {way}" for column in order.columns)
