"""The public views. Each reads its parameters, asks the register, and answers with stored documents.

They are written once and bound to a kind by `urls.py`; what they answer is described in `schema/`.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from rest_framework.views import APIView

from records.api import answers, meant
from records.api.accepted import format_of, refuse_other_formats
from records.api.entries import entry_version, history, lead_on, one_document, standing_entry
from records.api.errors import problem_from, problem_response
from records.api.exports import Question, tag_of, whole_answer
from records.api.facets import facets_of
from records.api.feed import FEED_PARAMETERS, change
from records.api.feed import FORMATS as FEED_FORMATS
from records.api.feed import answer as feed_answer
from records.api.filters import (
    AS_OF,
    FORMAT,
    HISTORY_FORMAT,
    parameters_of_kind,
    parameters_of_records,
)
from records.api.formats.offered import FORMS, names_for
from records.api.front import collections
from records.api.highlights import highlights_of
from records.api.hints import lists_that_take
from records.api.mementos import (
    accepted_datetime,
    memento_headers,
    original_headers,
    timegate_answer,
    timemap_answer,
)
from records.api.moments import refuse_unreached
from records.api.options import options_answer
from records.api.pages import Neighbours, page_of
from records.api.parameters import Parameter, read_query
from records.api.questions import check_together, wanted_by
from records.api.sparse import cut, fields_of, fields_parameter
from records.api.typed import with_usual_order
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Kind
from records.reading.pages import read_page
from records.reading.totals import standing_by_kind
from records.reading.wanted import NOW, Order, Slice

ANY = Order("time", descending=True)


class PublicView(APIView):
    """Anonymous and read-only; knows its parameters."""

    summary: ClassVar[str] = ""
    description: ClassVar[str] = ""
    formats: ClassVar[tuple[str, ...]] = ("json",)
    metadata_class = None
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """REST framework's, without authentication, permissions, throttles and renderers: nothing here has any.

        They took more time than the rest of an answer. The framework still describes these views.
        """
        if request.method == "OPTIONS":
            return options_answer(request, type(self))
        try:
            refuse_other_formats(request, self.formats)
            return self.get(request, *args, **kwargs)  # type: ignore[attr-defined]
        except Exception as error:
            problem = problem_from(error)
            if problem is None:
                raise
            return problem_response(problem)

    def query(self, request: HttpRequest) -> dict[str, Any]:
        """The request's parameters, or a 400."""
        if not request.META.get("QUERY_STRING"):
            return {}
        return read_query(self.parameters(), request.GET, self.elsewhere)

    def elsewhere(self, name: str) -> Sequence[str]:
        """The addresses to say to whoever gives a parameter that is not known here."""
        return lists_that_take(name)

    def parameters(self) -> list[Parameter]:
        return [FORMAT]


class KindView(PublicView):
    """A view of one kind."""

    kind: ClassVar[Kind]


