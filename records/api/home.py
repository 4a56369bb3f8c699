"""The front page, for people who arrive without a program."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.api.front import collections
from records.kinds import KINDS
from records.reading.totals import standing_by_kind


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what it holds, and where to go on."""
    sequence, published_at, _, standing = standing_by_kind(tuple(KINDS))
    moment = {"sequence": sequence or 0, "published_at": published_at}
    shown = {"collections": collections(standing), "moment": moment, "has_desk": not settings.IS_READER}
    return render(request, "records/home.html", shown)
