"""How the register reads what is typed as a date, said at once: a small JSON answer for the desk's date fields.

A mistyped date is an answer here, not an error: `position` says where it goes wrong. An offer is only ever made.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from records import dates
from records.date_phrases import PhraseError, TwoReadingsError, read_phrase
from records.dates import EDTFError

METHODS = ("GET", "HEAD")


def read_date(request: HttpRequest) -> JsonResponse:
    """`{edtf, reading}`, or `{position, says, offer}` for what is no EDTF."""
    if request.method not in METHODS:
        raise PermissionDenied
    return JsonResponse(reading_of(request.GET.get("text", "").strip()))


def reading_of(text: str) -> dict[str, Any]:
    """The answer for one text. `offer` is null where the text is no phrase that is read either; `says` then says why."""
    try:
        return {"edtf": dates.parse(text).text, "reading": dates.describe(text)}
    except EDTFError as error:
        wrong = {"position": error.position, "says": str(error), "offer": None}
    try:
        offered = read_phrase(text)
    except TwoReadingsError as error:
        return wrong | {"says": str(error)}
    except PhraseError as error:
        return wrong | ({"says": str(error)} if any(letter.isalpha() for letter in text) else {})
    return wrong | {"offer": {"edtf": offered, "reading": dates.describe(offered), "note": note_on(text)}}


def note_on(phrase: str) -> str:
    """What the date's note says once an offer for this phrase was taken."""
    return f"The source prints “{phrase}”."
