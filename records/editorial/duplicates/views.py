"""Adding a record stops once when it may be of an event that is here already; nothing typed is lost, and nothing is saved.

The page that is shown then offers to add the evidence to an existing record instead, and takes the word of whoever says
that this is another event.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from records import dates
from records.editorial.duplicates.add_evidence import add_evidence
from records.editorial.duplicates.likely import likely_duplicates
from records.editorial.kind_admin import KindAdmin
from records.editorial.whole import NotWhole
from records.kinds.base import Record
from records.kinds.base.record import Evidence

ANOTHER, INSTEAD = "another_event", "add_evidence_to"
SAYS = "Not saved yet: this may be an event that is here already. Look at the list above."


class LooksFamiliar(Exception):
    """A new record that may be of the event of others."""

    def __init__(self, others: list[Any]) -> None:
        super().__init__(others)
        self.others = others


class DuplicateViews(KindAdmin):
    """The admin of records."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any
    ) -> HttpResponse:
        if object_id is None and request.method == "POST" and INSTEAD in request.POST:
            added = self._add_instead(request, request.POST[INSTEAD])
            if added:
                return added
        try:
            return super().changeform_view(request, object_id, *args, **options)
        except LooksFamiliar as error:
            request.duplicates = error.others  # type: ignore[attr-defined]
        request.problems = [((), SAYS)]  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, *args, **options)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change and ANOTHER not in request.POST and (others := likely_duplicates(form.instance)):
            raise LooksFamiliar(others)  # which takes the saving back

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        others = getattr(request, "duplicates", [])
        context["duplicates"] = [(each, dates.describe(each.date), _page_of(each)) for each in others]
        context["is_another"] = ANOTHER in request.POST
        return super().render_change_form(request, context, *args, **options)

    def _add_instead(self, request: HttpRequest, slug: str) -> HttpResponse | None:
        """To the record that got the evidence; None where the form has to be shown again."""
        record = self.model._default_manager.filter(pk=slug).first()
        if not self.has_add_permission(request) or not self.has_change_permission(request, record):
            raise PermissionDenied
        if record is None:
            return self._refused(
                request, "The record that the evidence was to be added to is not here any more."
            )
        rows = self._typed_evidence(request)
        if rows is None:
            return None  # the form shows what is wrong with its rows
        if not rows:
            return self._refused(
                request, "There is no evidence to add: choose a source, a paragraph and a phrase."
            )
        try:
            added = add_evidence(record=record, rows=rows, by=request.user.get_username())
        except NotWhole as error:
            return self._refused(
                request, f"The evidence does not fit “{record.label}”: {error.problems[0][1]}"
            )
        self._tell(request, record, added=len(added), known=len(rows) - len(added))
        return HttpResponseRedirect(_page_of(record))

    def _typed_evidence(self, request: HttpRequest) -> list[Evidence] | None:
        formsets, _ = self._create_formsets(request, self.model(), change=False)  # type: ignore[attr-defined]
        (formset,) = (each for each in formsets if each.model is Evidence)
        return [form.instance for form in formset.kept_forms()] if formset.is_valid() else None

    def _refused(self, request: HttpRequest, says: str) -> HttpResponse | None:
        """Nothing to lead to: the form is shown again and says why."""
        request.problems = [((), says)]  # type: ignore[attr-defined]
        return None

    def _tell(self, request: HttpRequest, record: Record, *, added: int, known: int) -> None:
        if added:
            self.log_change(request, record, "Added evidence that was typed for a second record.")
        said = f"Evidence added here: {added}." + (f" There already: {known}." if known else "")
        self.message_user(request, said, messages.SUCCESS if added else messages.INFO)


def _page_of(record: Any) -> str:
    return reverse(f"admin:records_{record._meta.model_name}_change", args=[quote(record.pk)])
