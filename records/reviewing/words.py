"""What people type about an entry, as it is kept."""

from records.characters import FORBIDDEN, with_plain_newlines
from records.kinds.base import Publishable
from records.publishing.document import entry_name
from records.publishing.errors import Refused
from records.reviewing.remarks import LONGEST


def words_about(item: Publishable, text: str) -> str:
    """The text without blanks at its ends. Raises Refused when nothing is left, or it is too long or unprintable."""
    kept = with_plain_newlines(text).strip()
    if wrong := _what_is_wrong(kept):
        raise Refused({entry_name(item): [wrong]})
    return kept


def _what_is_wrong(text: str) -> str:
    if not text:
        return "Say it in a sentence: this was empty."
    if len(text) > LONGEST:
        return f"Write at most {LONGEST} characters."
    if FORBIDDEN.search(text):
        return "Remove control characters and text-direction marks."
    return ""
