"""Says in the generated schema that what has its address in `QUESTIONS_BY_POST` is asked by a form as well."""

from copy import deepcopy
from typing import Any

from records.api.middleware import QUESTIONS_BY_POST

FORM = "application/x-www-form-urlencoded"


def questions_may_be_forms(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give the address a POST whose fields are the parameters of its GET."""
    for path in QUESTIONS_BY_POST:
        result["paths"][path]["post"] = _as_form(result["paths"][path]["get"])
    return result


def _as_form(asked: dict[str, Any]) -> dict[str, Any]:
    form = deepcopy(asked)
    fields = {
        given["name"]: given["schema"] | {"description": given["description"]}
        for given in form.pop("parameters")
    }
    del form["responses"]["304"]  # nobody sends a form with a tag
    return form | {
        "operationId": f"{asked['operationId']}_by_form",
        "summary": f"{asked['summary']}, sent as a form",
        "requestBody": {"content": {FORM: {"schema": {"type": "object", "properties": fields}}}},
    }
