"""Send back: an entry in review needs more work, and its author is told why."""

from django.db import transaction

from records.history.changing import changing
from records.kinds.base import Publishable
from records.reviewing.remarks import What, add_remark
from records.reviewing.states import hold, move, refuse_unless_in_review, state_outside_review
from records.reviewing.words import words_about


@transaction.atomic
def send_back(*, item: Publishable, by: str, reason: str) -> None:
    """Take an entry out of review: it is again what the register knows it as, a draft when it knows nothing of it.

    Raises Refused when it is not in review, or without a reason.
    """
    item = hold(item)
    refuse_unless_in_review([item])
    reason = words_about(item, reason)
    with changing(who=by, why=f"send back: {reason}"):
        move(item, state_outside_review(item))
    add_remark(item, action=What.SEND_BACK, by=by, text=reason)
