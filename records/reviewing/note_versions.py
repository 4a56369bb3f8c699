"""Note versions: what went into the register or left it stands in the entry's file too, with the account that did it."""

from collections.abc import Sequence
from typing import TypeVar

from records.published import Action, Published
from records.publishing.batches import batches_of
from records.reviewing.remarks import Remark, What

Rows = TypeVar("Rows", bound=Sequence[Published])

DONE = {
    Action.PUBLISH: What.PUBLISH,
    Action.REVISE: What.PUBLISH,
    Action.WITHDRAW: What.WITHDRAW,
    Action.REDACT: What.REDACT,
}


def note_versions(rows: Rows, *, by: str) -> Rows:
    """Write a remark for each row, and give the rows back. Call it in the transaction that wrote them."""
    for batch in batches_of(rows):
        Remark.objects.bulk_create(_remark(row, by) for row in batch)
    return rows


def _remark(row: Published, by: str) -> Remark:
    return Remark(kind=row.kind, slug=row.slug, action=DONE[Action(row.action)], by=by, text=_what(row))


def _what(row: Published) -> str:
    if row.replaced_by:
        return f"{row.reason_class} of {row.kind}/{row.replaced_by}"
    return row.reason_class or f"version {row.version}"
