"""Sources: the articles and reports that records rest on. Their sentences are never stored, only a digest in our words."""

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q

from records.kinds.base import (
    HEAD,
    NAME_LENGTH,
    Dated,
    DigestParagraph,
    Document,
    Editor,
    Filter,
    Kind,
    Publishable,
    SourceType,
    When,
    is_digest,
    is_public_address,
    one_of,
)


class Source(Publishable, Dated):
    kind_name = "source"
    collection = "sources"

    # Identification
    title = models.CharField(max_length=300, help_text="Headline, as printed.")
    publisher = models.CharField(
        max_length=NAME_LENGTH,
        blank=True,
        default="",
        help_text="Who published it, where the source says so.",
    )
    byline = models.CharField(max_length=NAME_LENGTH, blank=True, default="", help_text="Author as printed.")
    language = models.CharField(max_length=35, default="en", help_text="Language tag, e.g. en or hy.")
    type = models.CharField(max_length=20, choices=SourceType.choices, help_text="What sort of source.")
    address = models.URLField(
        max_length=500,
        blank=True,
        default="",
        db_column="web_address",
        validators=[is_public_address],
        help_text="Where it was published, if known.",
    )

    # Provenance
    sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        validators=[MinLengthValidator(64)],
        help_text="SHA-256 of the article's file, in hexadecimal, so that a private copy can be matched.",
    )
    word_count = models.PositiveIntegerField(null=True, blank=True, help_text="Words in the article's file.")
    digest = models.JSONField(
        default=list,
        blank=True,
        validators=[is_digest],
        help_text="What each paragraph says, in our own words.",
    )

    class Meta(Publishable.Meta):
        constraints = [
            *Publishable.Meta.constraints,
            *Dated.Meta.constraints,
            one_of("type", SourceType),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^([0-9a-f]{64})?$"), name="source_sha256_is_hexadecimal"
            ),
        ]


class SourceDocument(Document):
    published = When(help_text="When it was published, as it says itself.")
    digest = DigestParagraph(
        many=True, required=False, help_text="What each paragraph says, in our own words."
    )

    class Meta:
        model = Source
        fields = (
            *HEAD,
            "title",
            "publisher",
            "byline",
            "published",
            "language",
            "type",
            "address",
            "sha256",
            "word_count",
            "digest",
        )


KIND = Kind(
    model=Source,
    document=SourceDocument,
    summary="Articles and reports that records rest on.",
    example="armenian-report-missing-persons-talks",
    filters=(
        Filter("publisher", ("publisher",), "Published by.", "text", usual=True),
        Filter("type", ("type",), "What sort of source.", "word", SourceType, usual=True),
        Filter("language", ("language",), "Language tag.", "text", usual=True),
    ),
    date="published",
    search=("title", "publisher", "byline", "digest.text"),
    editor=Editor(
        fields=(
            "title",
            "publisher",
            "byline",
            "date",
            "date_note",
            "language",
            "type",
            "address",
            "sha256",
            "word_count",
            "digest",
        ),
        list_columns=("publisher", "date", "type"),
        list_filters=("type", "publisher", "language"),
    ),
)
