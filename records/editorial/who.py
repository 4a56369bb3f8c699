"""Tells the history who is at the desk, for whatever a request to it changes. The public side never comes here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from records.history.changing import changing


class SayWho:
    """Names the account, once it is known who that is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(settings.DESK):
            return self.get_response(request)
        with changing(who=request.user.get_username()):
            return self.get_response(request)
