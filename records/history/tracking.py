"""Which tables are watched, in one place: every kind's, and every table whose rows belong to an entry.

Found by walking the models, so that a kind knows nothing of it and a new one is watched without a line. A statement's rows
are recorded together, which keeps bulk loads quick. Old and new are paired by their key for that, so keys may not change.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from pghistory.core import event_models
from pghistory.models import Event

from records.history.events import DeskEvent, KeyStays, OnlyAddedTo, RefuseTruncate
from records.kinds.base import Publishable

LONGEST_TEXT_KEY = 100  # as long as an id
NOT_KEPT = {"article": ("text", "paragraphs")}  # private texts: that they changed is kept, not what they said


def track_desk(found: Iterable[type[models.Model]]) -> None:
    """Watch those of the models that belong to the desk. Called once, when all of them are there."""
    for model in [model for model in found if is_on_the_desk(model)]:
        _track(model)


def is_on_the_desk(model: type[models.Model]) -> bool:
    """An entry's own table, or one whose rows go when their entry goes."""
    options = model._meta
    return not (options.abstract or options.proxy or issubclass(model, Event)) and (
        issubclass(model, Publishable) or owner_column(model) is not None
    )


def owner_column(model: type[models.Model]) -> models.ForeignKey[Any, Any] | None:
    """The foreign key by which a row belongs to its entry; none for entries themselves."""
    for column in model._meta.local_fields:
        if isinstance(column, models.ForeignKey) and _is_owner(column):
            return column
    return None


def _is_owner(column: models.ForeignKey[Any, Any]) -> bool:
    link: Any = column.remote_field
    return not link.parent_link and link.on_delete is models.CASCADE and issubclass(link.model, Publishable)


def event_model_of(model: type[models.Model]) -> Any:
    """Where the history of a table is kept; None for a table that is not watched."""
    return _event_models().get(model)


@cache
def _event_models() -> dict[Any, Any]:
    return {each.pgh_tracked_model: each for each in event_models()}  # type: ignore[attr-defined]


def _track(model: type[models.Model]) -> None:
    kept = [column for column in model._meta.local_concrete_fields if column.name not in _left_out(model)]
    keys = {column.name: text for column in kept if (text := _key_as_value(column))}
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
        model_name=f"{model.__name__}Event",
        base_model=DeskEvent,
        fields=[column.name for column in kept if column.name not in keys],
        attrs=keys,
        obj_field=None,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]  # as its documentation has it
        meta={
            "default_permissions": (),
            "triggers": [OnlyAddedTo()],
            "indexes": list(_indexes(model)),
        },
    )(model)
    owner = owner_column(model)
    keys_alone = {model._meta.pk.name, *([owner.name] if owner else [])}
    pgtrigger.register(RefuseTruncate(), KeyStays(*sorted(keys_alone)))(model)


def _left_out(model: type[models.Model]) -> tuple[str, ...]:
    return NOT_KEPT.get(str(model._meta.model_name), ())


def _key_as_value(column: Any) -> Any:
    """What keeps a primary or foreign key: a plain value that holds on to no other row. None for other columns."""
    if not (column.is_relation or column.primary_key):
        return None
    target = column
    while target.is_relation:  # a kind's key is that of the record it belongs to
        target = target.remote_field.model._meta.pk
    options = {"db_column": column.column, "null": column.null, "help_text": column.help_text}
    if isinstance(target, models.CharField):
        return models.CharField(max_length=LONGEST_TEXT_KEY, **options)
    return models.BigIntegerField(**options)


def _indexes(model: type[models.Model]) -> Iterator[models.Index]:
    owner = owner_column(model) or model._meta.pk
    yield models.Index(fields=[owner.name, "pgh_id"])
    if "state" in {column.name for column in model._meta.local_fields}:
        yield models.Index(
            fields=["pgh_id"],
            condition=Q(pgh_label="delete"),
            name=f"{model.__name__.lower()[:20]}_deletions",
        )
