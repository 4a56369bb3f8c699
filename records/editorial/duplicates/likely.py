"""Finds records that may be about the same event: of the same kind, at a time that overlaps, with an actor in common.

Actors are those of the participants, whom they represent, and those that the kind names in its own columns and rows.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Func, IntegerField, Q, Value, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce

from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.base import Kind, Record, row_lists, shared
from records.kinds.base.vocabulary import State
from records.loading.shape import parent_column

MOST = 5  # shown; first those with the most in common, then those that the narrowest period is known of


def likely_duplicates(record: Record) -> list[Any]:
    """Other records of its kind, each with `in_common`, the names of the actors that both name. One query.

    A record of which no period is known is compared by its date's very text, and one without a date not at all.
    """
    if not record.date:
        return []
    kind = KINDS[record.kind]
    both = Actor.objects.filter(_named_by(kind, record.pk) & _named_by(kind, OuterRef(OuterRef("pk"))))
    others = kind.model._default_manager.exclude(pk=record.pk).exclude(state=State.WITHDRAWN)
    found = others.filter(_overlaps(record)).annotate(
        in_common=ArraySubquery(both.order_by("name").values("name"))
    )
    alike = Coalesce(
        Func("in_common", 1, function="array_length", output_field=IntegerField()), 0
    ) + _agreeing(kind, record)
    width = Coalesce("latest", Value(date.max)) - Coalesce("earliest", Value(date.min))
    return list(found.exclude(in_common=[]).order_by(alike.desc(), width.asc(), "pk")[:MOST])


def _agreeing(kind: Kind, record: Record) -> Any:
    """How many of the kind's own words, such as a category or a measure, two records share."""
    values = {column: getattr(record, column) for column in kind.editor.list_filters}
    agrees = (Case(When(**{column: value}, then=1), default=0) for column, value in values.items() if value)
    return sum(agrees, Value(0))


def _overlaps(record: Record) -> Q:
    if record.earliest is None and record.latest is None:
        return Q(date=record.date)
    overlaps = ~Q(earliest=None, latest=None)
    if record.latest:
        overlaps &= Q(earliest__lte=record.latest) | Q(earliest=None)
    if record.earliest:
        overlaps &= Q(latest__gte=record.earliest) | Q(latest=None)
    return overlaps


def _named_by(kind: Kind, pk: Any) -> Q:
    """The actors that a record names."""
    named = Q()
    for model, parent, column in _columns(kind):
        named |= Q(pk__in=model._default_manager.filter(**{parent: pk}).values(column))
    return named


def _columns(kind: Kind) -> Iterator[tuple[Any, str, str]]:
    """Each column of a kind and its rows that refers to an actor, with the one that refers to the record."""
    rows = [field.child.Meta.model for field in row_lists(shared(kind.document)).values()]
    for model, parent in [(kind.model, "pk"), *((row, parent_column(row, kind.model)) for row in rows)]:
        for column in model._meta.fields:
            if column.related_model is Actor:
                yield model, parent, column.name
