"""The page that merges an entry into another that turned out to be the same: its id first, then both side by side."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from records.editorial.cited_by import entries_citing
from records.editorial.duplicates.likely import likely_duplicates
from records.editorial.entry_views import EntryViews, View, attempt
from records.editorial.forms import MergeForm
from records.editorial.readable import Change, changes
from records.kinds.base import Publishable, Record
from records.published import Published
from records.publishing.document import kind_of
from records.publishing.live import live_version
from records.publishing.merge import merge
from records.reviewing.take_out import take_out


class MergeViews(EntryViews):
    """Adds the page to the admin of a kind. A GET compares; only a POST merges."""

    def step_views(self) -> dict[str, View]:
        return super().step_views() | {"merge": self.merge_view}

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="merge")
        compared = request.GET if "into" in request.GET else None
        form, errors = MergeForm(request.POST if request.method == "POST" else compared, item=item), []
        if request.method == "POST" and form.is_valid():
            errors = self._merge(request, item, form.cleaned_data["into"])
            if not errors:
                says = f"Merged into {form.cleaned_data['into']}: {item.label}."
                return self.back_to_entry(request, item, says)
        return self._page(request, "records/desk/merge.html", "Merge", errors, _shown(item, form))

    def _merge(self, request: HttpRequest, item: Publishable, into: str) -> list[str]:
        """Merge; sentences when that was refused."""
        kind = kind_of(item)
        what: dict[str, Any] = {"entries": [(kind, str(item.pk))], "into": (kind, into)}
        _, errors = attempt(take_out, removal=merge, by=request.user.get_username(), **what)
        if not errors:
            self.log_change(request, item, f"Merged into {into}.")
        return errors


def _shown(item: Publishable, form: MergeForm) -> dict[str, Any]:
    live, stays = live_version(item), form.stays()
    return {
        "original": item,
        "live": live,
        "form": form,
        "stays": stays,
        "citing": entries_citing(item),
        "changes": _differences(live, stays),
        "likely": [] if stays or not live else _likely(item),
    }


def _differences(goes: Published | None, stays: Published | None) -> list[Change]:
    """Field by field, as readers have the two."""
    texts = [row.document for row in (goes, stays) if row and row.document]
    return changes(*map(orjson.loads, texts)) if len(texts) == 2 else []


def _likely(item: Publishable) -> list[Any]:
    """What may be the same event, and is in the register."""
    found = likely_duplicates(item) if isinstance(item, Record) else []
    kind, slugs = kind_of(item), [str(each.pk) for each in found]
    live = Published.objects.current().filter(kind=kind, slug__in=slugs).values_list("slug", flat=True)
    return [each for each in found if each.pk in set(live)]
