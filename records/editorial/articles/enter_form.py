"""The form 'Enter an article': the text, and what is known of it. A title and an id that are left empty are proposed."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import slugify

from records.articles.text import paragraphs, sha256_of
from records.editorial.articles.text_form import TextForm
from records.editorial.form_fields import form_field_for, form_options_for
from records.kinds.base import Kind
from records.kinds.source import KIND, Source

TITLE: Any = Source._meta.get_field("title")
ID: Any = Source._meta.get_field("id")


def _field(column: models.Field, **options: Any) -> forms.Field:
    kind: Kind = KIND
    field: Any = form_field_for(column, kind) or column.formfield(**form_options_for(column) | options)
    if column in (TITLE, ID):
        field.required = False
    return field


class EnterForm(TextForm, forms.ModelForm):
    class Meta:
        model = Source
        fields = (
            "title",
            "type",
            "publisher",
            "byline",
            "date",
            "date_note",
            "address",
            "language",
            "sensitivity",
            "id",
        )
        formfield_callback = _field

    field_order = ("text", "file", *Meta.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.article:
            cleaned["title"] = cleaned.get("title") or headline(self.article)
        if self.article and not cleaned.get("id") and "id" not in self.errors:
            cleaned["id"] = free_id(cleaned["title"], self.article)
        return cleaned


def headline(text: str) -> str:
    """The first line, as far as a title holds it."""
    return paragraphs(text)[0][: TITLE.max_length].strip()


def free_id(title: str, text: str) -> str:
    """An id that says the title where it is in Latin letters, and that no source has."""
    proposed = slugify(title)[: ID.max_length - 3].replace("_", "-").strip("-")
    proposed = "-".join(filter(None, proposed.split("-"))) or f"article-{sha256_of(text)[:12]}"
    taken = set(Source.objects.filter(pk__startswith=proposed).values_list("pk", flat=True))
    numbered = (f"{proposed}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (proposed, *numbered) if slug not in taken)
