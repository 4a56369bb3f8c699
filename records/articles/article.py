"""The private text of a source. Its paragraphs, words and SHA-256 are computed from the text at save, never typed."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from records.articles.text import count_words, paragraphs, sha256_of
from records.kinds.source import Source


class Article(models.Model):
    """An article's own words, kept to check evidence against. Never public: no document, list or export reads this table."""

    source = models.OneToOneField(
        Source,
        models.CASCADE,
        primary_key=True,
        related_name="article",
        help_text="The source it is the text of.",
    )
    text = models.TextField(help_text="The article as its file has it, letter by letter. Private.")
    sha256 = models.CharField(
        max_length=64, editable=False, help_text="SHA-256 of that file, in hexadecimal, computed."
    )
    word_count = models.PositiveIntegerField(editable=False, help_text="Words in the text, computed.")
    paragraphs = ArrayField(
        models.TextField(),
        editable=False,
        help_text="Its non-empty lines, in NFKC with blanks joined, computed. Private.",
    )
    kept_by = models.CharField(max_length=150, editable=False, help_text="Account that entered the text.")
    kept_at = models.DateTimeField(auto_now=True, editable=False, help_text="When the text was entered.")

    class Meta:
        default_permissions = ()
        permissions = [("erase_article", "Can erase the private text of a source")]

    def __str__(self) -> str:
        return f"the private text of {self.source_id}"

    def save(self, **options: Any) -> None:
        self.sha256, self.word_count = sha256_of(self.text), count_words(self.text)
        self.paragraphs = paragraphs(self.text)
        super().save(**options)