class ListView(PublicView):
    """Entries of one kind, or of every kind of record, filtered, ordered and paged."""

    kind: ClassVar[Kind | None] = None

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind.name,) if self.kind else tuple(RECORD_KINDS)

    @property
    def formats(self) -> tuple[str, ...]:  # type: ignore[override]
        return names_for(self.kinds)

    def parameters(self) -> list[Parameter]:
        return parameters_of_kind(self.kind) if self.kind else parameters_of_records()

    def get(self, request: HttpRequest) -> HttpResponseBase:
        values = self.query(request)
        form = format_of(request, values, self.formats)
        check_together(values, form)
        if unchanged := answers.unchanged_corpus(request, tag_of(form, values)):
            return unchanged
        wanted = wanted_by(self.kinds, values)
        if form != "json":
            collection = self.kind.collection if self.kind else "records"
            return whole_answer(request, Question(collection, self.kinds, wanted, values), FORMS[form])
        tag = answers.tag_of_moment(wanted.at)
        found = page_of(wanted, with_usual_order(self.kinds, values), path=request.path, query=request.GET)
        page = found.page
        envelope = {
            **answers.state(page.sequence or 0, page.published_at),
            "count": found.count,
            "next": found.next,
            "previous": found.previous,
            "facets": facets_of(self.kinds, values, page.sequence or 0),
            **self._of_some_answers(request, values, found),
        }
        body = answers.enveloped(envelope, "results", cut(found.documents, fields_of(values)))
        return answers.bytes_answer(body, etag=tag(page.sequence))

    def _of_some_answers(
        self, request: HttpRequest, values: dict[str, Any], found: Neighbours
    ) -> dict[str, Any]:
        """What is said only where there is something to say, or where it was asked for."""
        said = answers.redacted_since(found.page.redacted)
        if "highlight" in values:
            said["highlights"] = highlights_of(found.documents, values["search"], self.kinds)
        nothing = not found.documents and not found.next
        if (nothing or meant.leaves_out(request.GET)) and values.keys().isdisjoint(("cursor", "as_of")):
            question = meant.Question(request.path, request.GET, self.kinds, self.finds, nothing=nothing)
            if offered := meant.did_you_mean(question, found.page.sequence or 0):
                said["did_you_mean"] = offered
        return said

    def finds(self, query: QueryDict) -> bool:
        """Whether another query of this list has a result."""
        wanted = wanted_by(self.kinds, read_query(self.parameters(), query))
        return bool(read_page(wanted, Slice(ANY, 1), count="none").documents)


class DetailView(KindView):
    """One entry, as it is now or as it stood at a moment."""

    def parameters(self) -> list[Parameter]:
        return [AS_OF, fields_parameter((self.kind.name,)), FORMAT]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        values = self.query(request)
        when = accepted_datetime(request)
        if when and "as_of" not in values:
            return timegate_answer(request, history(request, self.kind.name, slug), when)
        entry = standing_entry(request, self.kind.name, slug, values.get("as_of", NOW))
        headers = (memento_headers if "as_of" in values else original_headers)(request, entry)
        entry = lead_on(entry, request, headers)
        return one_document(request, entry, headers, fields=fields_of(values))


class VersionsView(KindView):
    """Every version of an entry, oldest first."""

    formats: ClassVar[tuple[str, ...]] = ("json", "link")

    def parameters(self) -> list[Parameter]:
        return [AS_OF, HISTORY_FORMAT]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        values = self.query(request)
        entries = history(request, self.kind.name, slug, values.get("as_of", NOW))
        if format_of(request, values, self.formats) == "link":
            return timemap_answer(request, entries)
        etag = answers.version_etag(entries[-1].version)
        body = {"id": slug, "kind": self.kind.name, "versions": [change(entry) for entry in entries]}
        return answers.not_modified(request, etag) or answers.json_answer(body, etag=etag)


class VersionView(KindView):
    """One version of an entry, as it was published."""

    def get(self, request: HttpRequest, slug: str, version: int) -> HttpResponse:
        self.query(request)
        entry = entry_version(request, self.kind.name, slug, version)
        return one_document(request, entry, memento_headers(request, entry))


class ChangesView(PublicView):
    """The feed: everything that was ever published, withdrawn or redacted, in sequence. It never expires."""

    formats = FEED_FORMATS

    def parameters(self) -> list[Parameter]:
        return FEED_PARAMETERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        values = self.query(request)
        form = format_of(request, values, self.formats)
        return answers.unchanged_corpus(request, form) or feed_answer(request, values, form)


class RootView(PublicView):
    """What there is to ask."""

    def parameters(self) -> list[Parameter]:
        return [AS_OF, FORMAT]

    def get(self, request: HttpRequest) -> HttpResponse:
        at = self.query(request).get("as_of", NOW)
        if unchanged := answers.unchanged_corpus(request):
            return unchanged
        tag = answers.tag_of_moment(at)
        sequence, published_at, redacted, standing = standing_by_kind(tuple(KINDS), at)
        if sequence is None:
            refuse_unreached(at)
        body = {
            **answers.state(sequence or 0, published_at),
            "collections": collections(standing),
            **answers.redacted_since(redacted),
        }
        return answers.json_answer(body, etag=tag(sequence))
