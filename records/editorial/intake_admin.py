"""The list of imports, the page of each, and undoing one. The pages that take a file in are in `upload_views.py`."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from records.editorial.lookups import DeclaredLookups
from records.editorial.upload_views import CONFLICT, PERMISSION, UploadViews, require_permission
from records.intake.intake import Intake
from records.intake.undo import Reasons, reasons_not_to_undo, undo
from records.kinds import KINDS
from records.publishing.errors import Refused

REVIEW = "records.review_entry"
NOT_YOURS = "Only whoever imported it, or a reviewer, can undo it."


class IntakeAdmin(DeclaredLookups, UploadViews, admin.ModelAdmin):
    """Imports are made and undone, never edited or deleted."""

    list_display = ("file_name", "by", "at", "created", "changed", "unchanged", "state")
    list_filter = ("state", "format")
    search_fields = ("file_name", "by", "sha256", "touched__slug")
    list_per_page = 50
    ordering = ("-pk",)
    actions = None

    class Media:
        css = {"all": ["records/desk.css", "records/intake.css"]}

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Any]] = {
            "": ("changelist", self.changelist_view),
            "add/": ("add", self.upload_view),
            "store/": ("store", self.store_view),
            "template/<slug:collection>.<str:table_format>": ("template", self.template_view),
            "export/<slug:collection>.<str:table_format>": ("export", self.export_view),
            "<int:intake_id>/change/": ("change", self.import_view),
            "<int:intake_id>/undo/": ("undo", self.undo_view),
        }
        return [
            path(address, self.admin_site.admin_view(view), name=f"records_intake_{name}")
            for address, (name, view) in views.items()
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(PERMISSION)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def import_view(self, request: HttpRequest, intake_id: int) -> HttpResponse:
        """What came from which file, and what it did."""
        intake = _permitted_import(request, intake_id)
        return self.page(
            request,
            "import",
            intake.file_name,
            intake=intake,
            touched=[(each, _page_of(each.kind, each.slug)) for each in intake.touched.all()],
            may_undo=_may_undo(request, intake),
        )

    def undo_view(self, request: HttpRequest, intake_id: int) -> HttpResponse:
        """A GET shows what would be taken back, and what stands in the way; only a POST does it."""
        intake = _permitted_import(request, intake_id)
        if not _may_undo(request, intake):
            raise PermissionDenied(NOT_YOURS)
        if request.method != "POST":
            touched = list(intake.touched.all())
            return self._undo_page(request, intake, reasons_not_to_undo(intake, touched), refused=False)
        try:
            undo(intake_id=intake.pk, by=request.user.get_username())
        except Refused as error:
            return self._undo_page(request, intake, error.reasons, refused=True)
        self.message_user(request, f"Undone: {intake.file_name}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:records_intake_change", args=[intake.pk]))

    def _undo_page(
        self, request: HttpRequest, intake: Intake, reasons: Reasons, *, refused: bool
    ) -> HttpResponse:
        says = [f"{name}: {said}" if name else said for name, each in reasons.items() for said in each]
        response = self.page(
            request,
            "undo",
            "Undo",
            original=intake,
            touched=list(intake.touched.all()),
            reasons=[] if refused else says,
            errors=says if refused else [],
        )
        response.status_code = CONFLICT if refused else 200
        return response

    def page(self, request: HttpRequest, template_name: str, title: str, **context: Any) -> TemplateResponse:
        shared = self.admin_site.each_context(request)
        ours = {"opts": self.opts, "media": self.media, "title": title}
        return TemplateResponse(request, f"records/desk/intake/{template_name}.html", shared | ours | context)


def _permitted_import(request: HttpRequest, intake_id: int) -> Intake:
    require_permission(request)
    if request.method not in ("GET", "HEAD", "POST"):
        raise PermissionDenied
    intake = Intake.objects.filter(pk=intake_id).first() if intake_id < 2**63 else None
    if intake is None:
        raise Http404
    return intake


def _may_undo(request: HttpRequest, intake: Intake) -> bool:
    return intake.by == request.user.get_username() or request.user.has_perm(REVIEW)


def _page_of(kind: str, slug: str) -> str:
    options = KINDS[kind].model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[slug])
