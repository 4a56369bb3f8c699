"""What the desk's templates need beyond Django's own: cells that know their column, and the filters that are chosen."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from records.editorial.addresses import page_of
from records.kinds.base import Publishable

register = template.Library()


@register.filter
def page(item: Publishable, name: str) -> str:
    """The address of one of an entry's pages."""
    return page_of(item, name)


@register.filter
def labelled_by(cells: Iterable[str], headers: list[dict[str, Any]]) -> Iterable[SafeString]:
    """A list's cells with their column's name, which narrow windows show beside the value instead of above it."""
    for cell, header in zip(cells, headers, strict=False):
        is_box = isinstance(header["text"], SafeString)  # the box that selects a row has markup for a name
        label = "" if is_box else format_html(' data-label="{}"', capfirst(header["text"]))
        yield mark_safe(f"{cell[:3]}{label}{cell[3:]}")  # noqa: S308  "<td" or "<th"; both halves are escaped already


@register.filter
def chosen_filters(changelist: Any) -> Iterable[tuple[str, str]]:
    """Name and value of each filter that narrows the list; its first choice is always the whole."""
    for spec in changelist.filter_specs:
        for number, choice in enumerate(spec.choices(changelist)):
            if number and choice["selected"]:
                yield str(spec.title), str(choice["display"]) or "none given"
