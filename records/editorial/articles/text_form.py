"""The part of a form that takes an article's text: pasted into a box, or uploaded as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from records.articles.files import NotAnArticle, checked, read_file, refuse_large
from records.articles.known import known_source
from records.articles.text import sha256_of, spellings
from records.kinds.source import Source

BOTH = "Paste the text or choose a file, not both."


class TextForm(forms.Form):
    """After it was cleaned, `article` is the text as its file has it, and empty where none can be kept.

    A file's text comes back into the box when something else is wrong with the form, so that the file need not be chosen
    again; `spelled` then says how the file spelled it, which the box does not keep.
    """

    required_css_class = "required"
    article = ""
    known: Source | None = None  # the source that this text was entered as before

    text = forms.CharField(
        required=False,
        strip=False,
        label="The article's text",
        help_text="Headline first, one paragraph a line. It stays private: only its digest and short anchors are published.",
        widget=forms.Textarea({"rows": 14, "class": "vLargeTextField", "spellcheck": "false"}),
    )
    file = forms.FileField(
        required=False,
        label="Or a file of it",
        help_text="A .txt file in UTF-8, of half a megabyte at most.",
        widget=forms.FileInput({"accept": ".txt,.md,text/plain"}),
    )
    spelled = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pasted, file = cleaned.get("text", ""), cleaned.get("file")
        try:
            self._read(pasted if pasted.strip() else "", file)
        except NotAnArticle as error:
            self.add_error("file" if file else "text", str(error))
        except ValidationError as error:
            self.add_error("text", error)
        return cleaned

    def _read(self, pasted: str, file: UploadedFile | None) -> None:
        if file and pasted:
            raise ValidationError(BOTH)
        if file:
            refuse_large(file.size or 0)
            self._take(read_file(file.read(), name=file.name or ""), pasted=False)
            self._put_into_box(self.article)
        elif "text" in self.cleaned_data:
            self._take(self._as_spelled(checked(pasted)), pasted=True)

    def _as_spelled(self, pasted: str) -> str:
        wanted = self.cleaned_data.get("spelled")
        files = spellings(pasted)
        return next((text for text in files if sha256_of(text) == wanted), files[0])

    def _take(self, text: str, *, pasted: bool) -> None:
        found = known_source(text, pasted=pasted)
        self.known, self.article = found or (None, text)

    def _put_into_box(self, text: str) -> None:
        box, spelled = self.add_prefix("text"), self.add_prefix("spelled")
        self.data = {**self.data, box: text, spelled: sha256_of(text)}
