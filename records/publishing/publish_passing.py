"""Publish what passes: of many entries those that may be published, and the reasons why others may not."""

from collections.abc import Iterable

from django.db import transaction

from records.history.changing import changing
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.log import open_log
from records.publishing.publishable import HeldBack, publishable
from records.publishing.versions import write_versions


@transaction.atomic
def publish_passing(*, items: Iterable[Publishable], by: str) -> tuple[list[Published], HeldBack]:
    """Publish the entries that the policy lets through together; return the rows written, and who was held back why."""
    log = open_log()
    passing, held_back = publishable(items, by=by)
    with changing(who=by, why="publish"):
        return write_versions(log, passing), held_back
