"""The front page, for people who arrive without a program."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.api.front import collections
from records.published import latest


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what it holds, and where to go on."""
    moment = latest()
    shown = {"collections": collections(moment), "moment": moment, "has_desk": not settings.IS_READER}
    return render(request, "records/home.html", shown)
