"""The pages that take in a file: upload it, look at what it would change, and store just that as drafts.

Only a POST reads a file or stores anything; a GET shows the form, or hands out a template or an export.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from records.editorial.readable import NOTHING, Change, changes
from records.editorial.upload_form import UploadForm
from records.intake.export import CONTENT_TYPES, export
from records.intake.intake import Format, Outcome
from records.intake.read import as_trouble, format_of
from records.intake.steps import Step, fingerprint, try_out
from records.intake.tables.new_sheets import TooLong
from records.intake.take_in import Moved, keep, kept, take_in
from records.intake.template import template
from records.kinds import KINDS
from records.kinds.base import Kind
from records.loading.problems import LoadError, Problem
from records.publishing.errors import Refused

CONFLICT = 409
REFUSED = 422
PERMISSION = "records.import_entries"
COLLECTIONS = {kind.collection: kind for kind in KINDS.values()}
MOVED = "The desk changed after the file was looked through. This is what storing it would change now."


@dataclass(frozen=True)
class Shown:
    """A step as the page shows it."""

    step: Step
    changes: list[Change]


class UploadViews(admin.ModelAdmin):
    """Adds the pages to the admin of imports."""

    @abstractmethod
    def page(self, request: HttpRequest, template_name: str, title: str, **context: Any) -> TemplateResponse:
        """A page of the desk."""

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """The form; and, once a file is sent, what it would change."""
        require_permission(request)
        if request.method != "POST":
            return self._form_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form_page(request, form)
        file = form.cleaned_data["file"]
        by = request.user.get_username()
        raw = file.read()
        try:
            steps = try_out(name=file.name, raw=raw, by=by)
        except LoadError as error:
            return self._troubles_page(request, file.name, error.problems)
        upload = keep(name=file.name, raw=raw, by=by)
        return self._steps_page(request, file.name, upload.pk, steps)

    def store_view(self, request: HttpRequest) -> HttpResponse:
        """Store what the page before showed."""
        require_permission(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        by, upload_id = request.user.get_username(), request.POST.get("upload", "")
        try:
            name = kept(upload_id=upload_id, by=by).file_name
            return self._store(request, name, upload_id, by)
        except Refused as error:
            says = [sentence for said in error.reasons.values() for sentence in said]
            return self._form_page(request, UploadForm(), errors=says)

    def _store(self, request: HttpRequest, name: str, upload_id: str, by: str) -> HttpResponse:
        seen, permitted = request.POST.get("seen", ""), self.refusals_for(request)
        try:
            intake = take_in(upload_id=upload_id, by=by, seen=seen, permitted=permitted)
        except Moved as moved:
            return self._steps_page(request, name, int(upload_id), moved.steps, errors=[MOVED])
        except LoadError as error:
            return self._troubles_page(request, name, error.problems)
        self.message_user(request, f"Imported {intake.file_name}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:records_intake_change", args=[intake.pk]))

    def template_view(self, request: HttpRequest, collection: str, table_format: str) -> HttpResponse:
        """An empty table of a kind, to be filled in."""
        require_permission(request)
        kind = _kind_or_404(collection, table_format)
        return _file(f"{collection}-template", table_format, template(kind=kind, table_format=table_format))

    def export_view(self, request: HttpRequest, collection: str, table_format: str) -> HttpResponse:
        """All entries of a kind, as a table."""
        kind = _kind_or_404(collection, table_format)
        if not self.admin_site.get_model_admin(kind.model).has_view_permission(request):
            raise PermissionDenied
        return exported(kind, None, table_format)

    def refusals_for(self, request: HttpRequest) -> Callable[[Sequence[Step]], list[str]]:
        """What this account may not do of the steps, as sentences."""

        def refusals(steps: Sequence[Step]) -> list[str]:
            touched = {(step.kind.name, step.outcome) for step in steps}
            said = [self._refusal(request, KINDS[name], outcome) for name, outcome in sorted(touched)]
            return [sentence for sentence in said if sentence]

        return refusals

    def _refusal(self, request: HttpRequest, kind: Kind, outcome: Outcome) -> str:
        own = self.admin_site.get_model_admin(kind.model)
        what = str(kind.model._meta.verbose_name_plural)
        if outcome == Outcome.CREATED and not own.has_add_permission(request):
            return f"You may not add {what}: ask an administrator, or take them out of the file."
        if outcome == Outcome.CHANGED and not own.has_change_permission(request):
            return f"You may not change {what}: ask an administrator, or take them out of the file."
        return ""

    def _form_page(
        self, request: HttpRequest, form: UploadForm, *, errors: Sequence[str] = ()
    ) -> HttpResponse:
        kinds = [
            {"collection": kind.collection, "plural": str(kind.model._meta.verbose_name_plural)}
            for kind in KINDS.values()
        ]
        context = {"form": form, "kinds": kinds, "formats": list(CONTENT_TYPES)}
        response = self.page(request, "upload", "Import a file", errors=list(errors), **context)
        response.status_code = CONFLICT if errors else 200
        return response

    def _troubles_page(self, request: HttpRequest, name: str, problems: list[Problem]) -> HttpResponse:
        troubles = [as_trouble(name, found) for found in problems]
        response = self.page(request, "troubles", "Import a file", file_name=name, troubles=troubles)
        response.status_code = REFUSED
        return response

    def _steps_page(
        self,
        request: HttpRequest,
        name: str,
        upload_id: int,
        steps: list[Step],
        *,
        errors: Sequence[str] = (),
    ) -> HttpResponse:
        counts = Counter(step.outcome for step in steps)
        context = {
            "file_name": name,
            "upload_id": upload_id,
            "seen": fingerprint(steps),
            "shown": [_shown(step) for step in steps if step.outcome != Outcome.UNCHANGED],
            "unit": "line" if format_of(name) == Format.YAML else "row",
            "counts": [(outcome.label, counts[outcome]) for outcome in Outcome],
            "published": sum(step.is_published for step in steps if step.outcome == Outcome.CHANGED),
            "refusals": self.refusals_for(request)(steps),
        }
        response = self.page(request, "steps", "What the import would change", moved=list(errors), **context)
        response.status_code = CONFLICT if errors else 200
        return response


def require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def exported(kind: Kind, ids: Sequence[str] | None, table_format: str) -> HttpResponse:
    """Entries as a file to save; or, where a cell cannot hold a text, what to do instead."""
    try:
        raw = export(kind=kind, ids=ids, table_format=table_format)
    except TooLong as error:
        return HttpResponse(f"{error}\n", status=CONFLICT, content_type="text/plain; charset=utf-8")
    return _file(kind.collection, table_format, raw)


def _kind_or_404(collection: str, table_format: str) -> Kind:
    if collection not in COLLECTIONS or table_format not in CONTENT_TYPES:
        raise Http404
    return COLLECTIONS[collection]


def _file(name: str, table_format: str, raw: bytes) -> HttpResponse:
    saved_as = {"Content-Disposition": f'attachment; filename="{name}.{table_format}"'}
    private = {"Cache-Control": "private, no-store"}
    return HttpResponse(raw, content_type=CONTENT_TYPES[table_format], headers=saved_as | private)


def _shown(step: Step) -> Shown:
    """A changed entry shows what is different; a new one, what it says besides its id."""
    if step.before:
        return Shown(step, changes(step.before.document, step.after.document))
    found = changes(None, step.after.document)
    says = [each for each in found if each.field != "id" and [line.text for line in each.desk] != [NOTHING]]
    return Shown(step, says)
