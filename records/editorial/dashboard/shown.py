"""What an account sees of the desk: the kinds it may view, the tables these lie in, and the addresses of their lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from records.editorial.list_filters import Table
from records.kinds import KINDS
from records.kinds.base import Record


@dataclass(frozen=True)
class Shown:
    """The desk as one account sees it."""

    site: AdminSite
    request: HttpRequest

    @property
    def by(self) -> str:
        return str(self.request.user.get_username())

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds it may view."""
        admins = {name: self.site.get_model_admin(kind.model) for name, kind in KINDS.items()}
        return [name for name, listed in admins.items() if listed.has_view_permission(self.request)]

    @property
    def record_kinds(self) -> list[str]:
        return [name for name in self.kinds if KINDS[name].is_record]

    @property
    def tables(self) -> list[Table]:
        """All records together, and each other kind by itself."""
        others = [KINDS[name].model for name in self.kinds if not KINDS[name].is_record]
        return [*([Record] if self.record_kinds else []), *others]

    def entries(self, table: Table) -> QuerySet[Any]:
        """What its list of a table shows."""
        entries = table._default_manager.all()
        return entries.filter(kind__in=self.record_kinds) if table is Record else entries

    def may_add(self, kind: str) -> bool:
        return self.site.get_model_admin(KINDS[kind].model).has_add_permission(self.request)


def list_address(table: Table, filters: Mapping[str, str]) -> str:
    """The list of a table, narrowed."""
    return f"{reverse(f'admin:{_name(table)}_changelist')}?{urlencode(filters)}"


def page_address(kind: str, slug: str) -> str:
    """The page of an entry."""
    return reverse(f"admin:{_name(KINDS[kind].model)}_change", args=[quote(slug)])


def _name(table: Table) -> str:
    return f"{table._meta.app_label}_{table._meta.model_name}"
