"""What entries are called. Of the present it is remembered, for no longer than the register stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from records.reading.entries import documents_of
from records.reading.wanted import At

MOST = 5_000  # names that a worker remembers, some 200 bytes each

Entry = tuple[str, str]  # kind and id
Called = dict[Entry, str]


@dataclass
class Remembered:
    """What entries are called right after a sequence number."""

    sequence: int = 0
    called: Called = field(default_factory=dict)


_remembered = Remembered()


def called_at(ids: Mapping[str, Sequence[str]], sequence: int) -> Called:
    """What entries of each kind were called right after a sequence number; those without a document then are left out."""
    documents = map(orjson.loads, documents_of(ids, At(sequence=sequence)))
    return {(each["kind"], each["id"]): each.get("name") or each.get("title") for each in documents}


def called_now(ids: Mapping[str, Sequence[str]], sequence: int) -> Called:
    """The same where the sequence number was the newest just now, of which the names are remembered."""
    known = _known_at(sequence)
    found = {entry: name for entry in _entries(ids) if (name := known.get(entry)) is not None}
    missing = {kind: [each for each in some if (kind, each) not in found] for kind, some in ids.items()}
    learnt = called_at({kind: some for kind, some in missing.items() if some}, sequence)
    if len(known) + len(learnt) > MOST:
        known.clear()
    known |= learnt
    return found | learnt


def _known_at(sequence: int) -> Called:
    """Nothing of an earlier moment; and what is asked of one does not make room for it."""
    global _remembered  # noqa: PLW0603  one a worker; threads replace it at once
    if _remembered.sequence < sequence:
        _remembered = Remembered(sequence)
    return _remembered.called if _remembered.sequence == sequence else {}


def _entries(ids: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    return ((kind, each) for kind, some in ids.items() for each in some)
