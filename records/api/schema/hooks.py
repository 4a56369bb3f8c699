"""Finishing touches on the generated schema, so that it says what the API really does."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension

from records.api.schema import fields
from records.kinds import KINDS, RECORD_KINDS

# Keys that an answer may leave out; everything else is always there, with null for the unknown and [] for none.
MAY_BE_ABSENT = {"redacted", "highlights", "did_you_mean"}
EMPTY_TEXT = {"type": "string", "maxLength": 0}


def every_key_is_always_present(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Mark every property of every answer as required."""
    for schema in result["components"]["schemas"].values():
        if "properties" in schema:
            schema["required"] = [name for name in schema["properties"] if name not in MAY_BE_ABSENT]
    return result


def documents_are_described_by_their_kind(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """What a kind says of itself, instead of what its serializer's base class says to programmers; and its name, by which
    a document of any kind is told from others.
    """
    for kind in KINDS.values():
        schema = result["components"]["schemas"][kind.document.__name__]
        schema["description"] = kind.summary
        schema["properties"]["kind"]["const"] = kind.name
    return result


def unknown_is_null_and_never_empty(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Take back the empty string that drf-spectacular allows beside a pattern: it is read, and never written."""
    for schema in result["components"]["schemas"].values():
        for part in schema.get("properties", {}).values():
            if EMPTY_TEXT in part.get("oneOf", []):
                part.update(next(shape for shape in part.pop("oneOf") if shape != EMPTY_TEXT))
    return result


def only_public_paths(endpoints: list[Any], **_: Any) -> list[Any]:
    """Leave the documentation's own addresses out of the documentation, and those at which there is nothing."""
    return [
        endpoint
        for endpoint in endpoints
        if endpoint[0].startswith("/api/v1/") and not endpoint[0].startswith("/api/v1/records/{")
    ]


class AnyRecordExtension(OpenApiSerializerExtension):
    """A record of any kind, told apart by `kind`."""

    target_class = "records.api.schema.envelopes.AnyRecord"

    def map_serializer(self, auto_schema: Any, direction: Any) -> Any:
        refs = {
            name: auto_schema.resolve_serializer(kind.document, direction).ref
            for name, kind in RECORD_KINDS.items()
        }
        mapping = {name: ref["$ref"] for name, ref in refs.items()}
        return {"oneOf": list(refs.values()), "discriminator": {"propertyName": "kind", "mapping": mapping}}


__all__ = [
    "documents_are_described_by_their_kind",
    "every_key_is_always_present",
    "fields",
    "only_public_paths",
    "unknown_is_null_and_never_empty",
]
