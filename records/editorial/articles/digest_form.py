"""The form of a source's digest beside its article: one box for each paragraph, saved together."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from records.articles.copied import TOO_MANY, copied_run
from records.editorial.forms import changed_meanwhile
from records.kinds.source import Source

_NAME = re.compile(r"digest-([1-9][0-9]{0,4})")


class DigestForm(forms.Form):
    """Paragraphs of the article, and those beyond its end of which the digest still speaks."""

    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, source: Source, lines: list[str], **options: Any) -> None:
        self.source, self.lines = source, lines
        self.said = _by_paragraph(source.digest)
        super().__init__(*args, **options)
        self.fields["opened_at"].initial = source.edited_at.isoformat()
        for number in sorted({*range(1, len(lines) + 1), *self.said}):
            self.fields[f"digest-{number}"] = _box(number, self.said.get(number, ""))

    def box(self, number: int) -> forms.BoundField:
        return self[f"digest-{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.data:
            if name.startswith("digest-") and name not in self.fields:
                self.add_error(
                    None, f"This article has no paragraph for {name[:20]!r}; it has {len(self.lines)}."
                )
        for number, text in self._boxes(cleaned):
            if text != self.said.get(number) and (says := copied(text, self.lines)):
                self.add_error(f"digest-{number}", says)
        if "opened_at" in self.changed_data:
            self.add_error(None, changed_meanwhile(self.source.edited_by))
        return cleaned

    @property
    def digest(self) -> list[dict[str, Any]]:
        """What is stored."""
        boxes = sorted(self._boxes(self.cleaned_data))
        return [{"paragraph": number, "text": text} for number, text in boxes if text]

    def _boxes(self, cleaned: dict[str, Any]) -> Iterable[tuple[int, str]]:
        for name, text in list(cleaned.items()):
            if found := _NAME.fullmatch(name):
                yield int(found[1]), " ".join(text.split())


def copied(text: str, lines: list[str]) -> str:
    """Why a digest's words are not the editor's own; empty where they are."""
    run = copied_run(text, lines)
    if not run:
        return ""
    return (
        f"{len(run)} words in a row, from “{' '.join(run[:4])}” on, are the article's own. "
        f"Say it in your own words: fewer than {TOO_MANY} together may be the same."
    )


def _by_paragraph(digest: list[dict[str, Any]]) -> dict[int, str]:
    said: dict[int, str] = {}
    for part in digest:
        number = part["paragraph"]
        said[number] = " ".join(f"{said.get(number, '')} {part['text']}".split())
    return said


def _box(number: int, text: str) -> forms.CharField:
    return forms.CharField(
        required=False,
        initial=text,
        label=f"Paragraph {number} in your own words",
        widget=forms.Textarea({"rows": 3}),
    )
