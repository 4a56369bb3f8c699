"""The public views. Each reads its parameters, asks the register, and answers with stored documents.

They are written once and bound to a kind by `urls.py`; what they answer is described in `schema.py`.
"""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from rest_framework.views import APIView

from records.api import answers
from records.api.claims import side_by_side
from records.api.entries import history, readable_row, standing_row, version_row
from records.api.feed import FEED_PARAMETERS, change, changes_after
from records.api.filters import AS_OF, FORMAT, parameters_of_kind, parameters_of_records
from records.api.front import collections
from records.api.moments import read_at
from records.api.pages import count_matches, read_page
from records.api.parameters import Parameter, read_query
from records.api.questions import Question, check_together
from records.kinds import RECORD_KINDS
from records.kinds.base import Kind
from records.published import Moment, as_text, latest


class PublicView(APIView):
    """Anonymous and read-only; knows its parameters."""

    metadata_class = None
    http_method_names = ["get", "head", "options"]

    def query(self, request: Any) -> dict[str, Any]:
        """The request's parameters, or a 400."""
        return read_query(self.parameters(), request.GET)

    def parameters(self) -> list[Parameter]:
        return [FORMAT]


class KindView(PublicView):
    """A view of one kind."""

    kind: ClassVar[Kind]


class ListView(PublicView):
    """Entries of one kind, filtered, ordered and paged; `RecordsView` lists all record kinds together."""

    kind: ClassVar[Kind | None] = None

    def parameters(self) -> list[Parameter]:
        return parameters_of_kind(self.kind) if self.kind else parameters_of_records()

    def get(self, request: Any) -> HttpResponse:
        values = self.query(request)
        check_together(values)
        newest = latest()
        etag = answers.corpus_etag(newest.sequence)
        if unchanged := answers.not_modified(request, etag):
            return unchanged
        kinds = (self.kind.name,) if self.kind else tuple(RECORD_KINDS)
        body = read_at(
            values.get("as_of", newest), lambda moment: list_body(Question(kinds, values, moment), request)
        )
        return answers.json_answer(body, etag=etag)


def list_body(question: Question, request: HttpRequest) -> dict[str, Any]:
    """The envelope of a list; the same for the same question and moment, for ever."""
    page = read_page(question, path=request.path, query=request.GET)
    redacted = question.rows_redacted()
    return {
        "sequence": question.moment.sequence,
        "as_of": moment_text(question.moment),
        "count": count_matches(question),
        "next": page.next,
        "previous": page.previous,
        "facets": None,
        **({"redacted": redacted} if redacted else {}),
        "results": answers.fragments(page.documents),
    }


def moment_text(moment: Moment) -> str | None:
    """When the state of the register that is shown was reached."""
    return as_text(moment.published_at) if moment.published_at else None


class DetailView(KindView):
    """One entry, as it is now or as it stood at a moment."""

    def parameters(self) -> list[Parameter]:
        return [AS_OF, FORMAT]

    def get(self, request: Any, slug: str) -> HttpResponse:
        row = standing_row(self.kind.name, slug, self.query(request).get("as_of"))
        document = readable_row(row)
        etag = answers.version_etag(row.version)
        return answers.not_modified(request, etag) or answers.document_answer(document, etag=etag)


class VersionsView(KindView):
    """Every version of an entry, oldest first."""

    def get(self, request: Any, slug: str) -> HttpResponse:
        self.query(request)
        rows = history(self.kind.name, slug)
        etag = answers.version_etag(rows[-1].version)
        body = {"id": slug, "kind": self.kind.name, "versions": [change(row) for row in rows]}
        return answers.not_modified(request, etag) or answers.json_answer(body, etag=etag)


class VersionView(KindView):
    """One version of an entry, as it was published."""

    def get(self, request: Any, slug: str, version: int) -> HttpResponse:
        self.query(request)
        row = version_row(self.kind.name, slug, version)
        document = readable_row(row)
        etag = answers.version_etag(row.version)
        return answers.not_modified(request, etag) or answers.document_answer(document, etag=etag)


class ClaimsView(KindView):
    """Every claim of a measure side by side."""

    def parameters(self) -> list[Parameter]:
        return [AS_OF, FORMAT]

    def get(self, request: Any, slug: str) -> HttpResponse:
        newest = latest()
        asked = self.query(request).get("as_of", newest)
        etag = answers.corpus_etag(newest.sequence)
        body = read_at(asked, lambda moment: self.claims_at(moment, slug))
        return answers.not_modified(request, etag) or answers.json_answer(body, etag=etag)

    def claims_at(self, moment: Moment, slug: str) -> dict[str, Any]:
        """The measure and its claims. Raises 404 or 410 for the measure."""
        measure = readable_row(standing_row(self.kind.name, slug, moment))
        return {
            "sequence": moment.sequence,
            "as_of": moment_text(moment),
            **side_by_side(slug, measure, moment),
        }


class ChangesView(PublicView):
    """The feed: everything that was ever published, withdrawn or redacted, in sequence. It never expires."""

    def parameters(self) -> list[Parameter]:
        return FEED_PARAMETERS

    def get(self, request: Any) -> HttpResponse:
        values = self.query(request)
        newest = latest()
        etag = answers.corpus_etag(newest.sequence)
        if unchanged := answers.not_modified(request, etag):
            return unchanged
        return answers.json_answer(changes_after(values, newest, path=request.path), etag=etag)


class RootView(PublicView):
    """What there is to ask."""

    def get(self, request: Any) -> HttpResponse:
        self.query(request)
        newest = latest()
        etag = answers.corpus_etag(newest.sequence)
        body = {
            "sequence": newest.sequence,
            "as_of": moment_text(newest),
            "collections": read_at(newest, collections),
        }
        return answers.not_modified(request, etag) or answers.json_answer(body, etag=etag)
