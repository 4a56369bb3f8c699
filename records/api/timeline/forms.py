"""The forms of a timeline: JSON, CSV, HXL and a picture.

In the tables rows come after the steps: what lies outside them, if anything does, and then `unbounded` and `undated`, so that
nothing is lost and adding up `certain` gives what is certain.
"""

from collections.abc import Callable, Iterable

import orjson
from django.http import HttpResponse

from records.api import answers
from records.api.files import as_file
from records.api.formats.offered import FORMS as OF_LISTS
from records.api.formats.tables import lines
from records.api.pictures import picture_answer
from records.api.timeline.answer import Answer
from records.api.timeline.drawn import draw_timeline

COLUMNS = ("label", "certain", "possible", "unbounded")
HASHTAGS = ("#date+label", "#indicator+certain+num", "#indicator+possible+num", "#indicator+unbounded+num")

Row = Iterable[str]


def json_form(answer: Answer, etag: str) -> HttpResponse:
    return answers.bytes_answer(orjson.dumps(answer.as_dict()), etag=etag)


def csv_form(answer: Answer, etag: str) -> HttpResponse:
    return _download("csv", answer, lines([COLUMNS, *_rows(answer)]), etag)


def hxl_form(answer: Answer, etag: str) -> HttpResponse:
    return _download("hxl", answer, lines([COLUMNS, HASHTAGS, *_rows(answer)]), etag)


def svg_form(answer: Answer, etag: str) -> HttpResponse:
    return picture_answer(
        draw_timeline(answer),
        etag,
        name=f"whereabouts-timeline-{answer.sequence}",
        address=answer.address,
        redacted=answer.found.redacted,
    )


def _rows(answer: Answer) -> Iterable[Row]:
    for bucket in (*answer.placed.buckets, *answer.placed.outside):
        yield bucket.label, str(bucket.certain), str(bucket.possible), str(bucket.unbounded)
    unbounded = str(answer.placed.unbounded)
    yield "unbounded", "0", unbounded, unbounded
    yield "undated", "0", str(answer.found.undated), "0"


def _download(name: str, answer: Answer, body: bytes, etag: str) -> HttpResponse:
    form = OF_LISTS[name]
    return as_file(
        HttpResponse(body, content_type=form.content_type),
        etag,
        name=f"whereabouts-timeline-{answer.sequence}.{form.extension}",
        address=answer.address,
        redacted=answer.found.redacted,
    )


FORMS: dict[str, Callable[[Answer, str], HttpResponse]] = {
    "json": json_form,
    "csv": csv_form,
    "hxl": hxl_form,
    "svg": svg_form,
}
NAMES = tuple(FORMS)
