"""Take out: withdraw, merge or redact entries, and note in their files who did it and why."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from records.history.changing import changing
from records.published import Published
from records.reviewing.note_versions import note_versions

Removal = Callable[..., list[Published]]


@transaction.atomic
def take_out(*, removal: Removal, entries: Iterable[tuple[str, str]], by: str, **how: Any) -> list[Published]:
    """Remove entries, given as (kind, id), with `removal`: publishing's `withdraw`, `merge` or `redact`. Raises Refused.

    `how` is what that wants to know: the class of the reason, or the entry that stays.
    """
    with changing(who=by):
        return note_versions(removal(entries=entries, **how), by=by)
