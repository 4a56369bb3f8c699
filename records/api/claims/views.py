"""`/api/v1/measures/<id>/claims/`."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from records.api import answers
from records.api.accepted import format_of, format_parameter
from records.api.claims.drawn import draw_claims
from records.api.claims.side_by_side import MOST, side_by_side
from records.api.entries import lead_on, standing_entry, text_of
from records.api.exports import Question, tag_of, whole_answer
from records.api.filters import AS_OF, MANIFEST, filters_of, parameters_of_kind
from records.api.formats.offered import FORMS
from records.api.hints import lists_that_take
from records.api.moments import refuse_unreached
from records.api.pages import address_for_ever
from records.api.parameters import Parameter
from records.api.pictures import picture_answer, source_of
from records.api.questions import check_together
from records.api.views import KindView
from records.kinds import KINDS
from records.reading.pages import read_page
from records.reading.wanted import NOW, At, Order, Slice, Wanted

ONE_MEASURE = "/api/v1/figures/?measure=…"
OLDEST_FIRST = Order("date", descending=False)
TABLES = ("ndjson", "csv", "hxl", "xlsx", "parquet")
NAMES = ("json", *TABLES, "svg")
FORMAT = format_parameter(
    NAMES,
    "`json`; the claims as figures, all of them, as `ndjson`, `csv`, `hxl`, `xlsx` or `parquet`; or `svg`, a picture",
)


class ClaimsView(KindView):
    """Every claim of a measure side by side."""

    formats = NAMES

    def parameters(self) -> list[Parameter]:
        return [AS_OF, MANIFEST, FORMAT]

    def elsewhere(self, name: str) -> Sequence[str]:
        """Claims are figures, and are narrowed in their list."""
        of_figures = {parameter.name for parameter in parameters_of_kind(KINDS["figure"])}
        return [ONE_MEASURE] if name in of_figures else lists_that_take(name)

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        values = self.query(request)
        form = format_of(request, values, self.formats)
        check_together(values, form if form in TABLES else "json")
        if unchanged := answers.unchanged_corpus(request, tag_of(form, values)):
            return unchanged
        term = filters_of(("figure",))["measure"].term(slug)
        wanted = Wanted(("figure",), values.get("as_of", NOW), terms=((term,),))
        if form in TABLES:
            self._measure(request, slug, wanted.at)
            return whole_answer(
                request,
                Question(f"claims-about-{slug}", wanted.kinds, wanted, values, OLDEST_FIRST),
                FORMS[form],
            )
        return self._side_by_side(request, slug, wanted, form)

    def _side_by_side(self, request: HttpRequest, slug: str, wanted: Wanted, form: str) -> HttpResponse:
        tag = answers.tag_of_moment(wanted.at, form)
        claims = read_page(wanted, Slice(OLDEST_FIRST, MOST + 1), count="none")
        if claims.sequence is None:
            refuse_unreached(wanted.at)
        sequence = claims.sequence or 0
        measure = self._measure(request, slug, At(sequence=sequence))
        etag = tag(sequence)
        said = answers.state(sequence, claims.published_at)
        if form == "json":
            said |= answers.redacted_since(claims.redacted) | side_by_side(measure, claims.documents)
            return answers.json_answer(said, etag=etag)
        address = address_for_ever(request, sequence, form)
        picture = draw_claims(measure, claims.documents, source=source_of(said), address=address)
        return picture_answer(
            picture,
            etag,
            name=f"whereabouts-claims-about-{slug}-{sequence}",
            address=address,
            redacted=claims.redacted,
        )

    def _measure(self, request: HttpRequest, slug: str, at: At) -> bytes:
        return text_of(lead_on(standing_entry(request, self.kind.name, slug, at), request))
