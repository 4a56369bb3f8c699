"""Publishes exactly what an editor was shown, or nothing."""

import logging
from collections.abc import Sequence

from django.db import transaction

from records.editorial.standing import fingerprint
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import reread
from records.publishing.document import render
from records.publishing.errors import Refused
from records.reviewing.publish_submitted import publish_submitted
from records.spool import NoRoomError

CHANGED = "It was changed after you opened this page. Look at it again: nothing was published."
NO_ROOM = (
    "Nothing was published: the server has no room for temporary files, which many entries at once take. Publish fewer at a "
    "time, or ask whoever runs it to make room and publish these again."
)
log = logging.getLogger(__name__)


@transaction.atomic
def publish_as_seen(*, items: Sequence[Publishable], by: str, seen: str) -> list[Published]:
    """Publish entries in review if they still say what `seen` is the fingerprint of. Raises Refused."""
    try:
        written = publish_submitted(items=items, by=by)
    except NoRoomError as error:
        log.error("%s", error)  # noqa: TRY400  it says all; whoever runs the server reads in which folder
        raise Refused({"": [NO_ROOM]}) from error
    # Only now are the entries locked; a difference takes the publication back.
    if fingerprint(map(render, reread(items))) != seen:
        raise Refused({"": [CHANGED]})
    return written
