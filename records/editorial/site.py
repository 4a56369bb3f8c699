"""The site that the desk's pages stand in: its names, and the order in which its lists are offered."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from records.editorial.dashboard.page import dashboard_for
from records.editorial.references import References
from records.editorial.sign_in import SignInSite
from records.editorial.waiting_view import waiting_view
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Record

Listed = dict[str, Any]

SECTIONS = {
    "What happened": (Record, *(kind.model for kind in RECORD_KINDS.values())),
    "What records cite": tuple(kind.model for kind in KINDS.values() if not kind.is_record),
}
NAMES = {"records": "The desk's own", "auth": "Accounts"}


class DeskSite(SignInSite):
    """Records first, then what they cite, then what keeps the desk running."""

    site_header = site_title = "Whereabouts desk"
    index_title = "The desk"
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        return [path("waiting/", self.admin_view(self.waiting), name="waiting"), *super().get_urls()]

    def waiting(self, request: HttpRequest) -> HttpResponse:
        """What waits for whoever asks."""
        return waiting_view(request, self)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: Any = References.as_view(admin_site=self)(request)
        return answer

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {"dashboard": dashboard_for(request, self), **(extra_context or {})}
        return super().index(request, context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        return apps if app_label else [section for app in apps for section in _sections(app)][::-1]


def _sections(app: Listed) -> Iterable[Listed]:
    """An application's lists in the sections they belong to, last section first; the rest has a section of its own."""
    known = {model for models in SECTIONS.values() for model in models}
    rest = [listed for listed in app["models"] if listed["model"] not in known]
    if rest:
        yield app | {"models": rest, "name": NAMES.get(app["app_label"], app["name"])}
    for name, models in reversed(SECTIONS.items()):
        if found := sorted(
            (m for m in app["models"] if m["model"] in models), key=lambda m: models.index(m["model"])
        ):
            yield app | {"name": name, "models": found}
