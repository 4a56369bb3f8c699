"""Submitting and publishing all that one article says, on one page: its source, its records and what they cite that is new.

The pages are those of a single entry's steps, and so are the rules: each entry needs its own permission, and a step is taken
by all of them or by none.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from records.editorial.articles.panel import workspace_of
from records.editorial.kind_admin import KindAdmin
from records.kinds.base import Publishable
from records.kinds.source import Source
from records.reviewing.of_article import to_publish, to_submit


class TogetherViews(KindAdmin):
    """Adds the two pages to the admin of sources."""

    def get_urls(self) -> list[URLPattern]:
        views = {"submit-all": self.submit_all_view, "publish-all": self.publish_all_view}
        ours = [
            path(
                f"<path:object_id>/article/{step}/",
                self.admin_site.admin_view(view),
                name=f"records_source_{step.replace('-', '_')}",
            )
            for step, view in views.items()
        ]
        return [*ours, *super().get_urls()]

    def submit_all_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        source = self._source_for(request, object_id, step="submit")
        items = self._permitted(request, to_submit(source), step="submit")
        errors = self._submit(request, items) if request.method == "POST" and items else []
        if request.method == "POST" and not errors:
            return self._back(request, source, f"Submitted {len(items)} for review.")
        return self._submit_page(request, items, errors, original=source, article=source, nothing=not items)

    def publish_all_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        source = self._source_for(request, object_id, step="publish")
        items = self._permitted(request, to_publish(source), step="publish")
        if request.method != "POST" or not items:
            return self._publish_page(request, items, [], original=source, article=source, nothing=not items)
        written, errors = self._publish(request, items)
        if errors:
            return self._publish_page(request, items, errors, original=source, article=source)
        return self._back(request, source, f"Published {len(written)} entries.")

    def steps_for_all(self, request: HttpRequest, source: Source) -> list[tuple[str, str]]:
        """Names of pages and what to call them, for an article that has something to submit or to publish."""
        offered = []
        if self.may(request, "submit", source) and to_submit(source):
            offered.append(("admin:records_source_submit_all", "Submit all of this article…"))
        if self.may(request, "publish", source) and to_publish(source):
            offered.append(("admin:records_source_publish_all", "Publish all of this article…"))
        return offered

    def _source_for(self, request: HttpRequest, object_id: str, *, step: str) -> Source:
        item = self.entry_for(request, object_id, step=step)
        if not isinstance(item, Source):
            raise PermissionDenied
        return item

    def _permitted(
        self, request: HttpRequest, items: Iterable[Publishable], *, step: str
    ) -> list[Publishable]:
        admins: Any = self.admin_site
        return [item for item in items if admins.get_model_admin(type(item)).may(request, step, item)]

    def _back(self, request: HttpRequest, source: Source, says: str) -> HttpResponse:
        self.message_user(request, says, messages.SUCCESS)
        return HttpResponseRedirect(workspace_of(source.pk))
