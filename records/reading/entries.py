"""One entry: its row at a moment, one version, or its whole history; one statement each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from records.published import GONE, LIVE, Action
from records.reading.conditions import readable, standing, with_moment
from records.reading.connection import ask
from records.reading.sql import Sql, joined
from records.reading.wanted import At

COLUMNS = (
    "sequence, kind, slug, version, action, reason_class, replaced_by, published_at, content_hash, entry_hash, "
    "document IS NOT NULL AS has_text, nonce, document"
)
WITHOUT_TEXT = COLUMNS.replace("nonce, document", "NULL::bytea AS nonce, NULL::json AS document")
OF_ENTRY = f"SELECT {COLUMNS} FROM records_published WHERE kind = %s AND slug = %s"
# Rows that show a state as it was: the text, or that there was none any more. What was redacted later does not.
SHOWS_A_STATE = "(document IS NOT NULL OR action NOT IN ({}))".format(", ".join(f"'{word}'" for word in LIVE))


def _end(name: str, way: str, *, unless: str) -> str:
    """The first or last of an entry's rows that show a state, for each row of it but that which is it in any case."""
    rows = f"SELECT version AS {name}_version, published_at AS {name}_at FROM records_published AS other"
    of_same = f"other.kind = entry.kind AND other.slug = entry.slug AND {unless} AND {SHOWS_A_STATE}"
    return f"LEFT JOIN LATERAL ({rows} WHERE {of_same} ORDER BY version {way} LIMIT 1) AS {name} ON TRUE"


BETWEEN_ITS_ENDS = (
    f"SELECT {COLUMNS}, first_version, first_at, last_version, last_at FROM records_published AS entry "
    + _end("first", "ASC", unless="(entry.version > 1 OR entry.document IS NULL)")
    + " "
    + _end("last", "DESC", unless="entry.superseded_at IS NOT NULL")
    + " WHERE kind = %s AND slug = %s"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register as readers see it. `document` and `nonce` are None where there is no text, or it was not read.

    The first and the last row of its entry that show a state are known where one entry is read alone: None is this row.
    """

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
    has_text: bool
    nonce: bytes | None
    document: bytes | None
    first_version: int | None = None
    first_at: datetime | None = None
    last_version: int | None = None
    last_at: datetime | None = None

    @property
    def shows_a_state(self) -> bool:
        """Whether its answer is what it was: its text, or that it was gone. A redaction since takes the text away."""
        return self.has_text or self.action in GONE

    @property
    def first(self) -> tuple[int, datetime]:
        """Version and time of the first that shows a state."""
        return (self.first_version or self.version, self.first_at or self.published_at)

    @property
    def last(self) -> tuple[int, datetime]:
        """Version and time of the last."""
        return (self.last_version or self.version, self.last_at or self.published_at)


def entry_at(kind: str, slug: str, at: At) -> tuple[bool, Entry | None]:
    """Whether the moment was reached, and the entry's row then; None when it was never published by then."""
    if at.is_now:
        rows = ask(f"{BETWEEN_ITS_ENDS} AND superseded_at IS NULL", (kind, slug))
        return True, Entry(*rows[0]) if rows else None
    row = (Sql(f"{BETWEEN_ITS_ENDS} AND", (kind, slug)) + standing(at)).within("(", ") AS row")
    statement = with_moment(at) + "SELECT row.* FROM moment LEFT JOIN" + row + "ON TRUE"
    rows = ask(statement.text, statement.values)
    if not rows:
        return False, None
    return True, Entry(*rows[0]) if rows[0][0] is not None else None


def documents_of(slugs_by_kind: Mapping[str, Sequence[str]], at: At) -> list[bytes]:
    """The documents of several entries, as they stood at a moment; those without any are left out."""
    if not slugs_by_kind:
        return []
    of_each = [
        Sql(
            "SELECT document FROM records_published WHERE kind = %s AND slug = ANY (%s) AND",
            (kind, list(slugs)),
        )
        + readable(at)
        for kind, slugs in slugs_by_kind.items()
    ]
    statement = with_moment(at) + joined(" UNION ALL ", of_each)
    return [row[0] for row in ask(statement.text, statement.values)]


def version_of(kind: str, slug: str, version: int) -> Entry | None:
    """One version of an entry."""
    rows = ask(f"{BETWEEN_ITS_ENDS} AND version = %s", (kind, slug, version))
    return Entry(*rows[0]) if rows else None


def history_of(kind: str, slug: str, at: At) -> list[Entry]:
    """Every row of an entry that was written by a moment, oldest first, without its text."""
    rows = Sql(f"SELECT {WITHOUT_TEXT} FROM records_published WHERE kind = %s AND slug = %s", (kind, slug))
    statement = (
        rows if at.is_now else with_moment(at) + rows + "AND sequence <= (SELECT sequence FROM moment)"
    )
    statement += "ORDER BY version"
    return [Entry(*row) for row in ask(statement.text, statement.values)]


def redaction_of(kind: str, slug: str) -> Entry | None:
    """The newest tombstone of a redaction."""
    statement = f"{OF_ENTRY} AND action = %s ORDER BY version DESC LIMIT 1"
    rows = ask(statement, (kind, slug, Action.REDACT.value))
    return Entry(*rows[0]) if rows else None
