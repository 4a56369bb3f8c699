"""Rows of one entry: the one that stood at a moment, one version, or all; and what to say when there is no text."""

from records.api.errors import Problem, not_found
from records.published import Action, Moment, Published, RegisterQuerySet, as_text, register

GONE = {
    Action.WITHDRAW: "This was withdrawn; what was said before can still be read with as_of or under versions/.",
    Action.REDACT: "The text of this entry was removed from every version.",
}


def standing_row(kind: str, slug: str, moment: Moment | None) -> Published:
    """The entry's row now, or at a moment. Raises 404 when it was never published by then."""
    rows = register().entry(kind, slug)
    rows = rows.filter(superseded_at=None) if moment is None or moment.is_latest else rows.standing_at(moment)
    return _or_404(_lean(rows).first())


def version_row(kind: str, slug: str, version: int) -> Published:
    """One version. Raises 404 when there is none."""
    return _or_404(_lean(register().entry(kind, slug).filter(version=version)).first())


def history(kind: str, slug: str) -> list[Published]:
    """Every row of the entry, oldest first, without its text. Raises 404 when it was never published."""
    rows = list(register().entry(kind, slug).order_by("version").defer("document", "search", "terms"))
    if not rows:
        raise _unknown()
    return rows


def readable_row(row: Published) -> str:
    """The row's document. Raises 410, with the reason class, where it was withdrawn or redacted."""
    if row.document is not None:
        return str(row.document)
    raise gone(row)


def gone(row: Published) -> Problem:
    """410 for a tombstone, or for a version whose text was redacted later."""
    tombstone = row if row.action in GONE else _redaction_of(row)
    return Problem(
        410,
        GONE[Action(tombstone.action)],
        members={
            "action": tombstone.action,
            "reason_class": tombstone.reason_class or None,
            "version": row.version,
            "removed_at": as_text(tombstone.published_at),
        },
    )


def _redaction_of(row: Published) -> Published:
    found = register().entry(row.kind, row.slug).filter(action=Action.REDACT).order_by("-version").first()
    return found or row


def _lean(rows: RegisterQuerySet) -> RegisterQuerySet:
    return rows.only(
        "sequence", "kind", "slug", "version", "action", "reason_class", "document", "published_at"
    )


def _or_404(row: Published | None) -> Published:
    if row is None:
        raise _unknown()
    return row


def _unknown() -> Problem:
    """The same for what never existed, what is only on the desk and what was published later than the moment asked for."""
    return not_found(
        "Nothing of this id was published in this collection by the moment asked for; ids are lower case, and listed there."
    )
