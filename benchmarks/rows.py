"""The rows of an invented register: which versions and withdrawals there are, and each as publication would have written it.

Hashes are made by the project's own code, and so is what index columns are put together from (`found.py`). Django must be set
up before this is imported.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg

from benchmarks import found, wire
from benchmarks.batches import in_batches
from benchmarks.found import Finder
from benchmarks.synthetic import SEED, Records, cited_documents, make_world
from benchmarks.words import Words
from records.publishing.document import stamped
from records.publishing.index import names_of
from records.publishing.log import content_hash, entry_hash

BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=7)
COLUMNS = (
    *("sequence", "kind", "slug", "version", "action", "reason_class", "document", "nonce", "content_hash"),
    *("entry_hash", "published_at", "superseded_at", "standing", *found.COLUMNS),
)
BEGINNING_OF_ROW = wire.beginning(len(COLUMNS))
TOGETHER = 1_000  # rows
NOTHING = found.columns_of_nothing()
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


def rows(records: int, part: int, parts: int, connection: psycopg.Connection[Any]) -> Iterator[bytes]:
    """The rows of one part of the plan, some at a time, as binary COPY has them; the connection is asked for words."""
    world = make_world(records)
    cited, made = list(cited_documents(world)), Records(world)
    finder = Finder(Words(connection, world.words.items), {each["url"]: names_of(each) for each in cited})
    standing = Counter(document["kind"] for document in cited)
    if part == 0:
        yield b"".join(_rows_of_cited(cited, finder))
    for batch in in_batches(_steps(plan(records), made, standing, part, parts), TOGETHER):
        documents = [made.document(event.number, version=event.version) for _, event, _ in batch]
        each = zip(batch, documents, finder.columns(documents), strict=True)
        yield b"".join([_row(*step, document, index, len(cited)) for step, document, index in each])


def _rows_of_cited(cited: list[dict[str, Any]], finder: Finder) -> Iterator[bytes]:
    standing: Counter[str] = Counter()
    for position, document in enumerate(cited):
        standing[document["kind"]] += 1
        event = Event(0, 1, "publish")
        yield _row(
            position, event, standing[document["kind"]], document, finder.columns_of_whole(document), 0
        )


def _steps(
    events: list[Event], made: Records, standing: Counter[str], part: int, parts: int
) -> Iterator[tuple[int, Event, int]]:
    """Where in the plan each event of a part is, and how many of its kind stand after it."""
    for position, event in enumerate(events):
        kind = made.kind(event.number)
        standing[kind] += CHANGE[event.action]
        if position % parts == part:
            yield position, event, standing[kind]


def _row(
    position: int, event: Event, standing: int, document: dict[str, Any], index: bytes, offset: int
) -> bytes:
    """`offset` is how many rows stand before the plan's."""
    position += offset
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
    return b"".join(
        (
            BEGINNING_OF_ROW,
            wire.bigint(row.sequence),
            wire.text(row.kind),
            wire.text(row.slug),
            wire.integer(row.version),
            wire.text(row.action),
            wire.text(row.reason_class),
            wire.data(text),
            wire.data(nonce),
            wire.data(row.content_hash),
            wire.data(entry_hash(row)),
            wire.moment(when),
            wire.moment(later),
            wire.integer(standing),
            NOTHING if gone else index,
        )
    )
