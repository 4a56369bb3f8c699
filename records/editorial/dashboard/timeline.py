"""The register's records along the years they begin in: the picture, and the same as a table whose numbers lead to lists."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear

from records.drawing.columns import Column, draw_columns
from records.drawing.scale import Span, spans_of_years
from records.editorial.dashboard.shown import Shown, list_address
from records.editorial.list_filters import UNDATED, value_of
from records.kinds.base import Record
from records.published import Published


@dataclass(frozen=True)
class Years:
    """A span of years: its records, and how many of them are contested."""

    label: str
    count: int
    contested: int
    address: str


@dataclass(frozen=True)
class Timeline:
    picture: str
    years: list[Years]


def draw_timeline(shown: Shown) -> Timeline | None:
    """None while the register has no dated record that this account may see."""
    counted = _records_by_year(shown)
    contested = _records_by_year(shown, terms__contains=["contested:true"])
    if not counted:
        return None
    spans = spans_of_years(min(counted), max(counted))
    years = [_years(span, counted, contested) for span in spans]
    columns = [Column(each.label, each.count, each.contested) for each in years]
    picture = draw_columns(
        columns, name="timeline", title="Records in the register by year", description=_describe(years)
    )
    return Timeline(picture, [each for each in years if each.count])


def _records_by_year(shown: Shown, **narrower: Any) -> Counter[int]:
    """How many begin in each year; asked apart for the contested, as looking at terms row by row reads rows whole."""
    rows = Published.objects.current().filter(kind__in=shown.record_kinds, sort_date__gt=UNDATED, **narrower)
    by_year = rows.annotate(year=ExtractYear("sort_date")).values("year").annotate(number=Count("pk"))
    return Counter(dict(by_year.values_list("year", "number")))


def _years(span: Span, counted: Counter[int], contested: Counter[int]) -> Years:
    inside = range(span.first, span.last + 1)
    return Years(
        label=span.label,
        count=sum(counted[year] for year in inside),
        contested=sum(contested[year] for year in inside),
        address=list_address(Record, {"years": value_of(span)}),
    )


def _describe(years: list[Years]) -> str:
    number, most = sum(each.count for each in years), max(years, key=lambda each: each.count)
    return (
        f"{number} records from {years[0].label} to {years[-1].label}; most of them, {most.count}, in {most.label}. "
        "The table below has every number."
    )
