"""Submit: an entry is ready for someone else to look at."""

from django.db import transaction

from records.history.changing import changing
from records.kinds.base import Publishable
from records.kinds.base.vocabulary import State
from records.publishing.document import entry_name
from records.publishing.errors import Refused
from records.reviewing.remarks import What, add_remark
from records.reviewing.states import hold, move, reasons_not_to_submit


@transaction.atomic
def submit(*, item: Publishable, by: str) -> None:
    """Put an entry in review. Raises Refused when it is there already, or says what the register says."""
    item = hold(item)
    if reasons := reasons_not_to_submit(item):
        raise Refused({entry_name(item): reasons})
    with changing(who=by, why="submit for review"):
        move(item, State.IN_REVIEW)
    add_remark(item, action=What.SUBMIT, by=by)
