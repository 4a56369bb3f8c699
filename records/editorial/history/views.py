"""The history page of an entry: who changed what, when and why, over all of its tables, as the database kept it.

It takes the place of the page that Django's log of its own forms fills. Deleted entries keep theirs.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from records.editorial.entry_views import EntryViews
from records.editorial.history.words import changes_in_words, names_of_cited
from records.editorial.readable import Change as Difference
from records.history.erasure import Erasure
from records.history.timeline import Change, changes_of, rows_touched
from records.kinds.base import Kind

A_PAGE = 25  # changes


@dataclass(frozen=True)
class Told:
    """A change with its differences, and whether the entry came, went or stayed."""

    change: Change
    did: str
    differences: list[Difference]
    is_newest: bool


class HistoryViews(EntryViews):
    """Adds the page to the admin of a kind."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        slug = unquote(object_id)
        item = self.model._default_manager.filter(pk=slug).first()
        if not self.has_view_or_change_permission(request, item):
            raise PermissionDenied
        found = changes_of(self.model, slug)
        erasures = Erasure.objects.filter(kind=self.kind.name, slug=slug).order_by("-pk")
        if item is None and not found and not erasures:
            raise Http404
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        context = {
            "original": item,
            "slug": slug,
            "page": page,
            "told": tell(self.kind, slug, page),
            "erasures": erasures,
            "may_go_back": self.may_go_back(request, item),
        }
        return self._page(request, "records/desk/history/page.html", "History", [], context)

    def may_go_back(self, request: HttpRequest, item: Any) -> bool:
        """Whoever may change an entry may take it back; one that was deleted is made anew by whoever may add one."""
        if item is None:
            return self.has_add_permission(request) and self.has_change_permission(request)
        return self.has_change_permission(request, item)

    def history_address(self, slug: str) -> str:
        """Where an entry's history is, whether the entry is or not."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[quote(slug)])


def tell(kind: Kind, slug: str, page: Page) -> list[Told]:
    """The changes of a page in words."""
    touched = rows_touched(kind.model, slug, page.object_list)
    names = names_of_cited(row for rows in touched.values() for row in rows.values())
    newest = page.start_index()
    return [
        Told(
            change,
            _did(touched[change.key].values()),
            changes_in_words(kind, touched[change.key].values(), names),
            is_newest=number == 1,
        )
        for number, change in enumerate(page.object_list, start=newest)
    ]


def _did(rows: Any) -> str:
    own = [row for row in rows if row.table.is_own]
    if any(row.after is None and row.before is not None for row in own):
        return "deleted"
    if any(row.before is None and row.after is not None for row in own):
        return "made"
    return "changed"
