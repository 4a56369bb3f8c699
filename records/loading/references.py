"""References between the entries of a load, as far as they matter: which of them lead nowhere."""

from collections.abc import Iterator

from django.db import models

from records.kinds import KINDS
from records.kinds.base import Kind, Record, shared
from records.loading.entry import Entry
from records.loading.shape import references
from records.publishing.batches import batches_of

Table = type[models.Model]
Id = tuple[Table, str]


class References:
    """The ids of a load by their tables, and those that it cites. An entry in error still counts as there."""

    def __init__(self) -> None:
        self._there: dict[Table, set[str]] = {}
        self._cited: dict[Table, set[str]] = {}

    def note(self, entry: Entry) -> None:
        """Take down what one entry is and cites."""
        kind = KINDS.get(str(entry.kind))
        if kind is None:
            return
        self._there.setdefault(_table(kind), set()).add(entry.id)
        for cite in references(shared(kind.document), entry.data):
            if cite.id not in self._there.get(cite.model, ()):
                self._cited.setdefault(cite.model, set()).add(cite.id)

    def missing(self) -> set[Id]:
        """What is cited, and neither in this load nor on the desk."""
        return {(table, slug) for table, slugs in self._cited.items() for slug in self._missing(table, slugs)}

    def _missing(self, table: Table, cited: set[str]) -> Iterator[str]:
        for slugs in batches_of(sorted(cited - self._there.get(table, set()))):
            yield from {*slugs}.difference(
                table._default_manager.filter(pk__in=slugs).values_list("pk", flat=True)
            )


def _table(kind: Kind) -> Table:
    return Record if kind.is_record else kind.model
