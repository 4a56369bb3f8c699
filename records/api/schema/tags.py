"""The groups of operations in the order in which a newcomer meets them, each with what it is about."""

from typing import Any

from records.api.front import RECORDS_SUMMARY
from records.kinds import KINDS

TAGS = {
    "collections": "What there is to ask.",
    "records": RECORDS_SUMMARY,
    **{kind.collection: kind.summary for kind in KINDS.values()},
    "timeline": "Records counted by year or month.",
    "changes": "Everything that ever happened to the register, in sequence.",
    "export": "The whole register at one moment.",
    "reconcile": "Names matched to entries, as OpenRefine asks for it.",
}


def groups_are_introduced(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """List them."""
    result["tags"] = [{"name": name, "description": says} for name, says in TAGS.items()]
    return result
