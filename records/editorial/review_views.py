"""The pages of the way to the register: submit an entry for review, send it back with a reason, say something about it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from records.editorial.entry_views import EntryViews, View, attempt
from records.editorial.forms import CommentForm, ReasonForm
from records.editorial.standing import standings_of
from records.kinds.base import Publishable
from records.reviewing.remark import remark
from records.reviewing.remarks import remarks_on
from records.reviewing.send_back import send_back
from records.reviewing.states import reasons_not_in_review, reasons_not_to_submit
from records.reviewing.submit_together import submit_together

NOBODY = ""  # what stands in the way whoever publishes it


class ReviewViews(EntryViews):
    """Adds the pages to the admin of a kind."""

    def step_views(self) -> dict[str, View]:
        ours = {"submit": self.submit_view, "send_back": self.send_back_view, "comment": self.comment_view}
        return super().step_views() | ours

    def has_submit_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "submit", obj)

    # Submit

    def submit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="submit")
        errors = self._submit(request, [item]) if request.method == "POST" else []
        if request.method == "POST" and not errors:
            return self.back_to_entry(request, item, f"Submitted for review: {item.label}.")
        return self._submit_page(request, [item], errors, original=item)

    @admin.action(description="Submit selected entries for review", permissions=["submit"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks first; all of them are submitted, or none."""
        items = list(queryset)
        confirmed = "confirmed" in request.POST
        errors = self._submit(request, items) if confirmed else []
        if confirmed and not errors:
            self.message_user(request, f"Submitted {len(items)} for review.", messages.SUCCESS)
            return None  # back to the list
        return self._submit_page(request, items, errors, selected=items)

    def _submit(self, request: HttpRequest, items: Sequence[Publishable]) -> list[str]:
        by = request.user.get_username()
        _, errors = attempt(submit_together, named=len(items) > 1, items=items, by=by)
        for item in [] if errors else items:
            self.log_change(request, item, "Submitted for review.")
        return errors

    def _submit_page(
        self, request: HttpRequest, items: Sequence[Publishable], errors: list[str], **context: Any
    ) -> HttpResponse:
        standings = standings_of(items, by=NOBODY)
        refused = [reasons_not_to_submit(standing.item) for standing in standings]
        context |= {
            "standings": list(zip(standings, refused, strict=True)),
            "may_submit": bool(standings) and not any(refused),
        }
        return self._page(request, "records/desk/submit.html", "Submit for review", errors, context)

    # Send back

    def send_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="send_back")
        form = ReasonForm(request.POST if request.method == "POST" else None)
        errors = self._send_back(request, item, form.cleaned_data["reason"]) if form.is_valid() else []
        if form.is_valid() and not errors:
            return self.back_to_entry(request, item, f"Sent back: {item.label}.")
        (standing,) = standings_of([item], by=NOBODY)
        context = {
            "form": form,
            "standing": standing,
            "refused": reasons_not_in_review(item),
            "remarks": remarks_on(item),
            "original": item,
        }
        return self._page(request, "records/desk/send_back.html", "Send back", errors, context)

    def _send_back(self, request: HttpRequest, item: Publishable, reason: str) -> list[str]:
        _, errors = attempt(send_back, item=item, by=request.user.get_username(), reason=reason)
        if not errors:
            self.log_change(request, item, "Sent back.")
        return errors

    # Comment

    def comment_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Whoever may see an entry may say something about it; the form stands on the entry's page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        item = self.entry_for(request, object_id, step="comment")
        form = CommentForm(request.POST)
        errors: list[str] = []
        if form.is_valid():
            by = request.user.get_username()
            _, errors = attempt(remark, item=item, by=by, text=form.cleaned_data["text"])
            if not errors:
                return self.back_to_entry(request, item, "Your comment was added.")
        return self._page(
            request, "records/desk/comment.html", "Comment", errors, {"form": form, "original": item}
        )
