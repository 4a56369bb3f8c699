"""Stands before every page of the desk: ends sessions that no longer stand, leads to the second factor whoever needs one, and
keeps pages out of caches. The public side never comes here.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from records.editorial.far_reaching import must_have_second_factor
from records.signing_in.factors import SecondFactor
from records.signing_in.sessions import stands

OPEN_WITHOUT = {"admin:login", "admin:logout", "admin:jsi18n", "admin:second_factor"}
ENDED = "You were signed out, because your account, its rights or its second factor changed. Sign in again."


class Door:
    """After the accounts and the messages, before everything that asks who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(settings.DESK):
            return self.get_response(request)
        if request.user.is_authenticated and not stands(request):
            logout(request)
            messages.warning(request, ENDED)
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseRedirect | None:
        found = request.resolver_match
        if not request.path.startswith(settings.DESK) or (found and found.view_name in OPEN_WITHOUT):
            return None
        return HttpResponseRedirect(reverse("admin:second_factor")) if _lacks_factor(request.user) else None


def _lacks_factor(user: Any) -> bool:
    return must_have_second_factor(user) and not SecondFactor.objects.filter(user=user).exists()
