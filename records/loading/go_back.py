"""Go back: an entry says again what it said after an earlier change. That is a new change; nothing of the history goes."""

from pathlib import Path

from django.db import transaction

from records.history.changing import changing
from records.history.states import state_at
from records.history.timeline import Change, changes_of
from records.kinds.base import Kind
from records.loading.entry import Entry
from records.loading.entry_then import fixture_then
from records.loading.gather import Gathered
from records.loading.load import checked, store_or_name
from records.loading.problems import LoadError
from records.loading.reader import Located
from records.publishing.errors import Refused
from records.publishing.log import open_log

GONE = "There is no such state of this entry, or it was not on the desk then: choose another."
UNREADABLE = "That state cannot be read as an entry: it was written from outside the desk. Choose another."
THE_SAME = "It says this already: there is nothing to take back."


@transaction.atomic
def go_back(*, kind: Kind, slug: str, to: int, by: str, seen: int) -> None:
    """Store what the entry said after the change at `to`, checked like an import, if `seen` is still its newest change.

    An entry that was deleted is made again, as a draft. Raises Refused.
    """
    open_log()  # the first of all locks, as in publishing and loading
    list(kind.model._default_manager.filter(pk=slug).select_for_update())
    changes = changes_of(kind.model, slug)
    if changes and changes[0].order != seen:
        says = f"{changes[0].who or 'Somebody'} changed it after you opened this page. Look at it again: nothing was done."
        raise Refused({"": [says]})
    then = find_change(changes, to)
    entry = entry_after(kind, slug, then)
    try:
        with changing(who=by, why=f"back to the state of {then.at:%Y-%m-%d %H:%M} UTC"):
            (outcome,) = store_or_name(checked(Gathered([entry], [], complete=True)), by=by)
    except LoadError as error:
        raise Refused({"": [_sentence(found.field, found.says) for found in error.problems]}) from error
    if outcome == "unchanged":
        raise Refused({"": [THE_SAME]})


def find_change(changes: list[Change], order: int) -> Change:
    """The change at this place. Raises Refused."""
    for change in changes:
        if change.order == order:
            return change
    raise Refused({"": [GONE]})


def entry_after(kind: Kind, slug: str, change: Change) -> Entry:
    """The entry as it was after a change. Raises Refused."""
    state = state_at(kind.model, slug, order=change.order)
    if not any(table.is_own for table, _key in state):
        raise Refused({"": [GONE]})
    try:
        data = fixture_then(kind, state)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise Refused({"": [UNREADABLE]}) from error
    sensitivity = data.pop("sensitivity", None)
    return Entry(kind.name, data, Located(Path(slug), None, {}), (), sensitivity)


def _sentence(field: str, says: str) -> str:
    return f"{field.replace('_', ' ')}: {says}" if field else says
