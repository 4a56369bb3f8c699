"""Conditions as strings of bits, one for each segment of the log: which of its rows may match.

Of most conditions the words of a segment tell exactly. Where they do not (a phrase, the days of a period), there is a string
of the rows that may match and one of those that certainly do: what is not so may be wherever it is not certainly so.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from records.published_terms import kinds_as_terms, magnitudes_asked, magnitudes_within
from records.reading.conditions import QUERY
from records.reading.connection import ask
from records.reading.sql import Sql, joined
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Tree, Words
from records.reading.words import as_query

EVERY, NONE = Sql("readable.rows"), Sql("(readable.rows # readable.rows)")
LENGTH = "(SELECT length(rows) FROM readable LIMIT 1)"  # what has places is as long as the first
OF_PLACES = f"(SELECT substring(records_bits_at(place, 1) FROM 1 FOR {LENGTH}) FROM unnest(places) AS place)"
BITS = f"coalesce(rows, {OF_PLACES})"  # of one row of the table
_PART = re.compile(r"(!?)(\(.*\)|'.*')")
_LEXEME = re.compile(r"'((?:[^']|'')*)'")


class Unsure(AllOf):
    """Needs every part, and needs more than that."""


@dataclass
class Strings:
    """The strings that an expression names, each once."""

    selects: list[Sql] = field(default_factory=list)

    def of_any(self, condition: Sql) -> Sql:
        """What has one of the words that the condition admits."""
        return self._named(_read("bit_or", condition))

    def of_every(self, words: Collection[str]) -> Sql:
        """What has every one of these words: read in one go, and not at all where a segment lacks one."""
        return self._named(_read("bit_and", _one_of(words)) + f"HAVING count(*) = {len(words)}")

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


def _read(together: str, condition: Sql) -> Sql:
    rows = Sql(f"SELECT first, {together}({BITS}) AS rows FROM records_segment WHERE")
    return rows + condition + "GROUP BY first"


def _bits(tree: Tree, strings: Strings, *, surely: bool) -> Sql:
    match tree:
        case Unsure() if surely:
            return NONE
        case AllOf(parts):
            return _of_all(parts, strings, surely=surely)
        case AnyOf(parts):
            some = [_bits(part, strings, surely=surely) for part in parts]
            return joined(" | ", some or [NONE]).within("(")
        case Not(part):
            return _bits(part, strings, surely=not surely).within("(~ ")
        case Words(text):
            return _bits(_words(text), strings, surely=surely)
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


def _one_of(words: Collection[str]) -> Sql:
    return Sql("word = ANY (%s)", (list(words),))


def _period(period: Period, strings: Strings, *, surely: bool) -> Sql:
    """By its marks: `~` and each year it touches, up to a hundred; the bare mark where there are more, or no bound."""
    first, last = period.first or date.min, period.last or date.max
    if not surely:
        return strings.of_any(Sql("(word = '~' OR word BETWEEN %s AND %s)", _years(first.year, last.year)))
    begin = first.year + (first != date(first.year, 1, 1))
    end = last.year - (last != date(last.year, 12, 31))
    if begin > end:
        return NONE
    within = strings.of_any(Sql("word BETWEEN %s AND %s", _years(begin, end)))
    if not period.certain:
        return within
    beyond = "(word >= '~' AND word < %s OR word > %s AND word <= '~9999')"
    return (within + "& ~" + strings.of_any(Sql(beyond, _years(begin, end)))).within("(")


def _years(first: int, last: int) -> tuple[str, str]:
    return f"~{first:04}", f"~{last:04}"


def _since(time: datetime, *, surely: bool) -> Sql:
    rows = Sql("SELECT sequence FROM records_published WHERE published_at >= %s", (time,))
    row = (rows + "ORDER BY published_at LIMIT 1").within("(")
    reached = "readable.first >=" if surely else "readable.first + length(readable.rows) >"
    return (Sql(f"(CASE WHEN {reached}") + row + "THEN") + EVERY + "ELSE" + NONE + "END)"


def _words(text: str) -> AnyOf:
    """A search, as the server understands it: alternatives of words and phrases, some of them to be left out."""
    ((query,),) = ask(f"SELECT {QUERY}::text", (as_query(text),))
    alternatives = query.split(" | ") if query else []
    return AnyOf(tuple(AllOf(tuple(map(_part, parts.split(" & ")))) for parts in alternatives))


def _part(text: str) -> Tree:
    said = _PART.fullmatch(text)
    if not said or "\\" in text:
        return Unsure(())
    found = [lexeme.replace("''", "'") for lexeme in _LEXEME.findall(said[2])]
    lexemes = tuple(Terms((f"={lexeme}",)) for lexeme in found)
    part = lexemes[0] if len(found) == 1 else Unsure(lexemes)
    return Not(part) if said[1] else part
