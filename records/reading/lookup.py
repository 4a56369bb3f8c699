"""Looking up: candidates from the inverted index of terms, times and words, checked, and only then put in order.

It answers whatever is rare. Candidates are taken one window after the other, in reading order, until the page is full: some
eras at a time, or some turns of the register. Each time they are fenced off from what other indexes know, or the planner
would read those too. The statement is the same however many windows there are, so that it is planned once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, chain

from records.published import TURN_BITS
from records.published_terms import ANY_TIME, under
from records.reading.conditions import (
    behind,
    either_listed,
    first_since,
    holds,
    of_columns,
    of_kinds,
    of_terms,
    of_trees,
    ordered,
    standing,
    with_words,
)
from records.reading.expected import Expected
from records.reading.sql import Sql, either, every
from records.reading.trees import Either, Words
from records.reading.wanted import Groups, Slice, Wanted
from records.reading.windows import Window, turns, whole, windows
from records.reading.words import may_only_leave_out

SEEN = "sequence, kind, slug, sort_date, period, count, terms, search, published_at, superseded_at"
MOST_NUMBERS = 400  # of one condition, in one window
ONE = Sql("generate_series(1, 1) AS number")


def look_up(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page."""
    page = look_up_seen(wanted, part, "sequence", found)
    rows = Sql(f"SELECT {columns} FROM records_published WHERE sequence = ANY (ARRAY")
    return rows + page.within("(", "))") + ordered(part.order)


def look_up_seen(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    """SELECT of the rows of one page, in no order: of columns that were seen, so that no row is visited again."""
    return (_by_turns if part.order.by == "time" else _by_eras)(wanted, part, columns, found)


def count_found(wanted: Wanted, groups: Groups) -> Sql:
    """SELECT of one number: how many match."""
    return all_found(wanted, "count(*)", groups)


def all_found(wanted: Wanted, columns: str, groups: Groups) -> Sql:
    """SELECT of every match, in no order; `groups` are looked up: what is wanted of terms, and maybe the kinds."""
    looked_up = _looked_up(wanted, groups, [whole(wanted)])
    return matching_among(wanted, columns, looked_up, *_words_left_out(wanted))


def _by_eras(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    parts = windows(wanted, part, found.together, found.lively)
    numbers = Sql("generate_series(1, %s::int) AS number", (len(parts),))
    bounds = _array(each.first for each in parts), _array(each.last for each in parts)
    within = Sql("sort_date BETWEEN (%s::date[])[number] AND (%s::date[])[number]", bounds)
    return _in_turn(numbers, wanted, part, columns, _looked_up(wanted, found.groups, parts), within)


def _by_turns(wanted: Wanted, part: Slice, columns: str, found: Expected) -> Sql:
    looked_up = _looked_up(wanted, found.groups, [whole(wanted)])
    together = turns(part, found.together, found.rows)
    if not together:
        return _in_turn(ONE, wanted, part, columns, looked_up)
    newest, oldest = Sql("(SELECT sequence FROM moment)"), Sql("0::bigint")
    if wanted.since:
        oldest = first_since(wanted.since).within("(")
    begin, end, sign = (newest, oldest, "-") if part.order.descending else (oldest, newest, "+")
    if part.key:
        begin = Sql("%s::bigint", part.key)
    series = begin + f">> {TURN_BITS}," + end + f">> {TURN_BITS}, {sign}{together}"
    numbers = series.within("generate_series(", ") AS number")
    these = ", ".join(f"number {sign} {step}" for step in range(together))
    of_turns = Sql(f"(ARRAY[sequence >> {TURN_BITS}]) && ARRAY[{these}]")
    return _in_turn(numbers, wanted, part, columns, [*looked_up, of_turns])


def _in_turn(
    numbers: Sql, wanted: Wanted, part: Slice, columns: str, looked_up: Sequence[Sql], *also: Sql
) -> Sql:
    """One window after the other: a later one is only read where the earlier ones do not fill the page."""
    exact = [*also, *_words_left_out(wanted), *behind(part.key, part.order)]
    page = matching_among(wanted, columns, looked_up, *exact)
    page = page + f"{ordered(part.order)} LIMIT {part.size}"
    return (
        Sql("SELECT found.* FROM")
        + numbers
        + page.within("CROSS JOIN LATERAL (", ") AS found")
        + f"LIMIT {part.size}"
    )


def matching_among(wanted: Wanted, columns: str, looked_up: Sequence[Sql], *also: Sql) -> Sql:
    """SELECT of those that match among what is looked up; words are among the conditions of that."""
    candidates = Sql(f"SELECT {SEEN} FROM records_published WHERE")
    candidates += every([*looked_up, Sql("document IS NOT NULL")])
    conditions = [of_kinds(wanted), *of_terms(wanted), *of_columns(wanted), *of_trees(wanted)]
    exact = every([*conditions, standing(wanted.at), *also])
    fence = " OFFSET 0) AS fenced" if looked_up else ") AS fenced"  # there, the kind is all that narrows it
    return Sql(f"SELECT {columns} FROM") + candidates.within("(", fence) + "WHERE" + exact


def _looked_up(wanted: Wanted, groups: Groups, parts: Sequence[Window]) -> list[Sql]:
    """What the index is asked: the rarest first, so that it leaps from one of these to the next."""
    at_any_time = all(window.marks == [ANY_TIME] for window in parts)
    many = any(len(group) * len(window.marks) > MOST_NUMBERS for group in groups for window in parts)
    marked = [] if at_any_time or (groups and not many) else [("",)]
    return [*(_under(group, parts) for group in (*groups, *marked)), *_words_listed(wanted)]


def is_listed(wanted: Wanted) -> bool:
    """Whether the index has a list to begin with."""
    return bool(wanted.groups() or _words_listed(wanted))


def _words_listed(wanted: Wanted) -> list[Sql]:
    words = [] if may_only_leave_out(wanted.words) else with_words(wanted)
    return [*words, *map(_under_either, either_listed(wanted))]


def _words_left_out(wanted: Wanted) -> Iterator[Sql]:
    """Words of which the index could only list what has them not, which is everything: each candidate is asked instead."""
    if may_only_leave_out(wanted.words):
        yield from with_words(wanted)


def _under_either(asked: Either) -> Sql:
    """Terms at any time, as words are."""
    numbers = _array(under(asked.terms, [ANY_TIME]))
    terms = [Sql("found_under && %s::int[]", (numbers,))] if asked.terms else []
    return either([*terms, *(holds(Words(text)) for text in asked.searches)]).within("(")


def _under(group: tuple[str, ...], parts: Sequence[Window]) -> Sql:
    """The numbers of all windows in one array, and where those of each begin and end in it."""
    numbers = [under(group, _marks(group, window)) for window in parts]
    if len(parts) == 1:
        return Sql("found_under && %s::int[]", (_array(numbers[0]),))
    ends = list(accumulate(map(len, numbers)))
    begins = [1, *(end + 1 for end in ends)]
    together = _array(chain.from_iterable(numbers))
    of_window = "found_under && (%s::int[])[(%s::int[])[number]:(%s::int[])[number]]"
    return Sql(of_window, (together, _array(begins), _array(ends)))


def _marks(group: tuple[str, ...], window: Window) -> Sequence[str]:
    """Many terms at many times would be too many numbers: such terms are looked up at any time, beside the times alone."""
    many = len(group) * len(window.marks) > MOST_NUMBERS and group != ("",)
    return [ANY_TIME] if many else window.marks


def _array(values: Iterable[int | date]) -> str:
    """As the server reads it; the driver would look at each of them."""
    return f"{{{','.join(map(str, values))}}}"
