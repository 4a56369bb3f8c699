"""When someone saved an entry while somebody else had it open: nothing typed is lost, nothing saved is overwritten unseen.

A form says which state of the entry it was opened on. On an older one, what was typed is tried out, compared with what
the other person saved, and shown beside it. It is saved over that only by a box that is bound to that very state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict

from records.editorial.readable import Change, changes
from records.kinds.base import Publishable
from records.publishing.desk import reread
from records.publishing.document import render

OPENED_AT, SEEN_AT = "opened_at", "seen_at"


@dataclass
class Meanwhile:
    """What someone else saved, and once what was typed was tried out, in which fields that differs from it."""

    by: str
    at: datetime
    saved: dict[str, Any]
    seen: bool
    changes: list[Change] = field(default_factory=list)

    @property
    def state(self) -> str:
        return state_of(self.at)

    def compare(self, item: Publishable) -> None:
        """Raise Overtaken where what was typed differs from what nobody here has seen."""
        self.changes = [] if self.seen else changes(self.saved, contents(item))
        if self.changes:
            raise Overtaken


class Overtaken(Exception):
    """What was typed is not saved; it stays in the form."""


def state_of(edited_at: datetime) -> str:
    """How a form names the state that an entry was in."""
    return edited_at.isoformat()


def look_meanwhile(item: Publishable, posted: Mapping[str, Any]) -> Meanwhile | None:
    """What was saved since the form was opened; None when it is the newest."""
    state = state_of(item.edited_at)
    if posted.get(OPENED_AT) == state:
        return None
    seen = posted.get(SEEN_AT) == state
    return Meanwhile(item.edited_by, item.edited_at, contents(*reread([item])), seen)


def contents(item: Publishable) -> dict[str, Any]:
    """All that the form of an entry edits: its document, and what is never public."""
    return render(item) | {"sensitivity": item.get_sensitivity_display()}


def with_lost_rows_anew(posted: QueryDict, prefix: str, *, standing: set[str]) -> QueryDict:
    """The form's rows, where those that someone removed meanwhile become new ones, in their order behind the others.

    `standing` are the keys of the rows that are there. Rows marked for removal that are gone already are left out.
    """
    total, initial = (posted.get(f"{prefix}-{count}_FORMS", "") for count in ("TOTAL", "INITIAL"))
    if not (total.isdecimal() and initial.isdecimal() and int(initial) <= int(total) <= len(posted)):
        return posted  # no browser of ours sent this: the form says so itself
    known = range(int(initial))
    there = [number for number in known if posted.get(f"{prefix}-{number}-id") in standing]
    lost = [number for number in known if number not in there and f"{prefix}-{number}-DELETE" not in posted]
    order = [*there, *lost, *range(int(initial), int(total))]
    return _in_this_order(posted, prefix, order, initial=len(there))


def _in_this_order(posted: QueryDict, prefix: str, order: list[int], *, initial: int) -> QueryDict:
    places = {str(number): place for place, number in enumerate(order)}
    anew = QueryDict(mutable=True)
    for name, values in posted.lists():
        number, dash, column = name.removeprefix(f"{prefix}-").partition("-")
        if not name.startswith(f"{prefix}-") or not (dash and number.isdecimal()):
            anew.setlist(name, values)
        elif number in places and not (column == "id" and places[number] >= initial):
            anew.setlist(f"{prefix}-{places[number]}-{column}", values)
    anew[f"{prefix}-TOTAL_FORMS"], anew[f"{prefix}-INITIAL_FORMS"] = str(len(order)), str(initial)
    return anew
