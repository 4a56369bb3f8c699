"""The admin of every kind: lists, forms and saving, all from the kind's declaration.

Whoever changes anything, a row included, becomes the last author, so that the four-eyes rule sees them. What is saved
here changes the desk alone; the steps to the register have views of their own.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import IntegrityError, models
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse

from records import dates, quantity_words
from records.editorial import layout
from records.editorial.export_actions import ExportActions
from records.editorial.form_fields import form_field_for, form_options_for
from records.editorial.forms import CommentForm, EntryForm
from records.editorial.list_filters import filters_for
from records.editorial.lookups import DeclaredLookups
from records.editorial.publishing_views import PublishingViews
from records.editorial.removal_views import RemovalViews
from records.editorial.review_views import ReviewViews
from records.editorial.rows import Bases, RowInline, inlines_for, with_fewer_links
from records.editorial.standing import standing_of, with_live_version
from records.editorial.whole import NotWhole, Problems, check_whole, problems_of_columns
from records.kinds.base import Kind
from records.kinds.base.vocabulary import State
from records.publishing.desk import reread
from records.publishing.live import was_ever_published
from records.reviewing.permissions import REVIEW
from records.reviewing.remarks import remarks_on


def admin_for(kind: Kind, base: type["KindAdmin"]) -> type["KindAdmin"]:
    """The admin class of a kind."""
    declared = {
        "kind": kind,
        "inlines": inlines_for(kind, base.row_bases),
        "list_display": layout.list_columns(kind),
        "list_filter": (*layout.list_filters(kind), *filters_for(kind.model)),
        "search_fields": layout.search_columns(kind),
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


class KindAdmin(DeclaredLookups, ReviewViews, PublishingViews, RemovalViews, ExportActions, admin.ModelAdmin):
    """One kind on the desk."""

    kind: Kind
    row_bases: ClassVar[Bases] = {}  # what some of its lists do beyond what all do
    form = EntryForm
    change_form_template = "records/desk/change_form.html"
    list_per_page = 50
    actions = ["submit_selected", "publish_selected", "export_xlsx", "export_csv"]

    class Media:
        css = {"all": ["records/desk.css"]}

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

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        ours = form_field_for(db_field, self.kind)
        if ours:
            return ours
        field = super().formfield_for_dbfield(db_field, request, **form_options_for(db_field) | options)
        return with_fewer_links(field)

    @admin.display(description="State", ordering=F("live_version").asc(nulls_last=True))
    def live(self, item: Any) -> str:
        return live_column(item)

    @admin.display(description="Number")
    def quantity_in_words(self, item: Any) -> str:
        return quantity_words.say(getattr(item, str(self.kind.quantity)))

    @admin.display(description="Date", ordering="earliest")
    def when(self, item: Any) -> str:
        return dates.describe(item.date)

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
            context["comment_form"] = CommentForm(auto_id="comment_%s")
        return super().render_change_form(request, context, *args, **options)

    # Who may do what

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts that the register never knew, by whoever made them or may review them. Nothing else is deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (_is_own_draft(request, obj) and not was_ever_published(obj))

    # Saving

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Save whole entries only: what the check of the whole refuses is rolled back and shown in the form."""
        try:
            return super().changeform_view(request, *args, **options)
        except NotWhole as error:
            problems = error.problems
        except IntegrityError as error:
            rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a constraint"
            problems = [((), f"The database refuses this entry: {rule.replace('_', ' ')}.")]
        request.problems = problems  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **options)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        problems = problems_of_columns(self.kind, _problems(request))
        return type(form.__name__, (form,), {"problems": problems}) if problems else form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, RowInline):
            options["problems"] = inline.problems_in(_problems(request))
        return options

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not form.has_changed():
            return
        obj.edited_by = request.user.get_username()
        if change:
            obj.save()
        else:
            obj.created_by = obj.edited_by
            obj.save(force_insert=(models.Model,))  # never over an entry that someone else made meanwhile

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows_changed = any(formset.has_changed() for formset in formsets)
        if change and rows_changed and not form.has_changed():
            form.instance.edited_by = request.user.get_username()
            form.instance.save()
        (stored,) = reread([form.instance])
        check_whole(self.kind, stored)


def _is_own_draft(request: HttpRequest, item: Any) -> bool:
    is_theirs = item.created_by == request.user.get_username() or request.user.has_perm(REVIEW)
    return is_theirs and item.state == State.DRAFT


def _problems(request: HttpRequest) -> Problems:
    return getattr(request, "problems", [])
