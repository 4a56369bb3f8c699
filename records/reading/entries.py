"""One entry: its row at a moment, one version, or its whole history; one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from records.published import Action
from records.reading.conditions import readable, standing, with_moment
from records.reading.connection import ask
from records.reading.sql import Sql
from records.reading.wanted import At

COLUMNS = (
    "sequence, kind, slug, version, action, reason_class, replaced_by, published_at, content_hash, entry_hash, nonce,"
    " document"
)
WITHOUT_TEXT = COLUMNS.replace("nonce, document", "NULL::bytea AS nonce, NULL::json AS document")
OF_ENTRY = f"SELECT {COLUMNS} FROM records_published WHERE kind = %s AND slug = %s"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register as readers see it. `document` and `nonce` are None where there is no text."""

    sequence: int
    kind: str
    slug: str
    version: int
    action: str
    reason_class: str
    replaced_by: str
    published_at: datetime
    content_hash: bytes
    entry_hash: bytes
    nonce: bytes | None
    document: bytes | None


def entry_at(kind: str, slug: str, at: At) -> tuple[bool, Entry | None]:
    """Whether the moment was reached, and the entry's row then; None when it was never published by then."""
    if at.is_now:
        rows = ask(f"{OF_ENTRY} AND superseded_at IS NULL", (kind, slug))
        return True, Entry(*rows[0]) if rows else None
    row = (Sql(f"{OF_ENTRY} AND", (kind, slug)) + standing(at)).within("(", ") AS row")
    statement = with_moment(at) + "SELECT row.* FROM moment LEFT JOIN" + row + "ON TRUE"
    rows = ask(statement.text, statement.values)
    if not rows:
        return False, None
    return True, Entry(*rows[0]) if rows[0][0] is not None else None


def documents_of(kind: str, slugs: Sequence[str], at: At) -> list[bytes]:
    """The documents of several entries of a kind, as they stood at a moment; those without any are left out."""
    rows = Sql("SELECT document FROM records_published WHERE kind = %s", (kind,))
    rows += Sql("AND slug = ANY (%s) AND", (list(slugs),)) + readable(at)
    statement = with_moment(at) + rows
    return [row[0] for row in ask(statement.text, statement.values)]


def version_of(kind: str, slug: str, version: int) -> Entry | None:
    """One version of an entry."""
    rows = ask(f"{OF_ENTRY} AND version = %s", (kind, slug, version))
    return Entry(*rows[0]) if rows else None


def history_of(kind: str, slug: str) -> list[Entry]:
    """Every row of an entry, oldest first, without its text."""
    statement = f"SELECT {WITHOUT_TEXT} FROM records_published WHERE kind = %s AND slug = %s ORDER BY version"
    return [Entry(*row) for row in ask(statement, (kind, slug))]


def redaction_of(kind: str, slug: str) -> Entry | None:
    """The newest tombstone of a redaction."""
    statement = f"{OF_ENTRY} AND action = %s ORDER BY version DESC LIMIT 1"
    rows = ask(statement, (kind, slug, Action.REDACT.value))
    return Entry(*rows[0]) if rows else None
