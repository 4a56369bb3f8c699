"""Which way a question is answered, and the rows of a page by it.

Frequent things are walked to and rare ones looked up. Which it is, the planner's own expectation decides; a walk that looked
at enough rows without filling its page is given up, and what is missing is asked for branch by branch or looked for among
segments. A wrong expectation costs time and never rows.
"""

from collections.abc import Callable

from records.reading.branches import branches_of
from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.expected import Expected, expected
from records.reading.gathering import PAGE, Counted, Gathered
from records.reading.lookup import is_listed, look_up, look_up_seen
from records.reading.moments import sequence_at
from records.reading.ranking import NEWEST, SEEN, ranked
from records.reading.segments import look_among_segments, look_among_segments_seen
from records.reading.sql import Sql, joined
from records.reading.statements import Row
from records.reading.totals import everything, redacted
from records.reading.walk import EARLY, is_early, sift, straight, walk
from records.reading.wanted import At, Slice, Wanted
from records.reading.words import has_phrases, may_only_leave_out

COMMON = 0.02  # share of the register above which a walk fills its page
COMMON_AND_SHORTER = 0.05  # and where words or a period shorten the list
MUCH = 8_000  # candidates of a tree, or of what has some words not, that are not looked up
MUCH_OF_PHRASES = 400  # and of words that have to stand side by side, which segments know of many
# What a walk may cost, in rows of the index: about as much as to look among segments, which have many strings for a period.
WORTH, WORTH_OF_PERIOD, WORTH_A_ROW = 2_000, 7_000, 5
VISIT, VISIT_FOR_WORDS = 4, 10  # to visit a row, and to look for words there
FIND = 2  # of these to find its place, where not all are visited
PLACE = 30  # to find the place of a row among segments, where a walk does not have to be repeated there
FEWEST = 40  # rows that a walk should meet, however short the page: what is rarer is hardly ever as frequent as expected
MOST = 0.3  # share of the rows walked past, taken for matches, from which on all of them are visited
ROOM = 20  # how many times as many rows a kind should have as a walk may look at, or the server would sort all of them
FARTHER = 1.5  # how much farther a walk goes than it should have to
EVERYTHING = 2**31 - 1  # rows that a walk looks at where nothing else narrows them

NOT_COUNTED = Sql("NULL::bigint")

Shaped = Callable[[Sql], Sql]


def rows_of(
    wanted: Wanted,
    part: Slice,
    counting: Sql = NOT_COUNTED,
    *,
    columns: str = "document",
    shaped: Shaped | None = None,
    whole: Wanted | None = None,
) -> list[Row]:
    """The rows of one page. `shaped` makes another SELECT of it, with the number of its rows before all else. What holds
    beside the page is said of the `whole`, of which this is a branch. Raises `MovedOn`.
    """
    columns = ", ".join((columns, *part.order.columns))
    page = Counted(part) if shaped else Gathered(part)

    def asked(select: Sql) -> list[Row]:
        return ask_page(whole or wanted, select, NOT_COUNTED if page.said else counting, shaped=shaped)

    if wanted.is_everything and (wanted.at.is_now or part.order.by == "time"):
        return asked(straight(wanted, part, columns))
    if part.order.by == "relevance":
        return _by_relevance(wanted, part, counting)
    found = expected(wanted)
    if at_once := _at_once(wanted, part, columns, found, seen=shaped is not None):
        return asked(at_once)
    if _walk(wanted, page, columns, found, asked):
        return page.rows()
    rest = page.rest
    branches = [] if shaped or whole else _soon_found(wanted, rest)
    for branch in branches:
        page.add(rows_of(branch, rest, NOT_COUNTED if page.said else counting, whole=wanted))
    if not branches:
        look = look_among_segments_seen if shaped else look_among_segments
        page.add(asked(look(wanted, rest, columns, found)))
    return page.rows()


def _by_relevance(wanted: Wanted, part: Slice, counting: Sql) -> list[Row]:
    """The best of the newest. Where fewer are met than can be ranked, that is how many there are."""
    if counting is not NOT_COUNTED:
        counting = counting.within(f"CASE WHEN met < {NEWEST.size} THEN met ELSE ", " END")
    rows = rows_of(wanted, NEWEST, counting, columns=SEEN, shaped=lambda page: ranked(page, wanted, part))
    return [(*row[:PAGE], *row[PAGE + 1 :]) for row in rows]


