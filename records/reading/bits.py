"""Conditions as strings of bits, one for each segment of the log: which of its rows may match.

Of most conditions the words of a segment tell exactly. Where they do not (a phrase, the days of a period), there is a string
of the rows that may match and one of those that certainly do: what is not so may be wherever it is not certainly so.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from records.published_terms import kinds_as_terms, magnitudes_asked, magnitudes_within
from records.reading.conditions import first_since
from records.reading.period_marks import certainly_touch, lies_beyond, may_lie_beyond, may_touch
from records.reading.phrases import Beside, Unsure, as_tree
from records.reading.sql import Sql, either, joined
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Tree, Words

PAIRED = '"'  # rows of which a segment knows what frequent words stand side by side
EVERY, NONE = Sql("readable.rows"), Sql("(readable.rows # readable.rows)")
# Of one row of the table, beside `readable`; and of each segment what has any of the words, all their places put together.
# A join would tempt the planner to look for words segment by segment.
SIZE = "(SELECT size FROM readable WHERE readable.first = {}.first)"
BITS = f"""coalesce(rows, (
    SELECT substring(records_bits_at(place, 1) FROM 1 FOR {SIZE.format("records_segment")}) FROM unnest(places) AS place
))"""
OF_ANY = f"""
SELECT first, CASE WHEN number = 0 THEN of_rows WHEN of_rows IS NULL THEN substring(of_places FROM 1 FOR size)
    ELSE of_rows | substring(of_places FROM 1 FOR size) END AS rows
FROM (
    SELECT first, bit_or(rows) AS of_rows, count(place) AS number,
        records_bits_at(place, 1) FILTER (WHERE place IS NOT NULL) AS of_places, {SIZE.format("records_segment")} AS size
    FROM records_segment LEFT JOIN LATERAL unnest(places) AS place ON TRUE WHERE {{}} GROUP BY first
) AS together"""


@dataclass
class Strings:
    """The strings that an expression names, each once."""

    selects: list[Sql] = field(default_factory=list)

    def of_any(self, condition: Sql) -> Sql:
        """What has one of the words that the condition admits."""
        return self._named(condition.within(*OF_ANY.split("{}")))

    def of_every(self, words: Collection[str]) -> Sql:
        """What has every one of these words: read in one go, and not at all where a segment lacks one."""
        rows = Sql(f"SELECT first, bit_and({BITS}) AS rows FROM records_segment WHERE")
        return self._named(rows + _one_of(words) + f"GROUP BY first HAVING count(*) = {len(words)}")

    def of_frequent(self, words: Collection[str]) -> Sql:
        """What has every one of these words, where a segment has a string of bits for each."""
        rows = Sql("SELECT first, bit_and(rows) AS rows FROM records_segment WHERE") + _one_of(words)
        return self._named(rows + f"GROUP BY first HAVING count(rows) = {len(words)}")

    def joins(self) -> Iterator[Sql]:
        for number, select in enumerate(self.selects):
            yield select.within("LEFT JOIN (", f") AS string_{number} USING (first)")

    def _named(self, select: Sql) -> Sql:
        if select not in self.selects:
            self.selects.append(select)
        return NONE.within(f"coalesce(string_{self.selects.index(select)}.rows, ")


def may_match(tree: Tree, strings: Strings) -> Sql:
    """The rows that may match, as an expression over `readable` and the strings."""
    return _bits(tree, strings, surely=False)


def surely_matches(tree: Tree, strings: Strings) -> Sql:
    """The rows that certainly match."""
    return _bits(tree, strings, surely=True)


def _bits(tree: Tree, strings: Strings, *, surely: bool) -> Sql:
    match tree:
        case Unsure(parts, neighbours):
            return NONE if surely else _phrase(parts, neighbours, strings)
        case AllOf(parts):
            return _of_all(parts, strings, surely=surely)
        case AnyOf(parts):
            some = [_bits(part, strings, surely=surely) for part in parts]
            return joined(" | ", some or [NONE]).within("(")
        case Not(part):
            return _bits(part, strings, surely=not surely).within("(~ ")
        case Words(text):
            return _bits(as_tree(text), strings, surely=surely)
        case _:
            return _of_condition(tree, strings, surely=surely)


def _of_condition(
    condition: Terms | Kinds | Period | Number | Since, strings: Strings, *, surely: bool
) -> Sql:
    match condition:
        case Terms(group):
            return strings.of_any(_one_of(group))
        case Kinds(kinds):
            return strings.of_any(_one_of(kinds_as_terms(kinds)))
        case Period():
            return _period(condition, strings, surely=surely)
        case Number(low, high):
            return strings.of_any(_one_of((magnitudes_within if surely else magnitudes_asked)(low, high)))
        case Since(time):
            return _since(time, surely=surely)


def _of_all(parts: Sequence[Tree], strings: Strings, *, surely: bool) -> Sql:
    words = {part.any_of[0] for part in parts if isinstance(part, Terms) and len(part.any_of) == 1}
    others = [part for part in parts if not (isinstance(part, Terms) and len(part.any_of) == 1)]
    every = [strings.of_every(sorted(words))] if words else []
    every += [_bits(part, strings, surely=surely) for part in others]
    return joined(" & ", every or [EVERY]).within("(")


def _phrase(words: Sequence[Tree], neighbours: Sequence[Beside], strings: Strings) -> Sql:
    every = [_of_all(words, strings, surely=False), *(_beside(pair, strings) for pair in neighbours)]
    return joined(" & ", every).within("(")


def _beside(pair: Beside, strings: Strings) -> Sql:
    """Where both words are frequent a segment knows it; elsewhere it may be."""
    number = Sql("word = records_pair_word(%s, %s, %s)", (pair.one, pair.other, pair.apart))
    known = strings.of_frequent(sorted({f"={pair.one}", f"={pair.other}", PAIRED}))
    return (strings.of_any(number) + "| ~" + known).within("(")


def _one_of(words: Collection[str]) -> Sql:
    return Sql("word = ANY (%s)", (list(words),))


def _period(period: Period, strings: Strings, *, surely: bool) -> Sql:
    if not surely:
        then = strings.of_any(may_touch(period))
        return (then + "& ~" + strings.of_any(lies_beyond(period))).within("(") if period.certain else then
    within = certainly_touch(period)
    if not within:
        return NONE
    then = strings.of_any(either(within).within("("))
    return (then + "& ~" + strings.of_any(may_lie_beyond(period))).within("(") if period.certain else then


def _since(time: datetime, *, surely: bool) -> Sql:
    row = first_since(time).within("(")
    reached = "readable.first >=" if surely else "readable.first + length(readable.rows) >"
    return (Sql(f"(CASE WHEN {reached}") + row + "THEN") + EVERY + "ELSE" + NONE + "END)"
