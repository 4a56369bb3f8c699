"""Changes in sequence: the rows of the register after one of them, of some actions and kinds and for some reasons.

Actions and kinds are walked in an index of their own, one branch each, so that what is rare is found without looking at the
rest. A reason is looked at in that index; then a page ends after `FARTHEST` rows, found or not, and says how far it came.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.published import GONE
from records.reading.conditions import with_moment
from records.reading.connection import ask
from records.reading.entries import COLUMNS, Entry
from records.reading.sql import Sql, every, joined
from records.reading.wanted import NOW, At

FARTHEST = 10_000  # rows that a page looks at for a reason
MOST_BYTES = 4_000_000  # of documents on a page: whichever row reaches it is the last
NOTHING = Sql("SELECT NULL::bigint AS sequence, '' AS reason_class WHERE FALSE")


@dataclass(frozen=True)
class Asked:
    """Which changes, up to a moment. `of` are pairs of action and kind; None asks for nothing in particular."""

    after: int = 0
    of: tuple[tuple[str, str], ...] | None = None
    reasons: tuple[str, ...] | None = None
    at: At = NOW


@dataclass(frozen=True)
class Changes:
    """One page: `newest` is the last sequence number of the moment, None for one not reached; `after` is where to go on."""

    newest: int | None
    after: int
    entries: Sequence[Entry]

    @property
    def is_last(self) -> bool:
        return self.after >= (self.newest or 0)


def read_changes(asked: Asked, size: int, *, most_bytes: int = MOST_BYTES) -> Changes:
    """One page of at most `size` changes, in one statement."""
    farthest = size if asked.reasons is None else FARTHEST
    statement = _statement(asked, size, farthest, most_bytes)
    rows = ask(statement.text, statement.values)
    if not rows:
        return Changes(None if asked.at.sequence else 0, asked.after, ())
    newest, looked_at, reached, last_found, *_ = rows[0]
    entries = sorted(
        (Entry(*row[4:]) for row in rows if row[4] is not None), key=lambda entry: entry.sequence
    )
    last = entries[-1].sequence if entries else 0
    if len(entries) == size or last < (last_found or 0):
        return Changes(newest, last, entries)
    return Changes(newest, reached if looked_at == farthest else max(asked.after, newest), entries)


def stream_changes(asked: Asked, size: int) -> Iterator[Changes]:
    """Pages to the end of one moment, never more than one in memory. No transaction stays open between them."""
    page = read_changes(asked, size)
    yield page
    while not page.is_last:
        asked = replace(asked, after=page.after, at=At(sequence=page.newest))
        page = read_changes(asked, size)
        yield page


def _statement(asked: Asked, size: int, farthest: int, most_bytes: int) -> Sql:
    looked_at = _looked_at(asked, farthest).within(", looked_at AS MATERIALIZED (")
    found = Sql("SELECT sequence FROM looked_at")
    if asked.reasons is not None:
        found += Sql("WHERE reason_class = ANY (%s)", (list(asked.reasons),))
    found += f"ORDER BY sequence LIMIT {size}"
    rows = Sql(
        f"SELECT {COLUMNS}, coalesce(octet_length(document::text), 0) AS length FROM found JOIN records_published"
        " USING (sequence)"
    )
    measured = Sql("SELECT *, sum(length) OVER (ORDER BY sequence) AS together FROM") + rows.within(
        "(", ") AS whole"
    )
    fitting = Sql(f"SELECT {COLUMNS} FROM") + measured.within("(", ") AS measured")
    fitting += Sql("WHERE together - length < %s", (most_bytes,))
    return (
        with_moment(asked.at)
        + looked_at
        + found.within(", found AS MATERIALIZED (")
        + "SELECT moment.sequence AS newest, (SELECT count(*) FROM looked_at), (SELECT max(sequence) FROM looked_at),"
        + "(SELECT max(sequence) FROM found), row.* FROM moment LEFT JOIN"
        + fitting.within("(", ") AS row ON TRUE")
    )


def _looked_at(asked: Asked, farthest: int) -> Sql:
    """The rows that come into question, the first of them."""
    if asked.of is None:
        return _branch([], asked, farthest)
    branches = [
        _branch([Sql("action = %s AND kind = %s", pair)], asked, farthest).within("(")
        for pair in asked.of
        if asked.reasons is None or pair[0] in GONE  # nothing else has one
    ]
    if not branches:
        return NOTHING
    together = joined(" UNION ALL ", branches).within("(", ") AS branches")
    return Sql("SELECT * FROM") + together + f"ORDER BY sequence LIMIT {farthest}"


def _branch(conditions: list[Sql], asked: Asked, farthest: int) -> Sql:
    """Each branch says its own order and end, or the planner would sort them all."""
    after = Sql("sequence > %s", (asked.after,))
    until = [] if asked.at.is_now else [Sql("sequence <= (SELECT sequence FROM moment)")]
    reason = "''" if asked.reasons is None else "reason_class"  # looked at, it is no longer all in the index
    rows = Sql(f"SELECT sequence, {reason} AS reason_class FROM records_published WHERE") + every(
        [*conditions, after, *until]
    )
    return rows + f"ORDER BY sequence LIMIT {farthest}"
