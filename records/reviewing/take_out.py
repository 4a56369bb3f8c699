"""Take out: withdraw or redact entries, and note in their files who did it and why."""

from collections.abc import Callable, Iterable

from django.db import transaction

from records.history.changing import changing
from records.published import Published
from records.reviewing.note_versions import note_versions

Removal = Callable[..., list[Published]]


@transaction.atomic
def take_out(
    *, removal: Removal, entries: Iterable[tuple[str, str]], reason_class: str, by: str
) -> list[Published]:
    """Remove entries, given as (kind, id), with `removal`: publishing's `withdraw` or `redact`. Raises Refused."""
    with changing(who=by):
        return note_versions(removal(entries=entries, reason_class=reason_class), by=by)
