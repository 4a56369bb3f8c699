"""Submit together: several entries, for example all that one article says, or none of them."""

from collections.abc import Iterable

from django.db import transaction

from records.kinds.base import Publishable
from records.publishing.errors import Refused
from records.reviewing.submit import submit


@transaction.atomic
def submit_together(*, items: Iterable[Publishable], by: str) -> None:
    """Put every entry in review. Raises Refused with the reasons of all that cannot be; then none is."""
    reasons: dict[str, list[str]] = {}
    for item in sorted(items, key=lambda item: str(item.pk)):  # the same order for all who lock several
        try:
            submit(item=item, by=by)
        except Refused as refused:
            reasons |= refused.reasons
    if reasons:
        raise Refused(reasons)
