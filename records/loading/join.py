"""Join: what several files say of one record becomes one entry, and of each entry there is one.

Entries are put aside as they are read, on disk where there may be many; in memory stays the place of each, by its id.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from records.kinds import KINDS
from records.loading.entry import Entry, anchor_of
from records.loading.problems import Problem

RECORDS = "record"  # record kinds share their ids; the others have ids of their own

Id = tuple[str, str]


class Aside(Protocol):
    """Where entries are put, to be had again by their place."""

    def put(self, item: Entry) -> int: ...

    def at(self, place: int) -> Entry: ...


class InMemory(list[Entry]):
    """For the entries of one file."""

    def put(self, item: Entry) -> int:
        self.append(item)
        return len(self) - 1

    def at(self, place: int) -> Entry:
        return self[place]


class Joined:
    """Whole entries, with the evidence that other files add to them; additions to what is on the desk stay apart.

    They come sorted, in whatever order they were read. Problems are added to the list given.
    """

    def __init__(self, aside: Aside, problems: list[Problem]) -> None:
        self._aside = aside
        self._problems = problems
        self._places: dict[str, dict[str, int]] = {}
        self._repeated: list[int] = []
        self._additions: dict[str, list[int]] = {}

    def __len__(self) -> int:
        added_to = self._additions.keys() - self._places.get(RECORDS, {}).keys()
        return sum(map(len, self._places.values())) + len(self._repeated) + len(added_to)

    def __iter__(self) -> Iterator[Entry]:
        for table, slug in self._ids():
            yield self._whole(table, slug)
        yield from map(self._aside.at, self._repeated)

    def clear(self) -> None:
        """Forget them all, and let go of where they were put aside."""
        self._aside = InMemory()
        self._places = {}
        self._repeated = []
        self._additions = {}

    def add(self, entry: Entry) -> None:
        """Put an entry aside with those read before."""
        if entry.kind is None:
            _check_addition(entry, self._problems)
            self._additions.setdefault(entry.id, []).append(self._aside.put(entry))
            return
        places, place = self._places.setdefault(_table(entry), {}), self._aside.put(entry)
        first = places.setdefault(entry.id, place)
        if first != place:
            other = self._aside.at(first)
            where = f"{other.origin.path}:{other.origin.line_of(other.at)}"
            says = f"This id is defined twice; the other stands at {where}."
            self._problems.append(entry.problem(("id",), says))
            self._repeated.append(place)  # checked all the same, so that its other errors are said too

    def _ids(self) -> Iterator[Id]:
        for table in sorted({*self._places, RECORDS}):
            slugs = self._places.get(table, {}).keys()
            more = self._additions.keys() if table == RECORDS else ()
            yield from ((table, slug) for slug in sorted({*slugs, *more} if more else slugs))

    def _whole(self, table: str, slug: str) -> Entry:
        place = self._places.get(table, {}).get(slug)
        parts = [] if place is None else [self._aside.at(place)]
        if table == RECORDS:
            parts += sorted(map(self._aside.at, self._additions.get(slug, ())), key=_what_it_adds)
        for addition in parts[1:]:
            parts[0].add_evidence(addition)
        return parts[0]


def _what_it_adds(addition: Entry) -> tuple[Any, ...]:
    """An order that stays when files are renamed or divided anew."""
    evidence = addition.data.get("evidence")
    said = [anchor_of(item) for item in evidence] if isinstance(evidence, list) else []
    return said, addition.origin.path, addition.at


def _table(entry: Entry) -> str:
    kind = KINDS.get(str(entry.kind))
    return RECORDS if kind is None or kind.is_record else kind.name


def _check_addition(addition: Entry, problems: list[Problem]) -> None:
    for key in addition.data:
        if key not in ("id", "evidence"):
            says = "Without a kind this only adds evidence to a record made elsewhere: give its kind, or remove this."
            problems.append(addition.problem((key,), says))
    if not isinstance(addition.data.get("evidence"), list):
        problems.append(addition.problem(("evidence",), "Write a list of the evidence that this adds."))
