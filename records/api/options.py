"""What may be asked at an address, as one JSON answer: methods, parameters with their choices, formats and limits.

It is derived from the parameters that also read the query and describe themselves in OpenAPI. It depends on the code alone,
so each worker writes it once; it asks the database nothing, and says the same of every id.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, ClassVar, Protocol

import orjson
from django.http import HttpRequest, HttpResponse

from records.api.accepted import MEDIA
from records.api.formats.offered import FORMS
from records.api.middleware import methods_at
from records.api.parameters import MOST_PARAMETERS, MOST_VALUES, Parameter


class Described(Protocol):
    """What is asked of a view."""

    summary: ClassVar[str]
    description: ClassVar[str]

    @property
    def formats(self) -> tuple[str, ...]: ...

    def parameters(self) -> Sequence[Parameter]: ...


def options_answer(request: HttpRequest, view: Callable[[], Described]) -> HttpResponse:
    """The answer to OPTIONS at an address of a view."""
    body = _written(view, methods_at(request.path_info))
    return HttpResponse(body, content_type="application/json")


@cache
def _written(view: Callable[[], Described], methods: str) -> bytes:
    return orjson.dumps(_told(view(), methods.split(", ")))


def _told(view: Described, methods: list[str]) -> dict[str, Any]:
    return {
        "name": view.summary,
        "description": view.description,
        "methods": methods,
        "formats": [_format(name) for name in view.formats],
        "parameters": [_parameter(parameter) for parameter in view.parameters()],
        "limits": {"parameters": MOST_PARAMETERS, "values_between_commas": MOST_VALUES},
        "documentation": "/api/docs/",
        "schema": "/api/schema/",
    }


def _format(name: str) -> dict[str, Any]:
    """`is_installed` is false where the server lacks a library for it: it answers 406 then."""
    form = FORMS.get(name)
    return {"name": name, "media_type": MEDIA[name], "is_installed": form is None or form.is_installed}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """Every key is always there; null where nothing is to be said."""
    schema = parameter.schema
    choices = parameter.choices or schema.get("enum")
    return {
        "name": parameter.name,
        "meaning": parameter.help,
        "type": schema.get("type", "string"),
        "choices": list(choices) if choices else None,
        "takes_several": parameter.many,
        "default": schema.get("default"),
        "minimum": schema.get("minimum"),
        "maximum": schema.get("maximum"),
        "longest": parameter.longest,
        "example": parameter.example or None,
    }
