"""The documentation as people and programs get it: the committed schema, and Swagger UI from this host alone."""

from functools import cache
from typing import Any

import orjson
import yaml
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView

from records.api.parameters import choice, read_query

SCHEMA_FILE = settings.BASE_DIR / "openapi.yaml"
SCHEMA_PARAMETERS = [choice("format", "yaml or json.", ["yaml", "json"])]


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document: YAML, or JSON with `?format=json`. It is the committed file, which a test holds true."""
    if read_query(SCHEMA_PARAMETERS, request.GET).get("format") == "json":
        return HttpResponse(_as_json(), content_type="application/vnd.oai.openapi+json")
    return HttpResponse(SCHEMA_FILE.read_bytes(), content_type="application/vnd.oai.openapi")


@cache
def _as_json() -> bytes:
    return orjson.dumps(yaml.load(SCHEMA_FILE.read_bytes(), yaml.CSafeLoader))


class DocumentationView(SpectacularSwaggerSplitView):
    """Swagger UI. Script and styles are answers of their own, so that a strict CSP holds."""

    url = "/api/schema/"
    template_name = "records/docs.html"

    def _get_schema_url(self, request: Any) -> str:
        return self.url
