"""The pages that publish: what the public will see change, and why it may not be published yet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from records.editorial.entry_views import EntryViews, View, attempt
from records.editorial.publish_as_seen import publish_as_seen
from records.editorial.standing import Standing, fingerprint, standings_of
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.document import kind_of
from records.reviewing.states import reasons_not_in_review


class PublishingViews(EntryViews):
    """Adds the pages to the admin of a kind."""

    def step_views(self) -> dict[str, View]:
        return super().step_views() | {"publish": self.publish_view}

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "publish", obj)

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="publish")
        errors: list[str] = []
        if request.method == "POST":
            written, errors = self._publish(request, [item])
            if not errors:
                return self.back_to_entry(request, item, _said(written))
        context = {
            "original": item,
            "may_send_back": not reasons_not_in_review(item) and self.may(request, "send_back", item),
        }
        return self._publish_page(request, [item], errors, **context)

    @admin.action(description="Publish selected entries", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks first; entries that cite each other are published together."""
        items = list(queryset)
        if "seen" not in request.POST:
            return self._publish_page(request, items, [], selected=items)
        written, errors = self._publish(request, items)
        if errors:
            return self._publish_page(request, items, errors, selected=items)
        self.message_user(request, _said(written), messages.SUCCESS)
        return None  # back to the list

    def _publish(
        self, request: HttpRequest, items: Sequence[Publishable]
    ) -> tuple[list[Published], list[str]]:
        """Publish; the rows written, or sentences when that was refused."""
        by, seen = request.user.get_username(), request.POST.get("seen", "")
        written, errors = attempt(publish_as_seen, named=len(items) > 1, items=items, by=by, seen=seen)
        written = written or []
        versions = {(row.kind, row.slug): row.version for row in written}
        for item in items:
            if version := versions.get((kind_of(item), str(item.pk))):
                self.log_change(request, item, f"Published version {version}.")
        return written, errors

    def _publish_page(
        self, request: HttpRequest, items: Sequence[Publishable], errors: list[str], **context: Any
    ) -> HttpResponse:
        standings = list(map(_in_review, standings_of(items, by=request.user.get_username())))
        context |= {
            "standings": standings,
            "may_publish": not any(standing.reasons for standing in standings)
            and any(standing.says_something_new for standing in standings),
            "seen": fingerprint(standing.document for standing in standings),
        }
        return self._page(request, "records/desk/publish.html", "Publish", errors, context)


def _in_review(standing: Standing) -> Standing:
    """From the desk only what was submitted is published."""
    return replace(standing, reasons=[*reasons_not_in_review(standing.item), *standing.reasons])


def _said(written: list[Published]) -> str:
    if not written:
        return "Nothing had changed, so there is no new version."
    if len(written) == 1:
        return f"Published as version {written[0].version}."
    return f"Published {len(written)} entries."
