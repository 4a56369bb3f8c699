"""Publishes exactly what an editor was shown, or nothing."""

from collections.abc import Sequence

from django.db import transaction

from records.editorial.standing import fingerprint
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import reread
from records.publishing.document import render
from records.publishing.errors import Refused
from records.reviewing.publish_submitted import publish_submitted

CHANGED = "It was changed after you opened this page. Look at it again: nothing was published."


@transaction.atomic
def publish_as_seen(*, items: Sequence[Publishable], by: str, seen: str) -> list[Published]:
    """Publish entries in review if they still say what `seen` is the fingerprint of. Raises Refused."""
    written = publish_submitted(items=items, by=by)
    # Only now are the entries locked; a difference takes the publication back.
    if fingerprint(map(render, reread(items))) != seen:
        raise Refused({"": [CHANGED]})
    return written
