"""The rows of an invented register: which versions and withdrawals there are, and each as publication would have written it.

Hashes and index columns are made by the project's own code. Django must be set up before this is imported.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from benchmarks.synthetic import SEED, Records, cited_documents, make_world
from records.publishing.document import stamped
from records.publishing.index import index_of, names_of, nothing_to_find
from records.publishing.log import content_hash, entry_hash
from records.statements import literal

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=7)
INDEX = ("period", "span", "sort_date", "count", "terms", "keys", "found_under", "cites")
CHANGE = {"publish": 1, "revise": 0, "withdraw": -1}


@dataclass(slots=True)
class Event:
    """One row of the register to be: which record, which version, what happens, and the row that takes its place."""

    number: int
    version: int
    action: str
    superseded_by: int | None = None


def plan(records: int) -> list[Event]:
    """Publications, with a revision after every fifth and a withdrawal after every hundredth, of records drawn anew."""
    random_ = random.Random(SEED + records)
    events: list[Event] = []
    last: dict[int, int] = {}
    for number in range(records):
        last[number] = len(events)
        events.append(Event(number, 1, "publish"))
        if number % 5 == 4 or number % 100 == 50:
            _change(events, last, random_, "withdraw" if number % 100 == 50 else "revise")
    return events


def _change(events: list[Event], last: dict[int, int], random_: random.Random, action: str) -> None:
    number = random_.randrange(len(last))
    before = events[last[number]]
    if before.action == "withdraw":
        return
    before.superseded_by = last[number] = len(events)
    events.append(Event(number, before.version + 1, action))


def rows(records: int, part: int, parts: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one part of the plan, as values for COPY."""
    world = make_world(records)
    cited = list(cited_documents(world))
    events = plan(records)
    names = {document["url"]: names_of(document) for document in cited}
    made = Records(world)
    standing: Counter[str] = Counter()
    for position, document in enumerate(cited):
        standing[document["kind"]] += 1
        if part == 0:
            yield _row(position, document, Event(0, 1, "publish"), len(cited), names, standing)
    for position, event in enumerate(events):
        standing[made.kind(event.number)] += CHANGE[event.action]
        if position % parts == part:
            document = made.document(event.number, version=event.version)
            yield _row(len(cited) + position, document, event, len(cited), names, standing)


def _row(
    position: int,
    document: dict[str, Any],
    event: Event,
    offset: int,
    names: dict[str, str],
    standing: Counter[str],
) -> tuple[Any, ...]:
    when = BEGINNING + position * STEP
    later = None if event.superseded_by is None else BEGINNING + (offset + event.superseded_by) * STEP
    gone = event.action == "withdraw"
    text = None if gone else stamped(document, version=event.version, published_at=when)
    nonce = None if gone else hashlib.sha256(b"%d" % position).digest()[:16]
    row = SimpleNamespace(
        sequence=position + 1, kind=document["kind"], slug=document["id"], version=event.version
    )
    row.action, row.reason_class, row.replaced_by = event.action, "error" if gone else "", ""
    row.content_hash, row.published_at = content_hash(nonce, text), when
    index: dict[str, Any] = nothing_to_find()
    texts: tuple[str, ...] = ("", "", "")
    if not gone:
        found = index_of(document, other_names=names)
        index, texts = found.__dict__, found.texts
    hashes = (nonce, row.content_hash, entry_hash(row))
    fixed = (row.sequence, row.kind, row.slug, row.version, row.action, row.reason_class)
    return (
        *fixed,
        text.decode() if text else None,
        *hashes,
        when,
        later,
        standing[document["kind"]],
        *(literal(index[name]) for name in INDEX),
        *texts,
    )
