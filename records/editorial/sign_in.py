"""Signing in: a password, then a code where the account has a second factor. Only both together open a session.

Between the two nobody is signed in: the browser's session notes whose password was right, for ten minutes and only as
long as that account and its password stay what they are.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from records.editorial.code_form import CodeForm
from records.editorial.own_factor import OwnFactor
from records.signing_in.check_code import check_code
from records.signing_in.errors import CodeRefused, TooManyCodes
from records.signing_in.factors import SecondFactor
from records.signing_in.sessions import remember_code

HALF_WAY = "password_was_right"
SECONDS = 10 * 60
TOO_LATE = "That took longer than ten minutes. Sign in again."
private = [csrf_protect, never_cache, sensitive_post_parameters()]


class SignInSite(OwnFactor, admin.AdminSite):
    """An admin site whose door has two locks."""

    def get_urls(self) -> list[Any]:
        ask = path("login/code/", self.ask_for_code, name="login_code")
        return [ask, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"second_factor_is_off": not settings.REQUIRE_SECOND_FACTOR}

    @method_decorator(private)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {
            "title": "Sign in",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        page: Any = PasswordView.as_view(extra_context=context | (extra_context or {}))
        return page(request)

    @method_decorator(private)
    def ask_for_code(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code, after the password."""
        user = _half_way(request)
        if user is None:
            messages.warning(request, TOO_LATE)
            return HttpResponseRedirect(reverse("admin:login"))
        form = CodeForm(request.POST if request.method == "POST" else None)
        status = 200
        if form.is_valid():
            try:
                check_code(user=user, code=form.cleaned_data["code"])
            except CodeRefused as error:
                form.add_error("code", str(error))
                status = 429 if isinstance(error, TooManyCodes) else 200
            else:
                return _let_in(request, user)
        context = self.each_context(request) | {"title": "One more step", "form": form}
        return TemplateResponse(request, "records/desk/login_code.html", context, status=status)


class PasswordView(LoginView):
    """Django's, which here signs nobody in who has a second factor."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if not SecondFactor.objects.filter(user=user).exists():
            return super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[HALF_WAY] = {
            "user": user.pk,
            "backend": user.backend,
            "as": user.get_session_auth_hash(),
            "at": int(time.time()),
            "next": self.get_success_url(),
        }
        return HttpResponseRedirect(reverse("admin:login_code"))


def _half_way(request: HttpRequest) -> Any:
    """Whose password was right a short while ago; None for nobody's."""
    noted = request.session.get(HALF_WAY)
    if not noted or time.time() - noted["at"] > SECONDS:
        return None
    user = get_user_model()._default_manager.filter(pk=noted["user"], is_active=True, is_staff=True).first()
    same = user is not None and constant_time_compare(noted["as"], user.get_session_auth_hash())
    return user if same else None


def _let_in(request: HttpRequest, user: Any) -> HttpResponse:
    noted = request.session.pop(HALF_WAY)
    login(request, user, backend=noted["backend"])
    remember_code(request)
    return HttpResponseRedirect(noted["next"])
