"""The page that takes an entry back to an earlier state: a GET shows the difference against now, only a POST does it."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from records.editorial.entry_views import METHODS, attempt
from records.editorial.history.views import HistoryViews
from records.editorial.history.words import changes_in_words, names_of_cited
from records.editorial.readable import Change as Difference
from records.history.states import state_at
from records.history.timeline import Change, Touched, changes_of
from records.kinds.base import Kind
from records.loading.go_back import go_back

STAYS = {"state"}  # where an entry stands between draft and register is not taken back


class BackViews(HistoryViews):
    """Adds the page to the admin of a kind."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_back"
        view = self.admin_site.admin_view(self.back_view)
        return [path("<path:object_id>/history/<int:order>/back/", view, name=name), *super().get_urls()]

    def back_view(self, request: HttpRequest, object_id: str, order: int) -> HttpResponse:
        slug = unquote(object_id)
        item = self.model._default_manager.filter(pk=slug).first()
        if request.method not in METHODS or not self.may_go_back(request, item):
            raise PermissionDenied
        found = changes_of(self.model, slug)
        then = next((change for change in found if change.order == order), None)
        if then is None:
            raise Http404
        errors: list[str] = []
        if request.method == "POST":
            errors = self._go_back(request, slug, then)
            if not errors:
                return HttpResponseRedirect(self.history_address(slug))
        context = {
            "original": item,
            "slug": slug,
            "then": then,
            "seen": found[0].order,
            "history": self.history_address(slug),
            "differences": differences(self.kind, slug, now=found[0], then=then),
        }
        return self._page(
            request, "records/desk/history/back.html", "Back to an earlier state", errors, context
        )

    def _go_back(self, request: HttpRequest, slug: str, then: Change) -> list[str]:
        seen = request.POST.get("seen", "")
        _, errors = attempt(
            go_back,
            kind=self.kind,
            slug=slug,
            to=then.order,
            by=request.user.get_username(),
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 20 else 0,
        )
        if not errors:
            self.message_user(request, "It says again what it said then.")
        return errors


def differences(kind: Kind, slug: str, *, now: Change, then: Change) -> list[Difference]:
    """What going back would change, from what the entry says now to what it said after a change."""
    here, there = (state_at(kind.model, slug, order=change.order) for change in (now, then))
    rows = [Touched(row[0], here.get(row), there.get(row)) for row in {**here, **there}]
    names = names_of_cited(rows)
    return [each for each in changes_in_words(kind, rows, names) if each.field not in STAYS]
