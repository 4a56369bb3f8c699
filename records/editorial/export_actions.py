"""Two actions on a kind's list: the selected entries as a table to edit in a spreadsheet and import again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from records.editorial.upload_views import exported
from records.kinds.base import Kind


class ExportActions(admin.ModelAdmin):
    """Whoever may see the list may take it along; nothing is changed."""

    kind: Kind

    @admin.action(description="Export selected entries as XLSX", permissions=["view"])
    def export_xlsx(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return exported(self.kind, _ids(queryset), "xlsx")

    @admin.action(description="Export selected entries as CSV", permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return exported(self.kind, _ids(queryset), "csv")


def _ids(queryset: QuerySet[Any]) -> list[str]:
    return list(queryset.values_list("pk", flat=True))
