"""Publish: turn desk entries into immutable versions of the register, all of them or none."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from records.history.changing import changing
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import reread_and_lock
from records.publishing.document import Candidate, candidates
from records.publishing.errors import Refused
from records.publishing.log import open_log
from records.publishing.policy import reasons_by_entry
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
        together = candidates(reread_and_lock(items))
    _refuse_unless_publishable(together, by=by)
    with changing(who=by, why="publish"):
        return write_versions(log, together)


def _refuse_unless_publishable(together: Sequence[Candidate], *, by: str) -> None:
    reasons = {entry: why for entry, why in reasons_by_entry(together, by=by).items() if why}
    if reasons:
        raise Refused(reasons)
