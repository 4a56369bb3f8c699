"""What is said once a change of a published entry is saved: readers still see the version before, and what leads on."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from records.editorial.addresses import page_of
from records.editorial.entry_views import EntryViews
from records.editorial.standing import Standing, standing_of
from records.kinds.base import Publishable


class AfterSaving(EntryViews):
    """Adds the sentence to the admin of a kind."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        if IS_POPUP_VAR not in request.POST:
            self.say_what_readers_see(request, obj)
        return response

    def say_what_readers_see(self, request: HttpRequest, item: Publishable) -> None:
        """Nothing where it is not in the register, or says what readers see."""
        standing = standing_of(item, by=request.user.get_username())
        if standing.live and standing.says_something_new:
            may_submit = "submit" in self.steps_for(request, standing)
            self.message_user(request, _says(standing, may_submit=may_submit), messages.WARNING)


def _says(standing: Standing, *, may_submit: bool) -> SafeString:
    version = standing.live.version if standing.live else 0
    if not may_submit:
        return format_html("Readers still see version {} of it until this is published.", version)
    return format_html(
        'Readers still see version {} of it until this is submitted and published. <a href="{}">Submit it…</a>',
        version,
        page_of(standing.item, "submit"),
    )
