"""What the first page shows to an account. The number of statements does not grow with the desk."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest

from records.editorial.dashboard.boxes import Box, box_for, count_entries
from records.editorial.dashboard.disputed import Disputed, draw_disputed
from records.editorial.dashboard.recent import Version, newest_versions
from records.editorial.dashboard.shown import Shown
from records.editorial.dashboard.timeline import Timeline, draw_timeline
from records.editorial.dashboard.waits import waiting_box
from records.editorial.list_filters import CONTESTED, DRAFTS, NO_YEAR, RECENT, UNMATCHED


@dataclass(frozen=True)
class Dashboard:
    work: list[Box]
    attention: list[Box]
    lately: Box
    newest: list[Version]
    timeline: Timeline | None
    disputed: list[Disputed]
    may_add_sources: bool
    one_person: bool


def dashboard_for(request: HttpRequest, site: AdminSite) -> Dashboard | None:
    """None for an account that may see nothing of the desk's entries."""
    shown = Shown(site, request)
    if not shown.kinds:
        return None
    numbers = count_entries(shown)
    return Dashboard(
        work=[waiting_box(request.user), box_for(DRAFTS, numbers)],
        attention=[box_for(each, numbers) for each in (CONTESTED, NO_YEAR, UNMATCHED)],
        lately=box_for(RECENT, numbers),
        newest=newest_versions(shown),
        timeline=draw_timeline(shown) if shown.record_kinds else None,
        disputed=draw_disputed(shown),
        may_add_sources=shown.may_add("source"),
        one_person=settings.ALLOW_SELF_PUBLISH,
    )
