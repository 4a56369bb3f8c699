"""What lists of entries are narrowed by beyond their own columns, and the dashboard counts by: the same conditions for both.

What is contested or was published lately is taken from the register's terms, for it is the published document that says so.
What has no year, or evidence that does not match, is the desk's own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import models
from django.db.models import Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from records.articles.evidence import evidence_that_no_longer_matches
from records.drawing.scale import Span, spans_of_years
from records.kinds import RECORD_KINDS
from records.kinds.base import Dated, Record
from records.kinds.base.vocabulary import State
from records.published import Published

Table = type[models.Model]
LATELY = 30  # days
UNDATED = date.min  # what the register sorts by where no end is known
_YEARS = re.compile(r"(?a)^(\d{1,4})(?:-(\d{1,4}))?$")


def kinds_of(table: Table) -> list[str]:
    """The kinds whose entries a table holds."""
    return list(RECORD_KINDS) if table is Record else [table.kind_name]  # type: ignore[attr-defined]


def in_the_register(table: Table, **narrower: Any) -> Q:
    """Entries of a table that the register has now, as far as its rows are so."""
    rows = Published.objects.current().filter(kind__in=kinds_of(table), **narrower)
    return Q(pk__in=rows.values("slug"))


def _is_any(table: Table) -> bool:
    return True


@dataclass(frozen=True)
class Condition:
    """A choice of a filter: which entries of a table are meant when this account asks, and for which tables it is one."""

    name: str
    title: str
    entries: Callable[[Table, str], Q]
    applies: Callable[[Table], bool] = _is_any


def _is_record(table: Table) -> bool:
    return issubclass(table, Record)


def _is_dated(table: Table) -> bool:
    return issubclass(table, Dated)


def _lately(table: Table, by: str) -> Q:
    return in_the_register(table, published_at__gte=timezone.now() - timedelta(days=LATELY))


def _contested(table: Table, by: str) -> Q:
    return in_the_register(table, terms__contains=["contested:true"])


def _unmatched(table: Table, by: str) -> Q:
    return Q(pk__in=evidence_that_no_longer_matches().order_by().values("record_id"))


def _drafts(table: Table, by: str) -> Q:
    return Q(state=State.DRAFT) & (Q(created_by=by) | Q(edited_by=by))


def _live(table: Table, by: str) -> Q:
    return in_the_register(table)


def _absent(table: Table, by: str) -> Q:
    return ~in_the_register(table)


def _without_year(table: Table, by: str) -> Q:
    return Q(earliest=None, latest=None)


DRAFTS = Condition("drafts", "My drafts", _drafts)
LIVE = Condition("live", "Yes", _live)
RECENT = Condition("lately", f"Published in the last {LATELY} days", _lately)
CONTESTED = Condition("contested", "Contested", _contested, _is_record)
ABSENT = Condition("absent", "No", _absent)
NO_YEAR = Condition("no-year", "No year known", _without_year, _is_dated)
UNMATCHED = Condition("unmatched", "Evidence that no longer matches", _unmatched, _is_record)


class ConditionFilter(admin.SimpleListFilter):
    """A filter whose choices are conditions."""

    conditions: tuple[Condition, ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(each.name, each.title) for each in self.conditions if each.applies(model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        chosen = next((each for each in self.conditions if each.name == self.value()), None)
        if chosen is None or not chosen.applies(queryset.model):
            raise IncorrectLookupParameters
        return queryset.filter(chosen.entries(queryset.model, request.user.get_username()))


class MineFilter(ConditionFilter):
    title = "for me"
    parameter_name = "mine"
    conditions = (DRAFTS,)


class RegisterFilter(ConditionFilter):
    title = "in the register"
    parameter_name = "register"
    conditions = (LIVE, RECENT, CONTESTED, ABSENT)


class AttentionFilter(ConditionFilter):
    title = "to look at"
    parameter_name = "look_at"
    conditions = (NO_YEAR, UNMATCHED)


FILTERS = (MineFilter, RegisterFilter, AttentionFilter)


class YearsFilter(admin.SimpleListFilter):
    """Spans of the years that the register's records begin in; `2020` and `1990-1999` are both understood."""

    title = "years in the register"
    parameter_name = "years"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        dated = Published.objects.current().filter(kind__in=RECORD_KINDS, sort_date__gt=UNDATED)
        ends = dated.aggregate(first=Min("sort_date"), last=Max("sort_date"))
        if ends["first"] is None:
            return []
        spans = spans_of_years(ends["first"].year, ends["last"].year)
        return [(value_of(span), span.label) for span in reversed(spans)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(in_the_register(queryset.model, sort_date__range=_days_of(str(self.value()))))


def value_of(span: Span) -> str:
    """A span as the filter's parameter has it."""
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"


def _days_of(text: str) -> tuple[date, date]:
    """First and last day; what is no span of years sends back to the whole list."""
    found = _YEARS.match(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if last < max(first, 1):
        raise IncorrectLookupParameters
    return max(date(max(first, 1), 1, 1), UNDATED + timedelta(days=1)), date(last, 12, 31)


def filters_for(table: Table) -> list[type[admin.SimpleListFilter]]:
    """The filters that have a choice to offer for a table."""
    return [each for each in FILTERS if any(condition.applies(table) for condition in each.conditions)]
