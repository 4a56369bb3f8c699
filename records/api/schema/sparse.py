"""Says in the generated schema that documents are sparse where `fields` is given: `id`, `kind` and what was asked for."""

from typing import Any

NAME = "SparseDocument"
REFERENCE = {"$ref": f"#/components/schemas/{NAME}"}
SPARSE = {
    "type": "object",
    "description": "What a document is with `fields`: these two, and the parts of it that were asked for.",
    "properties": {
        "id": {"type": "string", "description": "Permanent id."},
        "kind": {"type": "string", "description": "Kind of thing this document describes."},
    },
    "required": ["id", "kind"],
}


def documents_may_be_sparse(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Wherever `fields` is a parameter, offer a sparse document beside the whole one."""
    schemas = result["components"]["schemas"]
    schemas[NAME] = SPARSE
    for item in result["paths"].values():
        for operation in item.values():
            if any(given["name"] == "fields" for given in operation.get("parameters", ())):
                _offer(operation["responses"]["200"]["content"]["application/json"], schemas)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _offer(answer: dict[str, Any], schemas: dict[str, Any]) -> None:
    shape = schemas[answer["schema"]["$ref"].rpartition("/")[2]]
    if "results" in shape["properties"]:
        results = shape["properties"]["results"]
        results["items"] = {"anyOf": [results["items"], REFERENCE]}
    else:
        answer["schema"] = {"anyOf": [answer["schema"], REFERENCE]}
