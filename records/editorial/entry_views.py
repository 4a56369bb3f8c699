"""What the pages of an entry's steps share: who may take a step, finding the entry, the page that asks before it is done.

A GET shows what would happen and why not; only a POST does it. Whether a step may be taken is decided by
`records.reviewing` and `records.publishing`; their refusals are shown here as sentences.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from records.editorial.addresses import page_of
from records.editorial.standing import Standing
from records.kinds.base import Kind, Publishable
from records.kinds.base.vocabulary import State
from records.publishing.errors import Refused
from records.publishing.live import has_readable_text
from records.reviewing.permissions import STEPS

CONFLICT = 409
METHODS = ("GET", "HEAD", "POST")
CHANGES = ("submit",)  # a step for those who write the entry; for the others it is enough to see it

View = Callable[..., HttpResponse]


class EntryViews(admin.ModelAdmin):
    """The base of the admin of a kind. Subclasses name their pages in `step_views`."""

    kind: Kind

    def step_views(self) -> dict[str, View]:
        """Views of one entry, by the step they take."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        ours = [
            path(
                f"<path:object_id>/{step.replace('_', '-')}/",
                self.admin_site.admin_view(view),
                name=f"{name}_{step}",
            )
            for step, view in self.step_views().items()
        ]
        return [*ours, *super().get_urls()]

    def may(self, request: HttpRequest, step: str, obj: Any = None) -> bool:
        """Whether this account may take a step at all; what else stands in the way is said on the step's page."""
        allowed = self.has_change_permission if step in CHANGES else self.has_view_permission
        return allowed(request, obj) and (step not in STEPS or request.user.has_perm(STEPS[step]))

    def steps_for(self, request: HttpRequest, standing: Standing) -> list[str]:
        """Steps to offer on an entry's page: those that this account may take and that would not be refused at once."""
        in_review = standing.item.state == State.IN_REVIEW
        sensible = {
            "submit": not in_review and standing.says_something_new,
            "publish": in_review and standing.says_something_new,
            "send_back": in_review,
            "withdraw": standing.live is not None,
            "merge": standing.live is not None,
            "redact": has_readable_text(standing.item),
        }
        return [
            step
            for step, is_sensible in sensible.items()
            if is_sensible and self.may(request, step, standing.item)
        ]

    def entry_for(self, request: HttpRequest, object_id: str, *, step: str) -> Publishable:
        """The entry of an address, for an account that may take this step with it."""
        item = self.model._default_manager.filter(pk=unquote(object_id)).first()
        if request.method not in METHODS or not self.may(request, step, item):
            raise PermissionDenied
        if item is None:
            raise Http404
        return item

    def back_to_entry(self, request: HttpRequest, item: Publishable, says: str) -> HttpResponse:
        """The entry's page, with what was done."""
        self.message_user(request, says, messages.SUCCESS)
        return HttpResponseRedirect(page_of(item))

    def _page(
        self, request: HttpRequest, template: str, title: str, errors: list[str], context: dict[str, Any]
    ) -> HttpResponse:
        """The page that shows what a step would do, or why it was refused."""
        shared = self.admin_site.each_context(request)
        ours = {"opts": self.opts, "media": self.media, "title": title, "errors": errors}
        status = CONFLICT if errors else None
        return TemplateResponse(request, template, shared | ours | context, status=status)


def attempt(step: Callable[..., Any], *, named: bool = False, **what: Any) -> tuple[Any, list[str]]:
    """Take a step: what came of it, and the sentences of a refusal. Of several entries, each is named in its sentence."""
    try:
        return step(**what), []
    except Refused as error:
        return None, list(_sentences(error, named=named))


def _sentences(error: Refused, *, named: bool) -> Iterable[str]:
    return (
        f"{entry}: {says}" if named and entry else says
        for entry, reasons in error.reasons.items()
        for says in reasons
    )
