"""Rows of an entry as inline forms: one list of the document, one inline, found through the kind's document.

A row's place in its list is the order of the forms; nobody types a position.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from records.editorial.own_fields import OwnFields
from records.editorial.whole import Misplaced, Problems, problems_of_rows
from records.kinds.base import Kind, QuantityField, row_lists
from records.loading.shape import parent_column

WIDE = (QuantityField, models.JSONField)  # columns that need a form of their own rather than a cell


class RowFormSet(BaseInlineFormSet):
    """The rows of one list, numbered in the order in which they stand."""

    problems: list[tuple[int, Misplaced]]

    def __init__(
        self, *args: Any, problems: list[tuple[int, Misplaced]] | None = None, **options: Any
    ) -> None:
        self.problems = problems or []
        super().__init__(*args, **options)

    def total_form_count(self) -> int:
        """No more rows than fields were sent: a forged number would be a page of thousands, and seconds of work."""
        total = super().total_form_count()
        return min(total, len(self.data)) if self.is_bound else total

    def kept_forms(self) -> list[Any]:
        """The forms that are rows once saved: neither left empty nor marked for deletion."""
        filled = [form for form in self.forms if form in self.initial_forms or form.has_changed()]
        return [form for form in filled if form not in self.deleted_forms]

    def clean(self) -> None:
        super().clean()
        kept = self.kept_forms() if self.problems else []
        for position, problem in self.problems:
            if position >= len(kept):
                raise ValidationError(problem.says)
            form = kept[position]
            form.add_error(problem.column if problem.column in form.fields else None, problem.says)

    def save(self, commit: bool = True) -> list[Any]:
        saved = super().save(commit)
        rows = [form.instance for form in self.kept_forms()]
        for position, row in enumerate([*rows, *self.unlisted_rows()]):
            if row.position != position:
                row.position = position
                row.save(update_fields=["position"])
        return saved

    def unlisted_rows(self) -> list[Any]:
        """Rows that someone else added since the form was opened: they stay, behind the others."""
        listed = {form.instance.pk for form in self.forms}  # none, once removed
        return [row for row in self.get_queryset() if row.pk not in listed]


class RowInline(OwnFields, admin.options.InlineModelAdmin):
    """Who may change an entry may change its rows."""

    formset = RowFormSet
    extra = 0
    list_name: str

    def rows_of(self, entry: Any) -> QuerySet[Any]:
        """The rows of this list that an entry has."""
        return self.model._default_manager.filter(**{str(self.fk_name): entry})

    def problems_in(self, problems: Problems) -> list[tuple[int, Misplaced]]:
        """Of an entry's problems, those in this list."""
        return problems_of_rows(self.kind, problems, self.list_name)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._entry_admin().has_view_permission(request, obj) or self._may_write(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        entry_admin = self._entry_admin()
        return (
            entry_admin.has_change_permission(request, obj)
            if obj
            else entry_admin.has_add_permission(request)
        )

    def _entry_admin(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(self.parent_model)


Bases = Mapping[type[models.Model], type[RowInline]]


def inlines_for(kind: Kind, bases: Bases) -> list[type[RowInline]]:
    """One inline for each list of rows in the kind's document, in the document's order.

    `bases` names what the rows of a table do beyond those of every table.
    """
    return [_inline(kind, name, field.child, bases) for name, field in row_lists(kind.document()).items()]


def _inline(kind: Kind, name: str, row: Any, bases: Bases) -> type[RowInline]:
    model = row.Meta.model
    columns = [field.source for field in row.fields.values()]
    wide = any(isinstance(model._meta.get_field(column), WIDE) for column in columns)
    layout = admin.StackedInline if wide else admin.TabularInline
    declared = {
        "kind": kind,
        "list_name": name,
        "model": model,
        "fk_name": parent_column(model, kind.model),
        "fields": columns,
        "autocomplete_fields": [column for column in columns if model._meta.get_field(column).is_relation],
        "verbose_name_plural": name,
    }
    return type(
        f"{kind.model.__name__}{model.__name__}Inline", (bases.get(model, RowInline), layout), declared
    )
