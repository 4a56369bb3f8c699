"""Publish what was submitted: the desk's way to the register, which nothing takes without a review."""

from collections.abc import Sequence

from django.db import transaction

from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import reread_and_lock
from records.publishing.log import open_log
from records.publishing.publish import publish
from records.reviewing.note_versions import note_versions
from records.reviewing.states import refuse_unless_in_review


@transaction.atomic
def publish_submitted(*, items: Sequence[Publishable], by: str) -> list[Published]:
    """Publish entries that are in review, all or none; return the rows written. Raises Refused."""
    open_log()  # before the entries are locked, as all who publish do
    refuse_unless_in_review(reread_and_lock(items))
    return note_versions(publish(items=items, by=by), by=by)