def _at_once(wanted: Wanted, part: Slice, columns: str, found: Expected, *, seen: bool) -> Sql | None:
    """SELECT of what is rare, or was written in a short time; None of what is neither."""
    early = is_early(wanted.at)
    beginning = sequence_at(At(time=wanted.since)) if wanted.since and not early else 1
    end = wanted.at.sequence or found.rows
    if early or (wanted.since and beginning > end - EARLY):
        return sift(wanted, part, columns, beginning=Sql("%s", (beginning,)))
    if _is_rare(wanted, part, found):
        return (look_up_seen if seen else look_up)(wanted, part, columns, found)
    return None


def _walk(
    wanted: Wanted,
    page: Gathered | Counted,
    columns: str,
    found: Expected,
    asked: Callable[[Sql], list[Row]],
) -> bool:
    """Whether the page is full, or all there is, after as long a walk as makes sense."""
    farthest = _distance(wanted, page.rest, found, page.stake)
    if not farthest:
        return False
    rows = asked(
        walk(wanted, page.rest, columns, farthest=farthest, visiting=_visits_each(wanted, page.rest, found))
    )
    size = page.rest.size
    page.add(rows)
    return page.number >= size or not rows or _saw_everything(wanted, rows, farthest)


def _soon_found(wanted: Wanted, part: Slice) -> list[Wanted]:
    """The branches of a tree, where each is rare enough to be looked up, or so frequent that a walk should fill its page."""
    branches = list(branches_of(wanted))
    for branch in branches:
        found = expected(branch)
        if not (_is_rare(branch, part, found) or _distance(branch, part, found)):
            return []
    return branches


def _share(found: Expected, part: Slice) -> float:
    """Of what is walked through: by date that is in the period, or may be."""
    return found.share if part.order.by == "date" else found.share * found.in_period


def _is_common(wanted: Wanted, part: Slice, found: Expected) -> bool:
    """A list is shorter where it can be asked for the years of a period."""
    is_shorter = wanted.by_words or (wanted.dated and part.order.by == "date")
    return found.rarest > found.rows * (COMMON_AND_SHORTER if is_shorter else COMMON)


def _is_rare(wanted: Wanted, part: Slice, found: Expected) -> bool:
    """Whether a list of the index says where to look; of what leaves little of much, none does."""
    if not is_listed(wanted) or _is_common(wanted, part, found):
        return False
    leaves_out = wanted.trees or (wanted.words and may_only_leave_out(wanted.words))
    too_much = MUCH_OF_PHRASES if has_phrases(wanted.words) else MUCH if leaves_out else found.rows
    return found.together <= too_much


def _distance(wanted: Wanted, part: Slice, found: Expected, stake: int = 1) -> int:
    """How many rows a walk looks at; 0 where it should cost more than to look among segments. The index knows nothing of
    words and little of trees: what it takes for a match and is none is visited in vain.
    `stake`: how many times its price is lost with a walk that is given up.
    """
    is_narrow = wanted.groups() or wanted.since or wanted.by_words or wanted.trees
    if not (is_narrow or (wanted.dated and part.order.by == "time")):
        return EVERYTHING
    share = _share(found, part)
    in_vain = max(0.0, found.noticed * share / found.share - share)
    worth = WORTH + (WORTH_OF_PERIOD if wanted.dated else 0) + part.size * WORTH_A_ROW
    visit = VISIT_FOR_WORDS if wanted.by_words else VISIT
    price = 1 + in_vain * (visit - FIND if _visits_each(wanted, part, found) else visit)
    if wanted.dated and part.order.by == "date" and found.within * price <= worth + part.size * PLACE:
        return EVERYTHING  # it ends with the period
    affordable = worth / price
    met = share * affordable
    return round(FARTHER * affordable) if met >= stake * max(part.size, FEWEST) else 0


def _visits_each(wanted: Wanted, part: Slice, found: Expected) -> bool:
    """Whether the index takes most of what is walked past for matches; it knows periods, numbers and times from the rest."""
    known = wanted.dated or wanted.counted or wanted.since or not wanted.at.is_now
    reach = FARTHER * (WORTH + part.size * WORTH_A_ROW) * len(wanted.kinds)
    return found.noticed > MOST and not known and found.within > ROOM * reach


def _saw_everything(wanted: Wanted, rows: list[Row], farthest: int) -> bool:
    """Whether there are no more entries, or versions, than the walk looked at."""
    return farthest == EVERYTHING or (wanted.at.is_now and rows[0][3] <= farthest)


def ask_page(
    wanted: Wanted,
    page: Sql,
    counting: Sql = NOT_COUNTED,
    *,
    shaped: Shaped | None = None,
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
    return ask(statement.text, statement.values)
