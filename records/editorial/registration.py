"""Puts every kind and the accounts on the desk: walks KINDS and registers each. Called once, by autodiscovery.
Nothing is deleted by the list: what goes, goes one by one.
"""

from django.contrib import admin

from records.editorial.accounts import register_accounts
from records.editorial.all_records import AllRecordsAdmin
from records.editorial.articles.source_admin import SourceAdmin
from records.editorial.intake_admin import IntakeAdmin
from records.editorial.kind_admin import KindAdmin, admin_for
from records.intake.intake import Intake
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.source import Source

_BASES: dict[type, type[KindAdmin]] = {
    Source: SourceAdmin
}  # what a kind's pages have beyond those of every kind


def register_desk(site: admin.AdminSite) -> None:
    """Register every kind, the list of all records, and accounts."""
    for kind in KINDS.values():
        site.register(kind.model, admin_for(kind, _BASES.get(kind.model, KindAdmin)))
    site.register(Record, AllRecordsAdmin)
    site.register(Intake, IntakeAdmin)
    register_accounts(site)
    site.disable_action("delete_selected")
