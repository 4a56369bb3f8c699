"""The reconciliation service's addresses. The main one takes forms by POST too, as clients send them; it changes nothing."""

from abc import abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse

from records.api import answers as http
from records.api.addresses import root_of
from records.api.filters import FORMAT
from records.api.names.known import known_names
from records.api.newest import newest_sequence
from records.api.parameters import Parameter, any_text, read_query, to_look_for
from records.api.reconcile import answers
from records.api.reconcile.asked import LONGEST, TYPES, kinds_of, read_extension, read_queries, refused
from records.api.views import PublicView

QUERIES = Parameter(
    "queries",
    'Names to match, as JSON: `{"q0": {"query": "Artsakh", "type": "places", "limit": 3}}`. `type` is one of '
    f"{', '.join(TYPES)}; `properties` are `[{{pid, v}}]`.",
    any_text,
    longest=LONGEST,
)
EXTEND = Parameter(
    "extend",
    'Values to add to what was matched, as JSON: `{"ids": ["actors/armenia"], "properties": [{"id": "country"}]}`.',
    any_text,
    longest=LONGEST,
)
PREFIX = Parameter("prefix", "What somebody has typed so far.", to_look_for)
TYPE = Parameter("type", f"Only of this type: {', '.join(TYPES)}.", any_text)


class ReconcileView(PublicView):
    """The service: what it can do, candidates for names, and values of what was matched."""

    def parameters(self) -> list[Parameter]:
        return [QUERIES, EXTEND, FORMAT]

    def get(self, request: HttpRequest) -> HttpResponse:
        values = read_query(self.parameters(), request.POST if request.method == "POST" else request.GET)
        if "queries" in values and "extend" in values:
            raise refused("extend", "Ask for candidates or for values, one after the other.")
        if "queries" in values:
            return _json(
                {
                    key: answers.candidates(known_names(), query)
                    for key, query in read_queries(values["queries"]).items()
                }
            )
        if "extend" in values:
            return _json(answers.extended(read_extension(values["extend"])))
        return _json(answers.manifest(root_of(request)))


class SuggestView(PublicView):
    """Something to choose from while somebody types."""

    def parameters(self) -> list[Parameter]:
        return [PREFIX, FORMAT]

    def get(self, request: HttpRequest) -> HttpResponse:
        values = self.query(request)
        if "prefix" not in values:
            raise refused("prefix", "Give what was typed so far.")
        return _json({"result": self.suggested(values)})

    @abstractmethod
    def suggested(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """What begins with `prefix`."""


class SuggestEntityView(SuggestView):
    def parameters(self) -> list[Parameter]:
        return [PREFIX, TYPE, FORMAT]

    def suggested(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        return answers.suggested_entities(
            known_names(), values["prefix"], kinds_of("type", values.get("type"))
        )


class SuggestTypeView(SuggestView):
    def suggested(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        return answers.suggested_types(values["prefix"])


class SuggestPropertyView(SuggestView):
    def suggested(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        return answers.suggested_properties(values["prefix"])


SUGGESTIONS = {"entity": SuggestEntityView, "type": SuggestTypeView, "property": SuggestPropertyView}


class PropertiesView(PublicView):
    """What can be asked of entries of a type."""

    def parameters(self) -> list[Parameter]:
        return [TYPE, FORMAT]

    def get(self, request: HttpRequest) -> HttpResponse:
        given = self.query(request).get("type")
        properties = answers.proposed(kinds_of("type", given))
        return _json({"type": given, "properties": properties})


def _json(body: Any) -> HttpResponse:
    return http.json_answer(body, etag=http.corpus_etag(newest_sequence()))
