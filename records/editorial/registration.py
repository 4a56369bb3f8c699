"""Puts every kind on the desk: walks KINDS and registers each, then names the site. Called once, by autodiscovery."""

from typing import Any

from django.contrib import admin

from records.editorial.all_records import AllRecordsAdmin
from records.editorial.guard import View, refuse_nul
from records.editorial.kind_admin import admin_for
from records.kinds import KINDS
from records.kinds.base import Record


def register_desk(site: admin.AdminSite) -> None:
    """Register every kind, and the list of all records."""
    for kind in KINDS.values():
        site.register(kind.model, admin_for(kind))
    site.register(Record, AllRecordsAdmin)
    name_site(site)
    guard_site(site)


def name_site(site: admin.AdminSite) -> None:
    site.site_header = site.site_title = "Whereabouts desk"
    site.index_title = "The desk"
    site.empty_value_display = "–"


def guard_site(site: admin.AdminSite) -> None:
    """Every view of the site, those of accounts included, refuses NUL characters.

    The stock site is wrapped rather than replaced: a site class of our own would have to be named in the settings.
    """
    stock = site.admin_view

    def admin_view(view: View, cacheable: bool = False) -> Any:
        return stock(refuse_nul(view), cacheable)

    site.admin_view = admin_view  # type: ignore[method-assign, assignment]
