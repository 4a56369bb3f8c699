"""The form field of a date: EDTF text, read aloud while it is typed. What is no EDTF is refused with what it may mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.urls import reverse_lazy

from records.editorial.date_reading import reading_of


class EdtfInput(forms.TextInput):
    """A text input whose script shows the reading in words beside it; it offers EDTF for a phrase, and never replaces one."""

    template_name = "records/widgets/edtf.html"

    class Media:
        css = {"all": ["records/dates.css"]}
        js = [Script("records/desk/dates.js", defer=True)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-date-reading": str(reverse_lazy("date-reading")),
            "autocomplete": "off",
            "spellcheck": "false",
        }
        return context


class EdtfFormField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", EdtfInput({"class": "vTextField"}))
        super().__init__(**options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            refuse_unless_edtf(value)


def refuse_unless_edtf(text: str) -> None:
    """Raises ValidationError with the position and, where the text is a phrase, with EDTF for it."""
    reading = reading_of(text)
    if "reading" in reading:
        return
    offer = reading["offer"]
    meant = f" For “{text}” write {offer['edtf']}: {offer['reading']}." if offer else ""
    raise ValidationError(f"{reading['says']}{meant}", code="edtf")
