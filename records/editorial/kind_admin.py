"""The admin of every kind: lists and forms, all from the kind's declaration. Saving, and the steps to the register, have
files of their own.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import F, QuerySet
from django.http import HttpRequest

from records import dates, quantity_words
from records.editorial import layout
from records.editorial.after_saving import AfterSaving
from records.editorial.cited_names import FoundByCitedNames
from records.editorial.export_actions import ExportActions
from records.editorial.forms import CommentForm, EntryForm
from records.editorial.history.deleted_views import DeletedViews
from records.editorial.list_filters import filters_for
from records.editorial.lookups import DeclaredLookups
from records.editorial.merge_views import MergeViews
from records.editorial.own_fields import OwnFields
from records.editorial.publishing_views import PublishingViews
from records.editorial.removal_views import RemovalViews
from records.editorial.review_views import ReviewViews
from records.editorial.rows import Bases, inlines_for
from records.editorial.saving import SavesWholeEntries
from records.editorial.standing import standing_of, with_live_version
from records.kinds.base import Kind
from records.kinds.base.vocabulary import State
from records.publishing.live import was_ever_published
from records.reviewing.permissions import REVIEW
from records.reviewing.remarks import remarks_on, returned


def admin_for(kind: Kind, base: type["KindAdmin"]) -> type["KindAdmin"]:
    """The admin class of a kind."""
    declared = {
        "kind": kind,
        "inlines": inlines_for(kind, base.row_bases),
        "list_display": layout.list_columns(kind),
        "list_filter": (*layout.list_filters(kind), *filters_for(kind.model)),
        "search_fields": layout.search_columns(kind),
        "name_columns": layout.name_columns(kind),
        "ordering": layout.ordering(kind),
        "autocomplete_fields": tuple(layout.references(kind.model, kind.editor.fields)),
    }
    return type(f"{kind.model.__name__}Admin", (base,), declared)


def live_column(item: Any) -> str:
    """The state, the version in the register, and whether the desk was edited since that was published."""
    if item.live_version is None:
        return str(item.get_state_display())
    edited = ", edited since" if item.edited_at > item.live_since else ""
    return f"{item.get_state_display()}, version {item.live_version}{edited}"


class KindAdmin(
    DeclaredLookups,
    ReviewViews,
    PublishingViews,
    RemovalViews,
    MergeViews,
    DeletedViews,
    AfterSaving,
    FoundByCitedNames,
    ExportActions,
    SavesWholeEntries,
    OwnFields,
    admin.ModelAdmin,
):
    """One kind on the desk."""

    kind: Kind
    row_bases: ClassVar[Bases] = {}  # what some of its lists do beyond what all do
    form = EntryForm
    change_form_template = "records/desk/change_form.html"
    list_per_page = 50
    actions = ["submit_selected", "publish_selected", "export_xlsx", "export_csv"]

    class Media:
        css = {"all": ["records/desk.css", "records/reviewing.css"]}

    # What pages show

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_live_version(
            super().get_queryset(request), kind=self.kind.name, slug=models.OuterRef("pk")
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return layout.sections(self.kind, adding=obj is None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("id", "date_in_words", *layout.EDITORIAL) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"id": (layout.label_column(self.kind),)}

    @admin.display(description="State", ordering=F("live_version").asc(nulls_last=True))
    def live(self, item: Any) -> str:
        return live_column(item)

    @admin.display(description="Number")
    def quantity_in_words(self, item: Any) -> str:
        return quantity_words.say(getattr(item, str(self.kind.quantity)))

    @admin.display(description="Date", ordering="earliest")
    def when(self, item: Any) -> str:
        return dates.describe(item.date) if item.date else "–"

    @admin.display(description="Date in words")
    def date_in_words(self, item: Any) -> str:
        return dates.describe(item.date) if item.date else "–"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        item = context.get("original")
        if item is not None:
            context["standing"] = standing_of(item, by=request.user.get_username())
            context["steps"] = self.steps_for(request, context["standing"])
            context["remarks"] = remarks_on(item)
            context["returned"] = returned(item)
            context["comment_form"] = CommentForm(auto_id="comment_%s")
        return super().render_change_form(request, context, *args, **options)

    # Who may do what

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts that the register never knew, by whoever made them or may review them. Nothing else is deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (_is_own_draft(request, obj) and not was_ever_published(obj))


def _is_own_draft(request: HttpRequest, item: Any) -> bool:
    is_theirs = item.created_by == request.user.get_username() or request.user.has_perm(REVIEW)
    return is_theirs and item.state == State.DRAFT
