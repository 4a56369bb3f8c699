"""What invented records are found by: index columns of a document, put together from those of its parts.

A participant, a place, a source, a day have the same terms, names and words wherever they stand, and there are far fewer of
them than of records. So the project's own code is asked about each part alone, once, and a record has what its parts have.
Only invented documents are like that; `reindex`, which reads whole ones, must leave as it is what is put together here.
Django must be set up before this is imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from itertools import chain, count
from operator import or_
from typing import Any

from benchmarks import wire
from benchmarks.words import Words, vector
from records.kinds import KINDS
from records.published_terms import (
    ANY_TIME,
    ERAS,
    LONG,
    Period,
    found_under,
    key_of,
    kinds_as_terms,
    marks_of,
    under,
)
from records.publishing.document import cited_in
from records.publishing.index import EDGE, IndexColumns, index_of, nothing_to_find

Document = Mapping[str, Any]
Texts = tuple[list[bytes], list[bytes], list[bytes]]

COLUMNS = ("period", "span", "sort_date", "count", "terms", "keys", "found_under", "cites", "search")
WRITTEN = ("title", "summary", "outcomes")  # what each record says in its own words
APART = [b""] * len(EDGE.split())  # the places between two texts
LISTED = ("participants", "places", "evidence", "legs", "casualties", "breakdown")  # the last two are empty
SHARED = ("measure", "subjects", "count", "value", "claimed_by")  # documents have the same objects there


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a document is found by, in whatever kind of record it stands; `states` are the parameters, as bits."""

    part: Any  # kept, as it is known by its identity
    terms: frozenset[str]
    states: int
    cites: list[str]
    said: list[bytes]
    count: bytes


class AtTime(dict[str, list[int]]):
    """The numbers under which each term is found at any time and at the times of these marks."""

    def __init__(self, marks: Iterable[str]) -> None:
        super().__init__()
        self.marks = [*marks]
        self.anything = under([ANY_TIME], self.marks)

    def __missing__(self, term: str) -> list[int]:
        self[term] = found = under([term], [ANY_TIME, *self.marks])
        return found


@dataclass(frozen=True, slots=True)
class Day:
    """What a record's date says: its first columns, the words for it, and where its terms are looked up."""

    when: Document | None  # kept, as it is known by its identity
    columns: bytes
    said: list[bytes]
    at_time: AtTime


class Finder:
    """Index columns as the wire has them; `names` has every name of each entry that is cited, by path."""

    def __init__(self, words: Words, names: Mapping[str, str]) -> None:
        self.words, self.names = words, names
        self.parts: defaultdict[str, dict[Any, Part]] = defaultdict(dict)
        self.days: dict[int, Day] = {}
        self.at_times: dict[tuple[str, ...], AtTime] = {}
        self.called: dict[str, list[bytes]] = {}

    def columns(self, documents: Iterable[Document]) -> list[bytes]:
        """Of records. All that is found by terms comes first: the same step for many is quicker than all steps for one."""
        found = [self._found(document) for document in documents]
        return [columns + wire.data(vector(texts)) for columns, texts in found]

    def _found(self, document: Document) -> tuple[bytes, Texts]:
        """All columns but the last, and what that is made from."""
        kind, when = document["kind"], self._day(document["date"])
        parts = [
            self.parts[path].get(_key(part)) or self._made(kind, path, part)
            for path, part in _parts(document)
        ]
        lacks = _lacking(kind, reduce(or_, [part.states for part in parts]))
        terms = sorted(lacks.union(*[part.terms for part in parts]))
        cites = sorted({*chain.from_iterable([part.cites for part in parts])})
        columns = (
            when.columns,
            next((part.count for part in parts if part.count is not wire.NULL), wire.NULL),
            wire.texts(terms),
            wire.integers(sorted({*map(_key_of, terms)})),
            wire.integers(_found_under(when.at_time, [*kinds_as_terms([kind]), *terms])),
            wire.texts(cites),
        )
        title, *more = map(self.words.of, _written(document))
        names = [*chain.from_iterable(map(self.called.__getitem__, cites))]
        written = [[*APART, *words] for words in (title, *more)]
        body = [*chain(*written, *[part.said for part in parts], when.said)]
        return b"".join(columns), (title, names, body)

    def columns_of_whole(self, document: Document) -> bytes:
        """Of any document, which is looked at as one."""
        found = index_of(document, other_names=self.names)
        return _encoded(found.__dict__, wire.data(vector([*map(self.words.of, found.texts)])))

    def _made(self, kind: str, path: str, part: Any) -> Part:
        """What a part is found by, from now on known."""
        alone, filters = _alone(path, part), KINDS[kind].all_filters
        found = self._index_of(kind, alone)
        for cited in cited_in(alone):
            if cited["url"] not in self.called:
                self.called[cited["url"]] = self.words.of(self._index_of(kind, {"cited": cited}).texts[1])
        made = Part(
            part,
            terms=frozenset(found.terms).difference(given.mark for given in filters if given.usual),
            states=sum(
                _bit(given.name) for given in filters if (given.mark in found.terms) is not given.usual
            ),
            cites=found.cites,
            said=self.words.of(found.texts[2]),
            count=wire.numbers(found.count),
        )
        self.parts[path][_key(part)] = made
        return made

    def _index_of(self, kind: str, part: Document) -> IndexColumns:
        return index_of({"kind": kind, **part}, other_names=self.names)

    def _day(self, when: Document | None) -> Day:
        return self.days.get(id(when)) or self._made_day(when)

    def _made_day(self, when: Document | None) -> Day:
        found = self._index_of("incident", {"date": when})
        marks = tuple(_marks(found.period and (found.period.lower, found.period.upper), found.sort_date))
        columns = wire.days(found.period) + wire.smallint(found.span) + wire.day(found.sort_date)
        at_time = self.at_times.setdefault(marks, AtTime(marks))
        self.days[id(when)] = made = Day(when, columns, self.words.of(found.texts[2]), at_time)
        return made


