"""Closed lists of words as components with names, so that a generated client has one type a list and not one a field."""

from typing import Any

from django.db.models import TextChoices

from records.kinds.base import vocabulary
from records.published import Action, ReasonClass

LISTS: list[type[TextChoices]] = [
    *(
        words
        for words in vars(vocabulary).values()
        if isinstance(words, type) and issubclass(words, TextChoices) and words is not TextChoices
    ),
    Action,
    ReasonClass,
]
NAMES = {frozenset(words.values): words.__name__ for words in LISTS}


def lists_of_words_have_names(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Put a reference wherever one of the lists stands, and the list among the components."""
    schemas = result["components"]["schemas"]
    found: dict[str, Any] = {}
    for schema in schemas.values():
        for part in schema.get("properties", {}).values():
            part.pop("x-spec-enum-id", None)
            words = [word for word in part.get("enum", ()) if word is not None]
            if name := NAMES.get(frozenset(words)):
                found[name] = {"type": "string", "enum": words}
                _refer(part, name)
    result["components"]["schemas"] = dict(sorted((schemas | found).items()))
    return result


def _refer(part: dict[str, Any], name: str) -> None:
    """The named list in place of its words, or null where the words had it."""
    may_be_null = None in part.pop("enum")
    part.pop("type")
    named = {"$ref": f"#/components/schemas/{name}"}
    part |= {"oneOf": [named, {"type": "null"}]} if may_be_null else named
