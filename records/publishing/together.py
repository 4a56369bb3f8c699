"""Together: entries that are published in one step, judged a batch at a time. Nothing is written.

Their documents wait on disk; in memory stay the path of each entry and the names of what is cited by name.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import orjson

from records.kinds.base import Record
from records.kinds.base.publishable import address_of
from records.kinds.base.vocabulary import State
from records.publishing.desk import Entry, batches_on_desk, entries_of, letting_go
from records.publishing.document import Candidate, candidates, citations, kind_of
from records.publishing.index import names_of
from records.publishing.newest import Newest, newest_rows
from records.publishing.policy import reasons_by_entry
from records.spool import Spool

Reasons = dict[str, list[str]]


class Draft(NamedTuple):
    """What is left of a candidate once it has been judged. `before` is its newest row in the register, and `is_marked` says
    that the desk shows it as published.
    """

    kind: str
    slug: str
    text: bytes
    before: Newest | None
    is_marked: bool

    @property
    def path(self) -> str:
        return address_of(self.kind, self.slug)


class Together:
    """Entries that are to be published in one step. They may cite each other.

    `reasons` says, by `kind/id`, why some of them may not be published, and `names` every name by path of what they cite:
    as it is published here, or else as the register has it.
    """

    def __init__(self, entries: Sequence[Entry], *, by: str) -> None:
        self.names: dict[str, str] = {}
        self._by = by
        self._own = {address_of(*entry) for entry in entries}
        self._drafts: Spool[Draft] = Spool()
        self._anew: dict[str, int] = {}
        self._citing: dict[str, list[int]] | None = None
        self.reasons = self._judge(entries, lock=True)
        self._entries = len(self._drafts)  # behind them come those that are judged again

    def __len__(self) -> int:
        return len(self._own)

    def __iter__(self) -> Iterator[Draft]:
        """What is to be published, in the order for it."""
        for draft in islice(self._drafts, self._entries):
            path = draft.path
            if path in self._own:
                yield self._drafts.at(self._anew[path]) if path in self._anew else draft

    def leave_out(self, entries: Sequence[Entry]) -> None:
        """Go on without these; `reasons` are then those of what cites them, now that it shows the register's words."""
        gone = [address_of(*entry) for entry in entries]
        citing = self._citing = self._who_cites() if self._citing is None else self._citing
        self._own.difference_update(gone)
        for path in gone:
            self.names.pop(path, None)
        places = sorted({place for path in gone for place in citing.get(path, ())})
        affected = [draft for draft in map(self._drafts.at, places) if draft.path in self._own]
        self.reasons = self._judge([(draft.kind, draft.slug) for draft in affected])

    def _judge(self, entries: Sequence[Entry], *, lock: bool = False) -> Reasons:
        reasons: Reasons = {}
        for batch in batches_on_desk(entries, lock=lock):
            several = candidates(letting_go(batch), own=self._own)
            self.names |= _names(several)
            before = {(row.kind, row.slug): row for row in newest_rows(entries_of(batch))}
            for each in several:
                self._put_aside(each, before.get((kind_of(each.item), str(each.item.pk))))
            judged = reasons_by_entry(several, by=self._by, own=self._own)
            reasons |= {name: why for name, why in judged.items() if why}
        return reasons

    def _put_aside(self, candidate: Candidate, before: Newest | None) -> None:
        item = candidate.item
        is_marked = item.state == State.PUBLISHED
        place = self._drafts.put(Draft(kind_of(item), str(item.pk), candidate.text, before, is_marked))
        if self._citing is not None:  # it has been put aside before
            self._anew[candidate.path] = place

    def _who_cites(self) -> dict[str, list[int]]:
        """Places of the drafts that cite what is published with them, by its path: only needed when something is left out."""
        citing: dict[str, list[int]] = {}
        for place, draft in self._drafts.items():
            for path in self._own.intersection(citations(orjson.loads(draft.text))):
                citing.setdefault(path, []).append(place)
        return citing


def _names(together: Collection[Candidate]) -> dict[str, str]:
    shown = {id(each.published): each.published for each in together}.values()  # candidates share them
    elsewhere = {path: names_of(document) for published in shown for path, document in published.items()}
    named = (candidate for candidate in together if not isinstance(candidate.item, Record))
    found = elsewhere | {candidate.path: names_of(candidate.document) for candidate in named}
    return {path: names for path, names in found.items() if names}
