"""The page of a kind's deletions: what is no longer on the desk, each with the way to its history."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from records.editorial import layout
from records.editorial.history.back_views import BackViews
from records.editorial.history.views import A_PAGE
from records.history.tables import tables_of


class DeletedViews(BackViews):
    """Adds the page to the admin of a kind."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [
            path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name),
            *super().get_urls(),
        ]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = Paginator(self._deletions(), A_PAGE).get_page(request.GET.get("page"))
        called = layout.label_column(self.kind)
        deleted = [
            {"line": line, "label": getattr(line, called), "history": self.history_address(line.id)}
            for line in page
        ]
        context = {"page": page, "deleted": deleted}
        return self._page(request, "records/desk/history/deleted.html", "Deleted", [], context)

    def _deletions(self) -> Any:
        """The last lines of entries that are gone, newest first."""
        model: type[models.Model] = self.model
        own = tables_of(model)[0]  # the table of what all entries have
        there = self.model._default_manager.filter(pk=OuterRef(own.key))
        gone = own.events.objects.filter(~Exists(there), pgh_label="delete")
        if "kind" in own.columns:
            gone = gone.filter(kind=self.kind.name)
        return gone.order_by("-pgh_id")
