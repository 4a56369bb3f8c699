"""The states an entry goes through on the desk, and why it may not take a step from where it is.

What the register knows of an entry decides where it returns to: an entry that is in review is, to readers, still what it
was before. Locks are taken in the order of publishing, so that two people at one entry follow each other.
"""

from collections.abc import Iterable

from records.kinds import KINDS
from records.kinds.base import Publishable, Record
from records.kinds.base.vocabulary import State
from records.published import LIVE, Published
from records.publishing.desk import reread_and_lock
from records.publishing.document import candidates, entry_name, kind_of, says_the_same
from records.publishing.errors import Refused
from records.publishing.live import live_version
from records.reviewing.remarks import What, last_step


def hold(item: Publishable) -> Publishable:
    """The entry as it is now; it stays so until the transaction ends. Raises Refused when it is gone."""
    return next(reread_and_lock([item]))


def move(item: Publishable, state: State) -> None:
    """The state alone: a step is not an edit, so the last author stays."""
    kind = KINDS[kind_of(item)]
    table = Record if kind.is_record else kind.model
    table._default_manager.filter(pk=item.pk).update(state=state)


def state_outside_review(item: Publishable) -> State:
    """What an entry is when nothing of it is in review: published, withdrawn, or a draft that the register never knew."""
    newest = Published.objects.entry(kind_of(item), str(item.pk)).filter(superseded_at=None).first()
    if newest is None:
        return State.DRAFT
    return State.PUBLISHED if newest.action in LIVE else State.WITHDRAWN


def reasons_not_to_submit(item: Publishable) -> list[str]:
    """Why it cannot be submitted; none means it can. Whether it may be published is the policy's business, later."""
    if item.state == State.IN_REVIEW:
        return ["It is in review already."]
    live = live_version(item)
    (candidate,) = candidates([item])
    if live and says_the_same(candidate.document, live.document):
        return ["It says the same as the live version: there is nothing to review."]
    return []


def reasons_not_in_review(item: Publishable) -> list[str]:
    """Why nobody can review it now, which tells the second of two reviewers what the first one did."""
    if item.state == State.IN_REVIEW:
        return []
    last = last_step(item)
    if last is None:
        return ["It was not submitted for review: submit it first."]
    if last.action == What.SUBMIT:  # the operator published it, without a word in its file
        return ["It is not in review any more: it has to be submitted first."]
    return [f"It is not in review: {last.by} {last.get_action_display()} last. It has to be submitted first."]


def refuse_unless_in_review(items: Iterable[Publishable]) -> None:
    """Raises Refused for entries that nobody submitted."""
    reasons = {entry_name(item): why for item in items if (why := reasons_not_in_review(item))}
    if reasons:
        raise Refused(reasons)
