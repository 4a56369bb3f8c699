"""What a worker knows of the register's names and words: read once, and then caught up with whatever was published since."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import orjson

from records.api.names.index import MATCHED, NAMES, NameIndex, by_id, named
from records.api.names.publishers import Publishers
from records.api.names.vocabulary import Vocabulary
from records.api.newest import newest_sequence
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base.paths import values_at
from records.reading.changes import Asked, read_changes
from records.reading.pages import read_page
from records.reading.stream import stream
from records.reading.wanted import At, Order, Slice, Wanted

NAMED = (*MATCHED, "source")
PUBLISHER = "publisher"  # of a source, by whose name records are asked for, too
# Where the words of each kind stand.
PATHS = {name: NAMES if name in NAMED else kind.search_paths for name, kind in KINDS.items()}
MOST_READ = 500  # records, the newest, whose words are known
FAR_BEHIND = 2_000  # changes, beyond which everything is read anew

OLDEST_FIRST, NEWEST_FIRST = Order("time", descending=False), Order("time", descending=True)


@dataclass
class Known:
    """Names and words as they stood right after a sequence number; of records, the words and the ids of the newest."""

    sequence: int = 0
    names: NameIndex = field(default_factory=NameIndex)
    ids: NameIndex = field(default_factory=NameIndex)
    publishers: Publishers = field(default_factory=Publishers)
    words: Vocabulary = field(default_factory=Vocabulary)
    records: dict[str, None] = field(default_factory=dict)

    def take(self, kind: str, slug: str, document: bytes | None) -> None:
        """Learn what an entry says now; without a document, that it says nothing any more."""
        entry = f"{KINDS[kind].collection}/{slug}"
        self.forget(entry)
        if document:
            said = orjson.loads(document)
            self.words.put(entry, [str(text) for path in PATHS[kind] for text in values_at(said, path)])
            if kind in NAMED:
                self.names.put(named(said))
                if said.get(PUBLISHER):
                    self.publishers.put(entry, said[PUBLISHER])
            else:
                self.ids.put(by_id(said))
                self.records[entry] = None
        while len(self.records) > MOST_READ:
            self.forget(next(iter(self.records)))

    def likeness(self, kind: str) -> NameIndex:
        """By what entries of a kind are told: by name, or else by the words of their ids."""
        return self.names if kind in NAMED else self.ids

    @property
    def is_worn(self) -> bool:
        """Whether more was replaced than stands."""
        return self.names.is_worn or self.ids.is_worn or self.publishers.names.is_worn

    def forget(self, entry: str) -> None:
        """Know nothing of an entry."""
        self.names.drop(entry)
        self.ids.drop(entry)
        self.publishers.drop(entry)
        self.words.drop(entry)
        self.records.pop(entry, None)


_known = Known()
_lock = Lock()


def known_names() -> NameIndex:
    """The names as the register has them now."""
    return known_at(newest_sequence()).names


def known_at(sequence: int) -> Known:
    """What is known right after this sequence number, or a later one."""
    global _known  # noqa: PLW0603  one a worker
    with _lock:
        far_behind = not _known.sequence or sequence - _known.sequence > FAR_BEHIND
        if far_behind or _known.is_worn:
            _known = _read(max(sequence, _known.sequence))
        while _known.sequence < sequence:
            _catch_up(_known)
        return _known


def _read(sequence: int) -> Known:
    known, at = Known(sequence), At(sequence=sequence)
    for page in stream(Wanted(NAMED, at), OLDEST_FIRST):
        _take_all(known, page.documents)
    newest = read_page(Wanted(tuple(RECORD_KINDS), at), Slice(NEWEST_FIRST, MOST_READ), count="none")
    _take_all(known, reversed(newest.documents))
    return known


def _take_all(known: Known, documents: Iterable[bytes]) -> None:
    for document in documents:
        said = orjson.loads(document)
        known.take(said["kind"], said["id"], document)


def _catch_up(known: Known) -> None:
    changes = read_changes(Asked(after=known.sequence), FAR_BEHIND)
    for entry in changes.entries:
        known.take(entry.kind, entry.slug, entry.document)
    known.sequence = changes.after
