"""The public document: one schema that validates fixtures, renders publications and describes itself.

A kind's document is a `Document` whose public fields are written out one by one. Help texts, word lists and limits
come from the model, so that the admin, the loader and the API documentation say the same. Rendering needs no request.
"""

from typing import Any

from rest_framework import serializers

from records.kinds.base.document_part import DocumentPart
from records.kinds.base.fields import SLUG, SLUG_LENGTH, is_slug
from records.kinds.base.publishable import address_of

SCHEMA = 2

STAMPED = ("version", "published_at", "version_url", "citation")  # null until publication adds them
HEAD = ("id", "kind", "url", *STAMPED, "schema")


class Document(DocumentPart):
    """The head that every published document carries."""

    id = serializers.RegexField(
        SLUG,
        max_length=SLUG_LENGTH,
        help_text="Permanent id.",
        error_messages={"invalid": str(is_slug.message)},
    )
    kind = serializers.SerializerMethodField(help_text="Kind of thing this document describes.")
    url = serializers.SerializerMethodField(help_text="Path of this document, the same on every host.")
    version = serializers.SerializerMethodField(
        help_text="1 for the first publication, one more for each later one."
    )
    published_at = serializers.SerializerMethodField(help_text="When this version was published (UTC).")
    version_url = serializers.SerializerMethodField(
        help_text="Permanent path of this version, the same on every host."
    )
    citation = serializers.SerializerMethodField(
        help_text="Ready to print: what it is called and is, version, day of publication (UTC), permanent address."
    )
    schema = serializers.SerializerMethodField(
        help_text="Number of the document schema this version was written in."
    )

    def get_kind(self, instance: Any) -> str:
        return str(type(instance).kind_name)

    def get_url(self, instance: Any) -> str:
        return address_of(type(instance).kind_name, str(instance.pk))

    def get_version(self, instance: Any) -> int:
        return self.context.get("version")  # type: ignore[return-value]

    def get_published_at(self, instance: Any) -> str:
        return self.context.get("published_at")  # type: ignore[return-value]

    def get_version_url(self, instance: Any) -> str:
        return self.context.get("version_url")  # type: ignore[return-value]

    def get_citation(self, instance: Any) -> str:
        return self.context.get("citation")  # type: ignore[return-value]

    def get_schema(self, instance: Any) -> int:
        return SCHEMA


def row_lists(serializer: Any) -> dict[str, Any]:
    """The fields of a document that are lists of rows in a table of their own."""
    found: dict[str, Any] = serializer.row_lists
    return found


def shared(document: type[Any]) -> Any:
    """The one serializer of a document that reads and writes all entries.

    It holds no state between them, and building its fields costs more than using them.
    """
    if document not in _SHARED:
        _SHARED[document] = document()
    return _SHARED[document]


_SHARED: dict[type[Any], Any] = {}
