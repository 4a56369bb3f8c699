"""The form that gives a source another text. What rests on the source and would no longer match has to be accepted first."""

from typing import Any

from django import forms

from records.articles.evidence import problem_with
from records.articles.text import paragraphs
from records.editorial.articles.text_form import TextForm
from records.kinds.base.record import Evidence
from records.kinds.source import Source


class ReplaceForm(TextForm):
    accepted = forms.BooleanField(
        required=False, label="Replace the text although this will no longer match", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, source: Source, **options: Any) -> None:
        self.source = source
        self.lost: list[tuple[Evidence, str]] = []  # evidence that would not match, and why
        self.beyond: list[int] = []  # paragraphs of the digest that would be beyond the article's end
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.known and self.known.pk != self.source.pk:
            self.add_error(
                "text", f"This is the article of another source, {self.known.pk}. Replace the text there."
            )
        elif self.article:
            self._compare(paragraphs(self.article))
            if (self.lost or self.beyond) and not cleaned.get("accepted"):
                self.fields["accepted"].widget = forms.CheckboxInput()
                self.add_error("accepted", "Tick this if it is the right text all the same.")
        return cleaned

    def _compare(self, lines: list[str]) -> None:
        cited = Evidence.objects.filter(source=self.source).select_related("record")
        for item in cited.order_by("record_id", "position"):
            if says := problem_with(phrase=item.phrase, paragraph=item.paragraph, lines=lines):
                self.lost.append((item, says))
        self.beyond = [part["paragraph"] for part in self.source.digest if part["paragraph"] > len(lines)]
