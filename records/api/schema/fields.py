"""How the documents' own serializer fields look in OpenAPI. Importing this module registers them.

Where a field allows null, drf-spectacular adds it to what stands here.
"""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent

from records.quantities import QUALIFIERS

NULLABLE_DAY = {"type": ["string", "null"], "format": "date"}
BASE = "records.kinds.base"

EXACT_DATE = {
    "type": "object",
    "description": "A date or period as EDTF text (ISO 8601-2), never more precise than the source.",
    "properties": {
        "edtf": {"type": "string", "description": "The date, e.g. `2022-08-31`, `2021-05`, `XXXX-06-04`."},
        "note": {"type": ["string", "null"], "description": "How the date was derived."},
        "earliest": NULLABLE_DAY | {"description": "First day it can mean; null: unbounded."},
        "latest": NULLABLE_DAY | {"description": "Last day it can mean; null: unbounded."},
    },
}
QUANTITY = {
    "type": "object",
    "description": "A number as the source gives it. A bound that the source does not set is null; zero is a claim of zero.",
    "properties": {
        "low": {"type": ["integer", "null"], "minimum": 0, "description": "Smallest number it can mean."},
        "high": {"type": ["integer", "null"], "minimum": 0, "description": "Largest number it can mean."},
        "qualifier": {"type": "string", "enum": list(QUALIFIERS), "description": "How the number is meant."},
        "text": {"type": ["string", "null"], "description": "The source's wording."},
    },
}
CITATION_HELP = {
    "id": "Id of what is cited.",
    "name": "Its name when this was published.",
    "title": "Its title when this was published.",
    "type": "What sort it is.",
    "kind": "Its kind.",
    "country": "Country (ISO 3166-1 alpha-2); null where that is contested.",
    "publisher": "Who published it.",
    "url": "Path of its document.",
}
_NEVER_NULL = {"id", "url", "name", "title", "kind", "type"}


def component(auto_schema: Any, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A reference to a shared schema, registered once."""
    found = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name)
    auto_schema.registry.register_on_missing(found)
    return dict(found.ref)


class WhenExtension(OpenApiSerializerFieldExtension):
    target_class = f"{BASE}.document_fields.When"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return component(auto_schema, "UncertainDate", EXACT_DATE)


class QuantityExtension(OpenApiSerializerFieldExtension):
    target_class = f"{BASE}.document_fields.Quantity"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return component(auto_schema, "Quantity", QUANTITY)


class ReferenceExtension(OpenApiSerializerFieldExtension):
    target_class = f"{BASE}.document_fields.Reference"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        keys = ("id", *self.target.shows, "url")
        types = {key: "string" if key in _NEVER_NULL else ["string", "null"] for key in keys}
        properties = {key: {"type": types[key], "description": CITATION_HELP[key]} for key in keys}
        name = "Citation" + "".join(key.capitalize() for key in self.target.shows)
        return component(auto_schema, name, {"type": "object", "properties": properties})


class WordExtension(OpenApiSerializerFieldExtension):
    target_class = f"{BASE}.document_fields.Word"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        words = [word for word in self.target.choices if word]
        return {"type": "string", "enum": [*words, *([None] if self.target.allow_null else [])]}


class PlacingExtension(OpenApiSerializerExtension):
    """A place of a record is written as the citation alone."""

    target_class = f"{BASE}.record_documents.PlacingDocument"

    def map_serializer(self, auto_schema: Any, direction: Any) -> Any:
        return auto_schema._map_serializer_field(self.target.fields["place"], direction)

    def get_name(self, auto_schema: Any, direction: Any) -> None:
        return None
