"""Why an entry was changed since readers last saw it, in the words of whoever changed it: for whoever reviews it.

What the desk writes by itself where nobody gave a reason is left out.
"""

from itertools import takewhile

from records.history.timeline import Change, changes_of
from records.kinds import KINDS
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.document import kind_of

SAVED, ENTERED = "save on the desk", "enter on the desk"
ROUTINE = (SAVED, ENTERED, "submit for review", "publish")
SENT_BACK = "send back:"  # with the reason, which stands among the remarks
LOADED = "load "


def whys_since(item: Publishable, live: Published | None) -> list[Change]:
    """The changes for which somebody gave a reason, oldest first; since it was published, where it is in the register."""
    found = changes_of(KINDS[kind_of(item)].model, str(item.pk))
    newer = takewhile(lambda change: not _published(change, live), found) if live else found
    return [change for change in newer if _says_why(change.why)][::-1]


def _published(change: Change, live: Published) -> bool:
    """A change has the time at which its transaction began, so its time alone does not tell."""
    return change.at <= live.published_at and (change.why == "publish" or change.why.startswith(LOADED))


def _says_why(why: str) -> bool:
    return bool(why) and why not in ROUTINE and not why.startswith(SENT_BACK)
