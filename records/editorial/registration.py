"""Puts every kind on the desk: walks KINDS and registers each, then names the site. Called once, by autodiscovery."""

from django.contrib import admin

from records.editorial.all_records import AllRecordsAdmin
from records.editorial.kind_admin import admin_for
from records.kinds import KINDS
from records.kinds.base import Record


def register_desk(site: admin.AdminSite) -> None:
    """Register every kind, and the list of all records."""
    for kind in KINDS.values():
        site.register(kind.model, admin_for(kind))
    site.register(Record, AllRecordsAdmin)
    name_site(site)


def name_site(site: admin.AdminSite) -> None:
    site.site_header = site.site_title = "Whereabouts desk"
    site.index_title = "The desk"
    site.empty_value_display = "–"
