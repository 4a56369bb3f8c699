"""The form of a source: where its article is kept, what the digest says must be the editor's own words."""

from typing import Any, ClassVar

from records.editorial.articles.digest_form import copied
from records.editorial.forms import EntryForm


class SourceForm(EntryForm):
    lines: ClassVar[list[str]] = []  # the article's paragraphs, where it is kept

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        digest = (cleaned or {}).get("digest") or []
        for part in digest if "digest" in self.changed_data else ():
            if says := copied(part["text"], self.lines):
                self.add_error("digest", f"[{part['paragraph']}] {says}")
        return cleaned
