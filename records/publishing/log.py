"""The log: sequence numbers, times and hashes of register rows, handed out under one lock.

The lock makes `sequence` gapless and equal to commit order, which an identity column is not. Times come from the
database's clock and never run backwards. Hashes follow RFC 6962: a leaf is SHA-256 of a zero byte and the entry.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection, transaction

from records.published import GONE, Action, Published, as_text
from records.publishing.index import nothing_to_find

LOCK = 7_305_808_868_229_538  # any fixed number of our own
NONCE_BYTES = 16
_TICK = timedelta(microseconds=1)


@dataclass
class Log:
    """The right to append, held until the transaction ends. `opened_at` is the database's time once the lock was had."""

    sequence: int
    published_at: datetime | None
    opened_at: datetime
    standing: dict[str, int] = field(default_factory=dict)

    def next_moment(self) -> datetime:
        """A time strictly after the last entry's."""
        return self.opened_at if self.published_at is None else max(self.opened_at, self.published_at + _TICK)

    def append(
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
        supersedes: bool = True,
    ) -> Published:
        """Close the entry's current row, where there is one, and write the next."""
        nonce = secrets.token_bytes(NONCE_BYTES) if document is not None else None
        row = Published(
            sequence=self.sequence + 1,
            kind=kind,
            slug=slug,
            version=version,
            action=action,
            reason_class=reason_class,
            document=document.decode() if document is not None else None,
            nonce=nonce,
            content_hash=content_hash(nonce, document),
            published_at=published_at,
            standing=self._standing_after(kind, slug, action),
            **(index or nothing_to_find()),
        )
        row.entry_hash = entry_hash(row)
        if supersedes:
            Published.objects.entry(kind, slug).filter(superseded_at=None).update(superseded_at=published_at)
        row.save(force_insert=True)
        self.sequence, self.published_at = row.sequence, published_at
        return row

    def _standing_after(self, kind: str, slug: str, action: str) -> int:
        """How many entries of the kind stand once the row is written; call it before the entry's current row is closed."""
        if kind not in self.standing:
            last = (
                Published.objects.filter(kind=kind).order_by("-sequence").values_list("standing", flat=True)
            )
            self.standing[kind] = last.first() or 0
        if action == Action.PUBLISH:
            self.standing[kind] += 1
        elif action in GONE and Published.objects.current().entry(kind, slug).exists():
            self.standing[kind] -= 1
        return self.standing[kind]


def open_log() -> Log:
    """Take the lock and read where the log stands. Call inside a transaction; the lock goes with it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The log is written inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    last = Published.objects.order_by("-sequence").values_list("sequence", "published_at").first()
    sequence, published_at = last or (0, None)
    return Log(sequence, published_at, opened_at=now)


def content_hash(nonce: bytes | None, document: bytes | None) -> bytes:
    """SHA-256 of nonce and document; a tombstone hashes nothing."""
    return hashlib.sha256((nonce or b"") + (document or b"")).digest()


def entry_hash(row: Published) -> bytes:
    """The RFC 6962 leaf hash of a row: it fixes everything but the text itself, which `content_hash` fixes."""
    return hashlib.sha256(b"\x00" + leaf(row)).digest()


def leaf(row: Published) -> bytes:
    """The bytes that are hashed: a JSON object of the row's lasting columns, keys sorted."""
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
        },
        option=orjson.OPT_SORT_KEYS,
    )
