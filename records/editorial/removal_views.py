"""The pages that take an entry out of the register: withdraw it from now on, or redact its text for ever."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from records.editorial.cited_by import entries_citing
from records.editorial.entry_views import EntryViews, View, attempt
from records.editorial.forms import RedactionForm, WithdrawalForm
from records.editorial.readable import Change, changes
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.citing import all_carrying
from records.publishing.document import kind_of
from records.publishing.live import live_version
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw
from records.reviewing.take_out import Removal, take_out

Entry = tuple[str, str]


class RemovalViews(EntryViews):
    """Adds the pages to the admin of a kind."""

    def step_views(self) -> dict[str, View]:
        return super().step_views() | {"withdraw": self.withdraw_view, "redact": self.redact_view}

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="withdraw")
        form, errors = WithdrawalForm(request.POST if request.method == "POST" else None), []
        if form.is_valid():
            errors = self._take_out(
                request, item, withdraw, [_entry(item)], form.cleaned_data["reason_class"]
            )
            if not errors:
                return self.back_to_entry(request, item, f"Withdrawn: {item.label}.")
        context = _what_readers_have(item) | {
            "form": form,
            "citing": entries_citing(item),
            "may_redact": self.may(request, "redact", item),
        }
        return self._page(request, "records/desk/withdraw.html", "Withdraw", errors, context)

    def redact_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.entry_for(request, object_id, step="redact")
        carrying = all_carrying(_entry(item))
        data = request.POST if request.method == "POST" else None
        form, errors = RedactionForm(data, slug=str(item.pk), carrying=carrying), []
        if form.is_valid():
            entries = [_entry(item), *form.entries_together()]
            errors = self._take_out(request, item, redact, entries, form.cleaned_data["reason_class"])
            if not errors:
                return self.back_to_entry(request, item, f"Redacted: {', '.join(map('/'.join, entries))}.")
        readable = Published.objects.entry(*_entry(item)).filter(document__isnull=False)
        context = _what_readers_have(item) | {"form": form, "versions": readable.count()}
        return self._page(request, "records/desk/redact.html", "Redact", errors, context)

    def _take_out(
        self, request: HttpRequest, item: Publishable, removal: Removal, entries: list[Entry], reason: str
    ) -> list[str]:
        """Take entries out of the register; sentences when that was refused."""
        what = {"removal": removal, "entries": entries, "reason_class": reason}
        _, errors = attempt(take_out, named=len(entries) > 1, by=request.user.get_username(), **what)
        if not errors:
            self.log_change(request, item, f"{removal.__name__.capitalize()}: {reason}.")
        return errors


def _entry(item: Publishable) -> Entry:
    return kind_of(item), str(item.pk)


def _what_readers_have(item: Publishable) -> dict[str, Any]:
    live = live_version(item)
    return {"original": item, "live": live, "changes": _as_it_is(live)}


def _as_it_is(live: Published | None) -> list[Change]:
    """What readers find now."""
    return changes(None, orjson.loads(live.document)) if live and live.document else []
