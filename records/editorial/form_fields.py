"""Which form field edits which column, where Django's own choice would not do. Decided by the column, never by its name."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from records.editorial.date_field import EdtfFormField
from records.editorial.line_fields import BreakdownField, DigestField, LinesField, TextsField
from records.editorial.quantity_field import QuantityFormField
from records.editorial.states_field import StatesField
from records.kinds.base import EdtfField, Kind, QuantityField, is_breakdown, is_digest, is_texts
from records.kinds.base.record import Evidence

_LISTS: tuple[tuple[Any, type[LinesField]], ...] = (
    (is_texts, TextsField),
    (is_breakdown, BreakdownField),
    (is_digest, DigestField),
)
PUBLISHED_ON = (
    "When it was published, as EDTF text and never more precise than it says itself, e.g. 2022-08-31, 2021-05 or "
    "XXXX-06-04 (year unknown)."
)


def form_field_for(column: models.Field, kind: Kind) -> forms.Field | None:
    """Our form field for a column of a kind or of its rows; None where the admin's own is right."""
    options: dict[str, Any] = {
        "required": not column.blank,
        "label": capfirst(column.verbose_name),
        "help_text": help_text_of(column, kind),
        "initial": column.get_default() if column.has_default() else None,
    }
    if isinstance(column, EdtfField):
        return EdtfFormField(max_length=column.max_length, **options)
    if isinstance(column, QuantityField):
        return QuantityFormField(**options)
    if column is Evidence._meta.get_field("states"):
        return StatesField(kind=kind, **options)
    fields = (field for validator, field in _LISTS if validator in column.validators)
    found = next(fields, None)
    return found(**options) if found else None


def help_text_of(column: models.Field, kind: Kind) -> str:
    """The column's own, but that the date of what is itself a text is the one it was published on."""
    is_of_publication = isinstance(column, EdtfField) and kind.date == "published"
    return PUBLISHED_ON if is_of_publication else str(column.help_text)


def form_options_for(column: models.Field) -> dict[str, Any]:
    """What to tell Django about a form field of its own choice."""
    if isinstance(column, models.URLField):
        return {"assume_scheme": "https"}
    if isinstance(column, models.TextField):
        return {"widget": forms.Textarea({"rows": 3, "class": "vLargeTextField"})}
    return {}
