"""A django-ninja project: schemas of Pydantic, its own limit and offset, and the same queries as the DRF project."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from benchmarks.peers.django_settings import settings as shared

settings.configure(**shared(__name__, NINJA_PAGINATION_PER_PAGE=50))
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from ninja import Field, FilterSchema, NinjaAPI, Query, Schema  # noqa: E402
from ninja.pagination import LimitOffsetPagination, paginate  # noqa: E402

from benchmarks.peers.django_queries import incidents, mediated_by, with_words  # noqa: E402


class Actor(Schema):
    id: str
    name: str
    type: str


class Place(Schema):
    id: str
    name: str
    country: str


class Source(Schema):
    id: str
    title: str
    publisher: str


class Participant(Schema):
    actor: Actor
    role: str
    capacity: str
    represents: Actor | None


class Outcome(Schema):
    text: str
    status: str


class Relation(Schema):
    type: str
    other: str = Field(alias="other_id")


class Evidence(Schema):
    source: Source
    paragraph: int
    phrase: str
    states: dict[str, Any]


class Casualty(Schema):
    of: str
    killed: dict[str, Any] | None
    wounded: dict[str, Any] | None


class Incident(Schema):
    id: str
    kind: str
    title: str
    summary: str
    date: str
    date_note: str
    earliest: date | None
    latest: date | None
    status: str
    status_note: str
    category: str
    alleged_by: Actor | None
    casualties: list[Casualty]
    participants: list[Participant]
    places: list[Place]
    outcomes: list[Outcome]
    related: list[Relation]
    evidence: list[Evidence]

    @staticmethod
    def resolve_places(incident: Any) -> list[Any]:
        return [placing.place for placing in incident.placings.all()]


class Filters(FilterSchema):
    mediator: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    search: str | None = None


api = NinjaAPI()


@api.get("/incidents", response=list[Incident])
@paginate(LimitOffsetPagination)
def list_incidents(request: HttpRequest, asked: Query[Filters]) -> Any:
    found = incidents()
    if asked.mediator:
        found = mediated_by(found, asked.mediator)
    if asked.date_from:
        found = found.filter(latest__gte=asked.date_from)
    if asked.date_to:
        found = found.filter(earliest__lte=asked.date_to)
    return with_words(found, asked.search) if asked.search else found


@api.get("/incidents/{slug}", response=Incident)
def read_incident(request: HttpRequest, slug: str) -> Any:
    return get_object_or_404(incidents(), pk=slug)


@api.get("/export")
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Every incident, a line each."""

    def lines() -> Iterator[str]:
        for incident in incidents().iterator(chunk_size=500):
            yield Incident.from_orm(incident).model_dump_json() + "\n"

    return StreamingHttpResponse(lines(), content_type="application/x-ndjson")


urlpatterns = [path("", api.urls)]
application = get_wsgi_application()
