"""The tables that hold an entry: its own, and those of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from records.history.tracking import event_model_of, is_on_the_desk, owner_column

Values = dict[str, Any]  # columns of a row by field, references by id


@dataclass(frozen=True)
class Watched:
    """A table and its history. `owner` is the field that names the entry; `is_own` where a row is the entry itself."""

    model: type[models.Model]
    events: Any
    owner: str
    is_own: bool

    @property
    def key(self) -> str:
        """The field by which a row is known."""
        return str(self.model._meta.pk.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """What is kept of a row."""
        return tuple(field.name for field in self.events._meta.fields if not field.name.startswith("pgh_"))


@cache
def tables_of(model: type[models.Model]) -> tuple[Watched, ...]:
    """The watched tables of a kind's entries, their own first."""
    own = [*reversed(model._meta.get_parent_list()), model]
    entry = [Watched(each, event_model_of(each), str(each._meta.pk.name), is_own=True) for each in own]
    return (*entry, *_rows_of(own))


def _rows_of(own: list[type[models.Model]]) -> Iterator[Watched]:
    for model in apps.get_app_config("records").get_models():
        owner = owner_column(model) if is_on_the_desk(model) else None
        if owner is not None and owner.remote_field.model in own:
            yield Watched(model, event_model_of(model), owner.name, is_own=False)
