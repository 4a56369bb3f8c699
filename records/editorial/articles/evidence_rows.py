"""Rows of evidence: what is typed is compared with the private text of its source, where that is kept.

A row that was there before and was not touched is not refused: a record may be mended elsewhere while a text was replaced.
The page says which of those no longer match.
"""

from typing import Any
from urllib.parse import urlencode

from django.forms import ModelForm
from django.http import HttpRequest

from records.articles.article import Article
from records.articles.evidence import problem_with
from records.editorial.rows import RowFormSet, RowInline

ANCHOR = ("source", "paragraph", "phrase")


class EvidenceFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        changed = [
            form for form in self.kept_forms() if _is_whole(form) and set(ANCHOR) & {*form.changed_data}
        ]
        sources = {form.cleaned_data["source"].pk for form in changed}
        lines = dict(Article.objects.filter(pk__in=sources).values_list("pk", "paragraphs"))
        for form in changed:
            source, paragraph, phrase = (form.cleaned_data[name] for name in ANCHOR)
            if source.pk in lines:
                says = problem_with(phrase=phrase, paragraph=paragraph, lines=lines[source.pk])
                if says:
                    form.add_error("phrase", says)


def _is_whole(form: ModelForm) -> bool:
    cleaned = getattr(form, "cleaned_data", {})
    return all(cleaned.get(name) for name in ANCHOR)


class StartedInline(RowInline):
    """Rows that a record begins with when it is added from a paragraph. Those that stay empty are not saved."""

    begins_with = 2

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        return self.begins_with if start_of(request) else 0


class EvidenceInline(StartedInline):
    """The first row is about the paragraph that the record was started from; only its phrase is missing."""

    formset = EvidenceFormSet
    begins_with = 1

    def first_row(self, request: HttpRequest) -> dict[str, Any] | None:
        return start_of(request)


def start_of(request: HttpRequest) -> dict[str, Any] | None:
    """The source and paragraph that a new record was started from, as the address says; None where it does not."""
    source, paragraph = request.GET.get("source", ""), request.GET.get("paragraph", "")
    if not source or not (paragraph.isascii() and paragraph.isdigit() and 0 < int(paragraph[:6]) < 100_000):
        return None
    return {"source": source, "paragraph": int(paragraph)}


def with_start(address: str, start: dict[str, Any]) -> str:
    """An address that starts a record there."""
    return f"{address}?{urlencode(start)}"
