"""Publish: turn desk entries into immutable versions of the register, all of them or none."""

from collections.abc import Iterable

from django.db import transaction

from records.history.changing import changing
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import entries_of, in_order
from records.publishing.errors import Refused
from records.publishing.log import open_log
from records.publishing.together import Together
from records.publishing.versions import write_versions
from records.statements import one_trip


@transaction.atomic
def publish(*, items: Iterable[Publishable], by: str) -> list[Published]:
    """Publish every entry that says something new; return the rows written, in sequence.

    An entry whose document is unchanged gets no new version. Raises `Refused`, with the reasons of every entry, when any
    of them may not be published; then nothing is written. Entries may cite each other within one call.
    """
    with one_trip():
        log = open_log()
        together = Together(in_order(entries_of(items)), by=by)
    if together.reasons:
        raise Refused(together.reasons)
    with changing(who=by, why="publish"):
        return list(write_versions(log, together))
