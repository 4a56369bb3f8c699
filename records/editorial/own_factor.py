"""The page where somebody sets up their own second factor, or replaces it with a code of the one that they have."""

import base64
import io
from typing import Any

import qrcode
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from qrcode.image.svg import SvgPathImage

from records.editorial.code_form import CodeForm
from records.editorial.far_reaching import must_have_second_factor
from records.signing_in.check_code import check_code
from records.signing_in.codes import address_for_app, new_secret
from records.signing_in.enrol import enrol
from records.signing_in.errors import CodeRefused, TooManyCodes
from records.signing_in.factors import SecondFactor
from records.signing_in.sealing import seal, unseal
from records.signing_in.sessions import remember_account, remember_code
from records.signing_in.take_away import take_away

OFFERED = "offered_secret"  # sealed, in the session, until a code confirms it
TOO_MANY = 429


class OwnFactor(admin.AdminSite):
    """Adds the page to an admin site."""

    def get_urls(self) -> list[Any]:
        return [
            path("second-factor/", self.admin_view(self.own_factor), name="second_factor"),
            *super().get_urls(),
        ]

    @method_decorator(sensitive_post_parameters())
    def own_factor(self, request: HttpRequest) -> HttpResponse:
        factor = SecondFactor.objects.filter(user=request.user.pk).first()
        return self._replace(request, factor) if factor else self._set_up(request)

    def _set_up(self, request: HttpRequest) -> HttpResponse:
        """Show the secret, and take a first code made with it."""
        secret = _offered_secret(request)
        form = CodeForm(request.POST if request.method == "POST" else None)
        form.fields["code"].help_text = "The six digits that the app shows now."
        if form.is_valid():
            try:
                paper = enrol(user=_user(request), secret=secret, code=form.cleaned_data["code"])
            except CodeRefused as error:
                form.add_error("code", str(error))
            else:
                return self._set_up_done(request, paper)
        picture = _picture(address_for_app(secret, request.user.get_username()))
        context = {
            "form": form,
            "picture": picture,
            "key": _in_fours(secret),
            "must": must_have_second_factor(request.user),
        }
        return self._factor_page(
            request, "records/desk/second_factor_new.html", "Set up a second factor", **context
        )

    def _set_up_done(self, request: HttpRequest, paper: list[str]) -> HttpResponse:
        """This session goes on under a new key; all others of the account end."""
        request.session.pop(OFFERED, None)
        request.session.cycle_key()
        remember_account(None, request, _user(request))
        remember_code(request)
        return self._factor_page(
            request, "records/desk/second_factor_codes.html", "Keep these codes", codes=paper
        )

    def _replace(self, request: HttpRequest, factor: SecondFactor) -> HttpResponse:
        form = CodeForm(request.POST if request.method == "POST" else None)
        status = 200
        if form.is_valid():
            try:
                check_code(user=_user(request), code=form.cleaned_data["code"])
            except CodeRefused as error:
                form.add_error("code", str(error))
                status = TOO_MANY if isinstance(error, TooManyCodes) else status
            else:
                return self._begin_again(request)
        context = {"form": form, "factor": factor, "left": len(factor.recovery_codes)}
        page = self._factor_page(request, "records/desk/second_factor.html", "Your second factor", **context)
        page.status_code = status
        return page

    def _begin_again(self, request: HttpRequest) -> HttpResponse:
        take_away(user=_user(request))
        remember_account(None, request, _user(request))
        messages.success(request, "The old second factor is gone. Set up the new one now.")
        return HttpResponseRedirect(reverse("admin:second_factor"))

    def _factor_page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        shared = self.each_context(request) | {"title": title}
        return TemplateResponse(request, template, shared | context)


def _offered_secret(request: HttpRequest) -> str:
    """The same until it is confirmed, so that the page can be loaded again after the picture was read."""
    secret = unseal(request.session.get(OFFERED, "")) or new_secret()
    request.session[OFFERED] = seal(secret)
    return secret


def _picture(text: str) -> str:
    """A square that an app reads, as an image inside the page: it is never an address of its own."""
    drawn = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _user(request: HttpRequest) -> Any:
    return request.user
