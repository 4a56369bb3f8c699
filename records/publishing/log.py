"""The log: sequence numbers, times and hashes of register rows, handed out under one lock.

The lock makes `sequence` gapless and equal to commit order, which an identity column is not. Times come from the
database's clock and never run backwards. Hashes follow RFC 6962: a leaf is SHA-256 of a zero byte and the entry.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import chain, count, groupby
from re import sub
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL

from records.published import GONE, Action, Published, as_text
from records.publishing.index import nothing_to_find
from records.statements import Answer, Row, ask, literal, one_trip, send

LOCK = 7_305_808_868_229_538  # any fixed number of our own
NONCE_BYTES = 16
_TICK = timedelta(microseconds=1)

STANDS = """
    SELECT clock_timestamp(), last.sequence, last.published_at FROM (VALUES (true)) AS one_row
    LEFT JOIN (SELECT sequence, published_at FROM records_published ORDER BY sequence DESC LIMIT 1) AS last ON true
"""
CLOSE = """
    UPDATE records_published AS current SET superseded_at = next.published_at
    FROM unnest(%s::text[], %s::text[], %s::timestamptz[]) AS next (kind, slug, published_at)
    WHERE current.kind = next.kind AND current.slug = next.slug AND current.superseded_at IS NULL
"""


STANDING = "SELECT standing FROM records_published WHERE kind = %s ORDER BY sequence DESC LIMIT 1"


@dataclass
class Log:
    """The right to append, held until the transaction ends. Where the log stands is read when that is first asked for."""

    stands: Answer
    standing: dict[str, int] = field(default_factory=dict)
    asked: dict[str, Answer] = field(default_factory=dict)

    @cached_property
    def _opening(self) -> Row:
        return self.stands.row()

    @cached_property
    def opened_at(self) -> datetime:
        """The database's time once the lock was had."""
        return self._opening[0]

    @cached_property
    def sequence(self) -> int:
        """The last one handed out."""
        return self._opening[1] or 0

    @cached_property
    def published_at(self) -> datetime | None:
        """The last time handed out."""
        return self._opening[2]

    def ask_standing(self, kinds: Iterable[str]) -> None:
        """Ask how many entries of these kinds stand now, if that is not known yet."""
        self.asked |= {kind: ask(STANDING, [kind]) for kind in {*kinds} - self.asked.keys()}

    def next_moment(self) -> datetime:
        """A time strictly after the last entry's."""
        return self.opened_at if self.published_at is None else max(self.opened_at, self.published_at + _TICK)

    def next_row(
        self,
        *,
        kind: str,
        slug: str,
        version: int,
        action: str,
        published_at: datetime,
        document: bytes | None,
        index: dict[str, Any] | None = None,
        reason_class: str = "",
        replaced_by: str = "",
    ) -> Published:
        """Take the next sequence number for a row, which is still to be written."""
        nonce = secrets.token_bytes(NONCE_BYTES) if document is not None else None
        row = _made(
            sequence=self.sequence + 1,
            kind=kind,
            slug=slug,
            version=version,
            action=action,
            reason_class=reason_class,
            replaced_by=replaced_by,
            document=document.decode() if document is not None else None,
            nonce=nonce,
            content_hash=content_hash(nonce, document),
            published_at=published_at,
            superseded_at=None,
            standing=self._standing_after(kind, slug, action),
            **(index or nothing_to_find()),
        )
        row.entry_hash = entry_hash(row)
        self.sequence, self.published_at = row.sequence, published_at
        return row

    def write(self, rows: Sequence[Published]) -> None:
        """Close the current row of each entry, where there is one, and write the next ones.

        The rows let go of what is large: whoever asks for their document reads it from the database.
        """
        _close_current([row for row in rows if row.version > 1])
        _insert(rows)
        for row in rows:
            _let_go(row)

    def append(self, **columns: Any) -> Published:
        """Take the next number for one row, as `next_row` does, and write it."""
        row = self.next_row(**columns)
        self.write([row])
        sort_look_ups()
        return row

    def _standing_after(self, kind: str, slug: str, action: str) -> int:
        """How many entries of the kind stand once the row is written; call it before the entry's current row is closed."""
        if kind not in self.standing:
            self.ask_standing([kind])
            self.standing[kind] = sum(number for (number,) in self.asked[kind].rows())
        if action == Action.PUBLISH:
            self.standing[kind] += 1
        elif action in GONE and Published.objects.current().entry(kind, slug).exists():
            self.standing[kind] -= 1
        return self.standing[kind]


