"""Stands before every page of the desk: ends sessions that no longer stand, leads to the second factor whoever needs one, and
keeps pages out of caches. A form that comes too late is shown again. The public side never comes here.
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
from records.editorial.signed_out import may_keep, signed_out_page
from records.signing_in.factors import SecondFactor
from records.signing_in.sessions import stands

OPEN_WITHOUT = {"admin:login", "admin:logout", "admin:jsi18n", "admin:second_factor"}
SIGNING_IN = OPEN_WITHOUT | {"admin:login_code"}
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

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        name = request.resolver_match and request.resolver_match.view_name
        if not request.path.startswith(settings.DESK) or name in OPEN_WITHOUT:
            return None
        if not request.user.is_authenticated and name not in SIGNING_IN and may_keep(request):
            return signed_out_page(request)
        return HttpResponseRedirect(reverse("admin:second_factor")) if _lacks_factor(request.user) else None


def _lacks_factor(user: Any) -> bool:
    return must_have_second_factor(user) and not SecondFactor.objects.filter(user=user).exists()
