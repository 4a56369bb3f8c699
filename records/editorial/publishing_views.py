"""The pages that publish and withdraw: a GET shows what would happen and why not; only a POST does it.

Whether it may happen is decided by `records.publishing`; its refusals are shown here as sentences.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from records.editorial.forms import WithdrawalForm
from records.editorial.publish_as_seen import publish_as_seen
from records.editorial.standing import fingerprint, live_version, standings_of
from records.kinds.base import Kind, Publishable
from records.published import Published
from records.publishing.citing import current_citing
from records.publishing.document import kind_of
from records.publishing.errors import Refused
from records.publishing.withdraw import withdraw

CONFLICT = 409


class PublishingViews(admin.ModelAdmin):
    """Adds the pages to the admin of a kind."""

    kind: Kind

    @abstractmethod
    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether this account may publish and withdraw."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {"publish": self.publish_view, "withdraw": self.withdraw_view}
        ours = [
            path(f"<path:object_id>/{verb}/", self.admin_site.admin_view(view), name=f"{name}_{verb}")
            for verb, view in views.items()
        ]
        return [*ours, *super().get_urls()]

    # One entry

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self._permitted_entry(request, object_id)
        errors = self._publish(request, [item]) if request.method == "POST" else []
        if request.method == "POST" and not errors:
            return HttpResponseRedirect(self._change_page(item))
        return self._publish_page(request, [item], errors, original=item)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self._permitted_entry(request, object_id)
        form = WithdrawalForm(request.POST if request.method == "POST" else None)
        errors = self._withdraw(request, item, form.cleaned_data["reason_class"]) if form.is_valid() else []
        if form.is_valid() and not errors:
            return HttpResponseRedirect(self._change_page(item))
        entry = (kind_of(item), str(item.pk))
        context = {
            "form": form,
            "live": live_version(item),
            "citing": current_citing(entry),
            "original": item,
        }
        return self._page(request, "records/desk/withdraw.html", "Withdraw", errors, context)

    # Several entries

    @admin.action(description="Publish selected entries", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks first; entries that cite each other are published together."""
        items = list(queryset)
        confirmed = "seen" in request.POST
        errors = self._publish(request, items) if confirmed else []
        if confirmed and not errors:
            return None  # back to the list
        return self._publish_page(request, items, errors, selected=items)

    # What both share

    def _publish(self, request: HttpRequest, items: Sequence[Publishable]) -> list[str]:
        """Publish; sentences when that was refused."""
        seen = request.POST.get("seen", "")
        try:
            written = publish_as_seen(items=items, by=request.user.get_username(), seen=seen)
        except Refused as error:
            return _sentences(error, named=len(items) > 1)
        versions = {(row.kind, row.slug): row.version for row in written}
        for item in items:
            version = versions.get((kind_of(item), str(item.pk)))
            if version:
                self.log_change(request, item, f"Published version {version}.")
        said = _count(written) if written else "Nothing had changed, so there is no new version."
        self.message_user(request, said, messages.SUCCESS)
        return []

    def _withdraw(self, request: HttpRequest, item: Publishable, reason_class: str) -> list[str]:
        """Withdraw; sentences when that was refused."""
        try:
            withdraw(entries=[(kind_of(item), str(item.pk))], reason_class=reason_class)
        except Refused as error:
            return _sentences(error, named=False)
        self.log_change(request, item, f"Withdrawn ({reason_class}).")
        self.message_user(request, f"Withdrawn: {item.label}.", messages.SUCCESS)
        return []

    def _publish_page(
        self, request: HttpRequest, items: Sequence[Publishable], errors: list[str], **context: Any
    ) -> HttpResponse:
        standings = standings_of(items, by=request.user.get_username())
        context |= {
            "standings": standings,
            "may_publish": not any(standing.reasons for standing in standings)
            and any(standing.says_something_new for standing in standings),
            "seen": fingerprint(standing.document for standing in standings),
        }
        return self._page(request, "records/desk/publish.html", "Publish", errors, context)

    def _page(
        self, request: HttpRequest, template: str, title: str, errors: list[str], context: dict[str, Any]
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        ours = {"opts": self.opts, "media": self.media, "title": title, "errors": errors}
        status = CONFLICT if errors else None
        return TemplateResponse(request, template, shared | ours | context, status=status)

    def _permitted_entry(self, request: HttpRequest, object_id: str) -> Publishable:
        if request.method not in ("GET", "HEAD", "POST"):
            raise PermissionDenied
        item = self.model._default_manager.filter(pk=unquote(object_id)).first()
        if not self.has_publish_permission(request, item):
            raise PermissionDenied
        if item is None:
            raise Http404
        return item

    def _change_page(self, item: Publishable) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[item.pk])


def _sentences(error: Refused, *, named: bool) -> list[str]:
    """A refusal's reasons; the entry's name only where there are several."""
    return [
        f"{entry}: {says}" if named and entry else says
        for entry, reasons in error.reasons.items()
        for says in reasons
    ]


def _count(written: list[Published]) -> str:
    if len(written) == 1:
        return f"Published as version {written[0].version}."
    return f"Published {len(written)} entries."