def columns_of_nothing() -> bytes:
    """Of a row without a document."""
    return _encoded(nothing_to_find(), wire.NULL)


def _encoded(found: Mapping[str, Any], search: bytes) -> bytes:
    return b"".join(
        (
            wire.days(found["period"]),
            wire.smallint(found["span"]),
            wire.day(found["sort_date"]),
            wire.numbers(found["count"]),
            wire.texts(found["terms"]),
            wire.integers(found["keys"]),
            wire.integers(found["found_under"]),
            wire.texts(found["cites"]),
            search,
        )
    )


_key_of = cache(key_of)


def _found_under(at_time: AtTime, terms: list[str]) -> list[int]:
    return sorted({*at_time.anything, *chain.from_iterable(map(at_time.__getitem__, terms))})


def _marks(period: Period | None, sort_date: date) -> list[str]:
    """Which marks a row of this time has: those that it is found under."""
    return [_MARKS[number] for number in found_under("", (), period, sort_date) if number in _MARKS]


_MARKS = {number: mark for mark in (LONG, *marks_of(ERAS)) for number in under([ANY_TIME], [mark])}


def _written(document: Document) -> list[str]:
    title, summary, outcomes = (document[field] for field in WRITTEN)
    return [title, summary, *[outcome["text"] for outcome in outcomes]]


def _parts(document: Document) -> list[tuple[str, Any]]:
    """Each part, and the path at which it stands; those with words in the order of the words."""
    known, plain = _fields(document["kind"])
    parts = [(field, document[field]) for field in known]
    parts.append((" ".join(plain), tuple([document[field] for field in plain])))
    parts += [("participants", each) for each in document["participants"]]
    parts += [("places", each) for each in document["places"]]
    parts += [("evidence.source", each["source"]) for each in document["evidence"]]
    for leg in document.get("legs", ()):
        parts += [("legs.from", leg["from"]), ("legs.to", leg["to"]), ("legs.category", leg["category"])]
    return parts


def _alone(path: str, part: Any) -> dict[str, Any]:
    """A document of nothing else."""
    if isinstance(part, tuple):
        return dict(zip(path.split(), part, strict=True))
    for name in reversed(path.split(".")):
        part = {name: part}
    return part


@cache
def _fields(kind: str) -> tuple[list[str], list[str]]:
    """Fields that index columns are made from: those whose values documents share, and those with plain values."""
    known = KINDS[kind]
    paths = chain(known.search, [known.quantity or ""], *[given.paths for given in known.all_filters])
    fields = dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in paths if path)
    shared = [field for field in fields if field in SHARED]
    return shared, [field for field in fields if field not in {*SHARED, *LISTED, *WRITTEN}]


def _key(part: Any) -> Any:
    """What tells a part from others at its path: documents share what they have in common."""
    return part if isinstance(part, tuple | str) else id(part)


@cache
def _lacking(kind: str, states: int) -> frozenset[str]:
    """The terms that say what is nowhere in a record that states these parameters."""
    usual = [given for given in KINDS[kind].all_filters if given.usual]
    return frozenset(given.mark for given in usual if not states & _bit(given.name))


@cache
def _bit(name: str) -> int:
    """Another one for each parameter."""
    return 1 << next(_places)


_places = count()
