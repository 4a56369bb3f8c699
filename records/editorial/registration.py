"""Puts every kind and the accounts on the desk: walks KINDS and registers each. Called once, by autodiscovery.
Nothing is deleted by the list: what goes, goes one by one.
"""

from django.contrib import admin

from records.editorial.accounts import register_accounts
from records.editorial.all_records import AllRecordsAdmin
from records.editorial.articles.record_admin import RecordAdmin
from records.editorial.articles.source_admin import SourceAdmin
from records.editorial.intake_admin import IntakeAdmin
from records.editorial.kind_admin import KindAdmin, admin_for
from records.intake.intake import Intake
from records.kinds import KINDS
from records.kinds.base import Kind, Record
from records.kinds.source import Source


def register_desk(site: admin.AdminSite) -> None:
    """Register every kind, the list of all records, and accounts."""
    for kind in KINDS.values():
        site.register(kind.model, admin_for(kind, _base_of(kind)))
    site.register(Record, AllRecordsAdmin)
    site.register(Intake, IntakeAdmin)
    register_accounts(site)
    site.disable_action("delete_selected")


def _base_of(kind: Kind) -> type[KindAdmin]:
    """What its pages have beyond those of every kind: evidence to pick, or an article."""
    if kind.is_record:
        return RecordAdmin
    return SourceAdmin if kind.model is Source else KindAdmin
