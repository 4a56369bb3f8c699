"""Binds the public views to a kind, each with the description of its operation."""

from typing import Any

from drf_spectacular.utils import extend_schema

from records.api import views
from records.api.conditions import SEARCH
from records.api.filters import RULE
from records.api.schema.operations import ALONE, OF_A_KIND
from records.api.schema.pieces import LOCATION, as_openapi, in_the_path, problems
from records.kinds.base import Kind


def described(view: type[views.PublicView], kind: Kind | None = None) -> type[Any]:
    """A subclass of the view, for one kind where it needs one, that documents itself."""
    name = f"{kind.model.__name__ if kind else ''}{view.__name__}"
    bound: type[Any] = type(name, (view,), {"kind": kind} if kind else {})
    operation = _operation(view, kind, bound())
    bound.summary, bound.description = operation["summary"], operation["description"]
    bound.get = extend_schema(**operation)(_own_copy(view))
    return bound


def _own_copy(view: type[views.PublicView]) -> Any:
    original = view.get  # type: ignore[attr-defined]

    def get(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        return original(self, request, *args, **kwargs)

    return get


def _operation(view: type[views.PublicView], kind: Kind | None, bound: views.PublicView) -> dict[str, Any]:
    told = OF_A_KIND[view.__name__](kind) if kind else ALONE[view.__name__]()
    return {
        "operation_id": told.id,
        "summary": told.summary,
        "description": told.description + (f" {RULE}" if SEARCH in bound.parameters() else ""),
        "tags": [told.tag],
        "parameters": [
            *(in_the_path(name, kind) for name in told.path),
            *(as_openapi(parameter) for parameter in bound.parameters()),
            *([LOCATION] if 308 in told.problems else []),
            *told.headers,
        ],
        "responses": told.answers | problems(told.problems),
    }
