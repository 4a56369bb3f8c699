"""Remark: say something about an entry to those who work on it."""

from django.db import transaction

from records.kinds.base import Publishable
from records.reviewing.remarks import What, add_remark
from records.reviewing.words import words_about


@transaction.atomic
def remark(*, item: Publishable, by: str, text: str) -> None:
    """Add a comment; nothing else about the entry changes. Raises Refused for text that cannot be kept."""
    add_remark(item, action=What.COMMENT, by=by, text=words_about(item, text))
