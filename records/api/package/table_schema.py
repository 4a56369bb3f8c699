"""The columns of a kind's table as a Table Schema: type, meaning, constraints, and where an id leads."""

from typing import Any

from records.api.formats.columns import Column, columns_of
from records.kinds import KINDS
from records.kinds.base import Kind

TYPES = {"text": "string", "whole": "integer", "number": "number", "yes-no": "boolean", "day": "date"}
PUBLISHED_AT = "published_at"  # the one column that is a time
ALWAYS = (
    "id",
    "kind",
    "url",
    "version",
    PUBLISHED_AT,
    "schema",
)  # in documents of every schema, older ones included


def table_schema(kind: Kind) -> dict[str, Any]:
    """As `schema` of a resource."""
    columns = columns_of((kind.name,))
    links = [_link(column, kind) for column in columns if column.cites]
    return {
        "fields": [_field(column) for column in columns],
        "primaryKey": ["id"],
        **({"foreignKeys": links} if links else {}),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.name in ALWAYS else {}
    if column.words:
        constraints["enum"] = list(column.words)
    told = {"name": column.name, "type": _type(column), "description": column.help}
    return told | ({"constraints": constraints} if constraints else {})


def _type(column: Column) -> str:
    if column.is_list:  # values side by side
        return "string"
    return "datetime" if column.name == PUBLISHED_AT else TYPES[column.type]


def _link(column: Column, kind: Kind) -> dict[str, Any]:
    """To the id of what is cited; the standard leaves the name out where that is in the same table."""
    cited = KINDS[str(column.cites)]
    resource = "" if cited is kind else cited.collection
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}
