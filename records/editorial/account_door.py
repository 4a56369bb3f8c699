"""An account's page about its signing in: whether it is locked out and has a second factor, and three things an administrator
can do about it. Each is a POST, and is noted in the account's history.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from records.editorial.far_reaching import must_have_second_factor
from records.signing_in.end_sessions import end_sessions
from records.signing_in.factors import SecondFactor
from records.signing_in.lock import is_locked_somewhere, unlock
from records.signing_in.take_away import take_away

Deed = tuple[Callable[[Any], Any], str]
DEEDS: dict[str, Deed] = {
    "unlock": (lambda user: unlock(user.get_username()), "Unlocked signing in."),
    "end-sessions": (lambda user: end_sessions(user=user), "Ended all sessions."),
    "take-away": (
        lambda user: take_away(user=user),
        "Took the second factor away, which ended all sessions.",
    ),
}


class AccountDoor(admin.ModelAdmin):
    """Adds the page to the admin of accounts."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.door_view)
        return [path("<path:object_id>/signing-in/", page, name="auth_user_signing_in"), *super().get_urls()]

    def door_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user is None:
            raise Http404
        return self._do(request, user) if request.method == "POST" else self._show(request, user)

    def _do(self, request: HttpRequest, user: Any) -> HttpResponse:
        if request.POST.get("do") not in DEEDS:
            raise BadRequest("Nothing that can be done was asked for.")
        do, says = DEEDS[request.POST["do"]]
        do(user)
        self.log_change(request, user, says)
        self.message_user(request, f"{user}: {says}", messages.SUCCESS)
        return HttpResponseRedirect(request.path)

    def _show(self, request: HttpRequest, user: Any) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Signing in",
            "opts": self.opts,
            "original": user,
            "factor": SecondFactor.objects.filter(user=user).first(),
            "must": must_have_second_factor(user),
            "locked": is_locked_somewhere(user.get_username()),
            "is_own": user == request.user,
        }
        return TemplateResponse(request, "records/desk/account_door.html", context)
