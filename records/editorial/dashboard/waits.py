"""What waits for somebody to do something, as the page of what waits lists it."""

from typing import Any

from django.urls import reverse

from records.editorial.dashboard.boxes import Box, Line
from records.reviewing.waiting import waiting_for

TITLE = "Waits for you"
EMPTY = "Nothing waits for you. What others submit for review appears here, and what is sent back to you."


def waiting_box(user: Any) -> Box:
    """Numbers that lead to the parts of that page."""
    waiting = waiting_for(user)
    counted = (
        (len(waiting.to_review), "to review", "to-review"),
        (len(waiting.sent_back), "sent back to you", "sent-back"),
        (len(waiting.submitted), "of yours with a reviewer", "submitted"),
    )
    page = reverse("admin:waiting")
    lines = [Line(number, words, f"{page}#{part}") for number, words, part in counted if number]
    return Box("waits", TITLE, lines, EMPTY)
