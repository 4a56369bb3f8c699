"""Saving an entry with its rows from a form: whole or not at all, one after another, and never over what nobody saw.

Whoever changes anything, a row included, becomes the last author, so that the four-eyes rule sees them. What is saved
here changes the desk alone; the steps to the register have views of their own.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse

from records.editorial.meanwhile import Meanwhile, Overtaken, look_meanwhile, with_lost_rows_anew
from records.editorial.rows import RowInline
from records.editorial.whole import NotWhole, Problems, check_whole, problems_of_columns
from records.editorial.whys import ENTERED, SAVED
from records.history.changing import because
from records.kinds.base import Kind
from records.publishing.desk import reread


class SavesWholeEntries(admin.ModelAdmin):
    """The part of a kind's admin that saves."""

    kind: Kind

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """What is refused once all of it was tried is rolled back, and said in the form with all that was typed."""
        try:
            return self._show_or_save(request, *args, **options)
        except NotWhole as error:
            _remember(request, problems=error.problems)
        except Overtaken:
            pass  # what it found stands in the request
        except IntegrityError as error:
            rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a constraint"
            says = f"The database refuses this entry: {rule.replace('_', ' ')}."
            _remember(request, problems=[((), says)])
        return super().changeform_view(request, *args, **options)

    @transaction.atomic
    def _show_or_save(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any
    ) -> HttpResponse:
        """Nobody else saves the entry while this does."""
        if request.method == "POST" and object_id:
            held = self.model._default_manager.select_for_update().filter(pk=unquote(object_id)).first()
            _remember(request, meanwhile=held and look_meanwhile(held, request.POST))
        return super().changeform_view(request, object_id, *args, **options)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        context["meanwhile"] = _meanwhile(request)
        return super().render_change_form(request, context, *args, **options)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        found = {
            "problems": problems_of_columns(self.kind, _problems(request)),
            "meanwhile": _meanwhile(request),
        }
        return type(form.__name__, (form,), found) if any(found.values()) else form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, RowInline):
            options["problems"] = inline.problems_in(_problems(request))
            if _meanwhile(request):
                standing = {str(pk) for pk in inline.rows_of(obj).values_list("pk", flat=True)}
                options["data"] = with_lost_rows_anew(options["data"], prefix, standing=standing)
        return options

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        because(form.cleaned_data.get("why") or (SAVED if change else ENTERED))
        if change and not form.has_changed():
            return
        obj.edited_by = request.user.get_username()
        if change:
            obj.save()
        else:
            obj.created_by = obj.edited_by
            obj.save(force_insert=(models.Model,))  # never over an entry that someone else made meanwhile

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        because("delete from the desk")
        super().delete_model(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows_changed = any(formset.has_changed() for formset in formsets)
        if change and rows_changed and not form.has_changed():
            form.instance.edited_by = request.user.get_username()
            form.instance.save()
        (stored,) = reread([form.instance])
        check_whole(self.kind, stored)
        if meanwhile := _meanwhile(request):
            meanwhile.compare(stored)


def _remember(request: HttpRequest, **found: Any) -> None:
    """What saving found out, for the form that is shown in its stead."""
    vars(request).update(found)


def _problems(request: HttpRequest) -> Problems:
    return getattr(request, "problems", [])


def _meanwhile(request: HttpRequest) -> Meanwhile | None:
    return getattr(request, "meanwhile", None)
