"""The list of every record, whatever its kind: what relations search, and the desk's overview. Editing is each kind's own."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import capfirst

from records import dates
from records.editorial import layout
from records.editorial.addresses import page_of
from records.editorial.cited_names import FoundByCitedNames
from records.editorial.kind_admin import live_column
from records.editorial.list_filters import YearsFilter, filters_for
from records.editorial.lookups import DeclaredLookups
from records.editorial.standing import with_live_version
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Record


class AllRecordsAdmin(FoundByCitedNames, DeclaredLookups):
    """Whoever may see some kind of record sees this list; each line leads to the kind's own page."""

    list_display = ("titled", "kind_in_words", "when", "status", "live")
    list_display_links = None
    list_filter = ("kind", "state", "status", *filters_for(Record), YearsFilter)
    list_per_page = 50
    ordering = layout.NEWEST_FIRST
    search_fields = ("id", "title", "summary", "outcomes__text")
    name_columns = ("title",)
    actions = None

    class Media:
        css = {"all": ["records/desk.css"]}

    def get_urls(self) -> list[URLPattern]:
        """The list, and addresses that lead on to the kind's own pages; nothing is edited here."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own_page = self.admin_site.admin_view(self.own_page)
        return [
            path("", self.admin_site.admin_view(self.changelist_view), name=f"{name}_changelist"),
            path("<path:object_id>/change/", own_page, name=f"{name}_change"),
            path("<path:object_id>/delete/", own_page, name=f"{name}_delete"),
            path("<path:object_id>/history/", own_page, name=f"{name}_history"),
        ]

    def own_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """To the record's page among its kind."""
        record = Record.objects.filter(pk=unquote(object_id)).first()
        if record is None:
            raise Http404
        return HttpResponseRedirect(page_of(record))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        items = super().get_queryset(request).filter(kind__in=self.kinds_shown(request))
        return with_live_version(items, kind=models.OuterRef("kind"), slug=models.OuterRef("pk"))

    def kinds_shown(self, request: HttpRequest) -> list[str]:
        """The kinds of record that this account may see."""
        admins = {name: self.admin_site.get_model_admin(kind.model) for name, kind in RECORD_KINDS.items()}
        return [name for name, kind_admin in admins.items() if kind_admin.has_view_permission(request)]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        shown = self.kinds_shown(request)
        return obj.kind in shown if obj else bool(shown)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Asked of the shared half of a record when its kind's page deletes it."""
        if obj is None:
            return False
        return self.admin_site.get_model_admin(KINDS[obj.kind].model).has_delete_permission(request, obj)

    @admin.display(description="Title", ordering="title")
    def titled(self, item: Record) -> str:
        return format_html('<a href="{}">{}</a>', page_of(item), item.title)

    @admin.display(description="Kind", ordering="kind")
    def kind_in_words(self, item: Record) -> str:
        return str(capfirst(KINDS[item.kind].model._meta.verbose_name))

    @admin.display(description="Date", ordering="earliest")
    def when(self, item: Record) -> str:
        return dates.describe(item.date) if item.date else "–"

    @admin.display(description="State")
    def live(self, item: Any) -> str:
        return live_column(item)
