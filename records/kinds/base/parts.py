"""Small lists that live inside a row as JSON: a breakdown of a number, a digest's paragraphs, a list of texts.

They are edited and shown with their row and never queried alone, so a table of their own would only add joins.
Each has one shape, checked by the same serializer on the desk and in a document.
"""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from records.kinds.base.document_fields import Quantity, Text, WholeNumber, read_with_unknown_keys


class Part(serializers.Serializer):
    """A mapping that refuses unknown keys; a missing optional key is null."""

    def to_internal_value(self, data: Any) -> Any:
        return read_with_unknown_keys(self, data, super().to_internal_value)


class Breakdown(Part):
    """One part of a number: of whom, and how many."""

    of = Text(max_length=200, help_text="Whom this part of the number counts.")
    count = Quantity(help_text="How many of them.")


class DigestParagraph(Part):
    """What one paragraph of the source says, in our own words."""

    paragraph = WholeNumber(min_value=1, help_text="Number of the paragraph in the source, counted from 1.")
    text = Text(help_text="What it says, in our own words.")


def is_breakdown(value: Any) -> None:
    """Refuse anything but a list of `{of, count}`."""
    _check(Breakdown, value)


def is_digest(value: Any) -> None:
    """Refuse anything but a list of `{paragraph, text}`."""
    _check(DigestParagraph, value)


def is_texts(value: Any) -> None:
    """Refuse anything but a list of non-empty texts."""
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValidationError("Write one text a line.")


def _check(part: type[Part], value: Any) -> None:
    if not isinstance(value, list):
        raise ValidationError("Write a list.")
    reader = part(data=value, many=True)
    if not reader.is_valid():
        raise ValidationError(f"{reader.errors}")
