"""`/api/v1/timeline/`: any question that `/api/v1/records/` takes, answered by numbers of records over time.

Only records are counted. What they count (people released, missing, killed) is never added up: figures contradict each other.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from records.api import answers
from records.api.accepted import format_of, format_parameter
from records.api.filters import parameters_of_records
from records.api.moments import refuse_unreached
from records.api.pages import address_for_ever
from records.api.parameters import Parameter, choice
from records.api.questions import check_together, period_of, wanted_by
from records.api.timeline.answer import Answer
from records.api.timeline.buckets import check_span, place
from records.api.timeline.forms import FORMS, NAMES
from records.api.views import PublicView
from records.kinds import RECORD_KINDS
from records.reading.timeline import MOST, MOST_WITHIN, read_timeline
from records.reading.wanted import NOW

KINDS = tuple(RECORD_KINDS)
OF_LISTS = frozenset(
    {"highlight", "fields", "facets", "ordering", "page_size", "cursor", "count", "manifest", "format"}
)

INTERVAL = choice(
    "interval",
    "How long a bucket is. At most 1,200 of them are given: more between `date_from` and `date_to` are refused; where "
    "one is missing, the buckets are those where most records are, and `outside` has what they leave out.",
    ["year", "month"],
    default="year",
)
COUNT = choice(
    "count",
    f"`exact` counts every match. Without it the newest {MOST:,} by date are counted, or {MOST_WITHIN:,} where nothing but "
    "`kind` and dates narrows; `exact` in the answer says whether these were all.",
    ["exact"],
)
FORMAT = format_parameter(
    NAMES, "`json`; `csv`, a row a bucket; `hxl`, CSV with a row of HXL hashtags; `svg`, a picture"
)


class TimelineView(PublicView):
    """Records along time, of every kind together or of those asked for."""

    formats = NAMES

    def parameters(self) -> list[Parameter]:
        asked = [each for each in parameters_of_records() if each.name not in OF_LISTS]
        return [INTERVAL, *asked, COUNT, FORMAT]

    def get(self, request: HttpRequest) -> HttpResponse:
        values = self.query(request)
        form = format_of(request, values, self.formats)
        check_together(values, "json")
        check_span(*period_of(values), values.get("interval", "year"))
        if unchanged := answers.unchanged_corpus(request, form):
            return unchanged
        tag = answers.tag_of_moment(values.get("as_of", NOW), form)
        answer = _answer(request, values, form)
        etag = tag(answer.sequence)
        return FORMS[form](answer, etag)


def _answer(request: HttpRequest, values: dict[str, Any], form: str) -> Answer:
    unit = values.get("interval", "year")
    wanted = wanted_by(KINDS, values)
    found = read_timeline(wanted, unit, exact="count" in values)
    if found.sequence is None:
        refuse_unreached(wanted.at)
    first, last = period_of(values)
    if found.counted_from:
        first = max(first or found.counted_from, found.counted_from)
    placed = place(found.stretches, unit, first=first, last=last)
    address = address_for_ever(request, found.sequence or 0, form)
    return Answer(found, placed, unit, address)
