"""The desk's tables as SQLAlchemy models, and the queries over them."""

import os
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Select, desc, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSONB}


class Actor(Base):
    __tablename__ = "records_actor"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]


class Place(Base):
    __tablename__ = "records_place"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    country: Mapped[str]


class Source(Base):
    __tablename__ = "records_source"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]


class Participation(Base):
    __tablename__ = "records_participation"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    record_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"))
    actor_id: Mapped[str] = mapped_column(ForeignKey("records_actor.id"))
    represents_id: Mapped[str | None] = mapped_column(ForeignKey("records_actor.id"))
    role: Mapped[str]
    capacity: Mapped[str]
    actor: Mapped[Actor] = relationship(foreign_keys=actor_id)
    represents: Mapped[Actor | None] = relationship(foreign_keys=represents_id)


class Placing(Base):
    __tablename__ = "records_placing"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    record_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"))
    place_id: Mapped[str] = mapped_column(ForeignKey("records_place.id"))
    place: Mapped[Place] = relationship()


class Outcome(Base):
    __tablename__ = "records_outcome"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    record_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"))
    text: Mapped[str]
    status: Mapped[str]


class Relation(Base):
    __tablename__ = "records_relation"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    record_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"))
    type: Mapped[str]
    other_id: Mapped[str]


class Evidence(Base):
    __tablename__ = "records_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    record_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"))
    source_id: Mapped[str] = mapped_column(ForeignKey("records_source.id"))
    paragraph: Mapped[int]
    phrase: Mapped[str]
    states: Mapped[dict[str, Any]]
    source: Mapped[Source] = relationship()


class Casualty(Base):
    __tablename__ = "records_casualty"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    incident_id: Mapped[str] = mapped_column(ForeignKey("records_incident.record_ptr_id"))
    of: Mapped[str]
    killed: Mapped[dict[str, Any] | None]
    wounded: Mapped[dict[str, Any] | None]


class Record(Base):
    __tablename__ = "records_record"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    date: Mapped[str]
    date_note: Mapped[str]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    status: Mapped[str]
    status_note: Mapped[str]
    bench_words: Mapped[str] = mapped_column(TSVECTOR, deferred=True)
    participants: Mapped[list[Participation]] = relationship(
        order_by=(Participation.position, Participation.id)
    )
    placings: Mapped[list[Placing]] = relationship(order_by=(Placing.position, Placing.id))
    outcomes: Mapped[list[Outcome]] = relationship(order_by=(Outcome.position, Outcome.id))
    related: Mapped[list[Relation]] = relationship(order_by=(Relation.position, Relation.id))
    evidence: Mapped[list[Evidence]] = relationship(order_by=(Evidence.position, Evidence.id))
    # A kind is a table of its own that shares the record's key: joined-table inheritance.
    __mapper_args__ = {"polymorphic_on": "kind"}

    @property
    def places(self) -> list[Place]:
        return [placing.place for placing in self.placings]


class Incident(Record):
    __tablename__ = "records_incident"
    record_ptr_id: Mapped[str] = mapped_column(ForeignKey("records_record.id"), primary_key=True)
    category: Mapped[str]
    alleged_by_id: Mapped[str | None] = mapped_column(ForeignKey("records_actor.id"))
    alleged_by: Mapped[Actor | None] = relationship()
    casualties: Mapped[list[Casualty]] = relationship(order_by=(Casualty.position, Casualty.id))
    __mapper_args__ = {"polymorphic_identity": "incident"}


ENGINE = create_async_engine(os.environ["DATABASE_URL"], pool_size=8)
SESSIONS = async_sessionmaker(ENGINE, expire_on_commit=False)


def incidents() -> Select[tuple[Incident]]:
    """Newest first, with all that an answer shows."""
    return (
        select(Incident)
        .options(
            joinedload(Incident.alleged_by),
            selectinload(Incident.participants).joinedload(Participation.actor),
            selectinload(Incident.participants).joinedload(Participation.represents),
            selectinload(Incident.placings).joinedload(Placing.place),
            selectinload(Incident.outcomes),
            selectinload(Incident.related),
            selectinload(Incident.evidence).joinedload(Evidence.source),
            selectinload(Incident.casualties),
        )
        .order_by(desc(Incident.earliest), desc(Record.id))
    )


def mediated_by(found: Select[tuple[Incident]], actor: str) -> Select[tuple[Incident]]:
    is_mediator = (Participation.role == "mediator") & (Participation.actor_id == actor)
    return found.where(Incident.participants.any(is_mediator))


def with_words(found: Select[tuple[Incident]], text: str) -> Select[tuple[Incident]]:
    asked = func.websearch_to_tsquery(literal_column("'english'::regconfig"), text)
    return found.where(Record.bench_words.bool_op("@@")(asked))
