"""A FastAPI application: response models of Pydantic, a session a request, limit and offset without a count."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.peers.fastapi_sqlalchemy import tables
from benchmarks.peers.fastapi_sqlalchemy.tables import SESSIONS, incidents, mediated_by, with_words


class FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Actor(FromRow):
    id: str
    name: str
    type: str


class Place(FromRow):
    id: str
    name: str
    country: str


class Source(FromRow):
    id: str
    title: str
    publisher: str


class Participant(FromRow):
    actor: Actor
    role: str
    capacity: str
    represents: Actor | None


class Outcome(FromRow):
    text: str
    status: str


class Relation(FromRow):
    type: str
    other_id: str


class Evidence(FromRow):
    source: Source
    paragraph: int
    phrase: str
    states: dict[str, Any]


class Casualty(FromRow):
    of: str
    killed: dict[str, Any] | None
    wounded: dict[str, Any] | None


class Incident(FromRow):
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


class Incidents(BaseModel):
    results: list[Incident]


app = FastAPI()


async def session() -> AsyncIterator[AsyncSession]:
    async with SESSIONS() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(session)]


@app.get("/incidents")
async def list_incidents(
    opened: Session,
    mediator: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    search: str | None = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Incidents:
    found = incidents()
    if mediator:
        found = mediated_by(found, mediator)
    if date_from:
        found = found.where(tables.Incident.latest >= date_from)
    if date_to:
        found = found.where(tables.Incident.earliest <= date_to)
    if search:
        found = with_words(found, search)
    rows = (await opened.scalars(found.offset(offset).limit(limit))).all()
    return Incidents.model_validate({"results": rows}, from_attributes=True)


@app.get("/incidents/{slug}")
async def read_incident(opened: Session, slug: str) -> Incident:
    row = (await opened.scalars(incidents().where(tables.Incident.id == slug))).one_or_none()
    if row is None:
        raise HTTPException(404)
    return Incident.model_validate(row)


@app.get("/export")
async def export() -> StreamingResponse:
    """Every incident, a line each."""

    async def lines() -> AsyncIterator[str]:
        async with SESSIONS() as opened:
            rows = await opened.stream_scalars(incidents().execution_options(yield_per=500))
            async for row in rows:
                yield Incident.model_validate(row).model_dump_json() + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")
