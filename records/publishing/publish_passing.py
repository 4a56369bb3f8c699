"""Publish what passes: of many entries those that may be published, and the reasons why others may not."""

from collections import deque
from collections.abc import Iterable

from django.db import transaction

from records.history.changing import changing
from records.publishing.desk import Entry
from records.publishing.log import open_log
from records.publishing.publishable import publishable
from records.publishing.together import Reasons
from records.publishing.versions import write_versions
from records.publishing.written import Written


@transaction.atomic
def publish_passing(*, entries: Iterable[Entry], by: str) -> tuple[Written, Reasons]:
    """Publish the entries that the policy lets through together; return the rows written, and who was held back why."""
    log = open_log()
    together, held_back = publishable(entries, by=by)
    with changing(who=by, why="publish"):
        before = log.sequence
        deque(write_versions(log, together), maxlen=0)
        return Written(after=before, up_to=log.sequence), held_back