def _made(**columns: Any) -> Published:
    """A row that is not written yet, without the questions that a model asks of each column."""
    row = Published.__new__(Published)
    row._state = ModelState()
    row.__dict__.update(columns)
    return row


def sort_look_ups() -> None:
    """Put what was written into its places in the look-ups' index, where it waits unsorted until then.

    Sorted together, many rows take a fifth of the time that they take one by one. Readers look through what waits.
    """
    ask("SELECT gin_clean_pending_list('looked_up')")


def _close_current(rows: Sequence[Published]) -> None:
    if rows:
        values = [(row.kind, row.slug, row.published_at) for row in rows]
        ask(CLOSE, [list(column) for column in zip(*values, strict=True)])


def _insert(rows: Sequence[Published]) -> None:
    """One statement for all rows of a shape: those of a tombstone have no words to search."""
    for words, alike in groupby(rows, key=_searched):
        values = [[*_values(row), *_words(row)] for row in alike]
        send(_insertion(words, len(values)), [*chain.from_iterable(values)])


def _searched(row: Published) -> str:
    """SQL of the words by which a row is found, or nothing."""
    return row.search.sql if isinstance(row.search, RawSQL) else ""


def _words(row: Published) -> Sequence[str]:
    return row.search.params if isinstance(row.search, RawSQL) else ()


@cache
def _insertion(words: str, rows: int) -> str:
    names = [connection.ops.quote_name(str(column.column)) for column in _plain_columns()]
    marks = ["%s"] * len(names)
    if words:
        names, marks = [*names, "search"], [*marks, words]
    numbers = count(1)
    values = ", ".join([f"({', '.join(marks)})"] * rows)
    numbered = sub("%s", lambda _: f"${next(numbers)}", values)
    return f"INSERT INTO records_published ({', '.join(names)}) VALUES {numbered}"  # noqa: S608  names of columns


@cache
def _plain_columns() -> list[Any]:
    return [column for column in Published._meta.concrete_fields if column.attname != "search"]


def _values(row: Published) -> list[Any]:
    """What a row's columns hold, as the driver takes it."""
    return [literal(getattr(row, column.attname)) for column in _plain_columns()]


def _let_go(row: Published) -> None:
    row._state.adding, row._state.db = False, connection.alias
    for name in ("document", *nothing_to_find()):
        del row.__dict__[name]


def open_log() -> Log:
    """Take the lock and read where the log stands. Call inside a transaction; the lock goes with it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The log is written inside a transaction.")
    with one_trip():
        ask("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return Log(ask(STANDS))  # a statement of its own: it sees what was committed before the lock was had


def content_hash(nonce: bytes | None, document: bytes | None) -> bytes:
    """SHA-256 of nonce and document; a tombstone hashes nothing."""
    return hashlib.sha256((nonce or b"") + (document or b"")).digest()


def entry_hash(row: Published) -> bytes:
    """The RFC 6962 leaf hash of a row: it fixes everything but the text itself, which `content_hash` fixes."""
    return hashlib.sha256(b"\x00" + leaf(row)).digest()


def leaf(row: Published) -> bytes:
    """The bytes that are hashed: a JSON object of the row's lasting columns, keys sorted.

    `replaced_by` is among them only where it is set, as it was never set before there was such a column.
    """
    replaced_by = {"replaced_by": row.replaced_by} if row.replaced_by else {}
    return orjson.dumps(
        {
            "sequence": row.sequence,
            "kind": row.kind,
            "id": row.slug,
            "version": row.version,
            "action": row.action,
            "reason_class": row.reason_class or None,
            "content_hash": bytes(row.content_hash).hex(),
            "published_at": as_text(row.published_at),
            **replaced_by,
        },
        option=orjson.OPT_SORT_KEYS,
    )
