"""Records are also found by what they cite is called, in any script: by every name of an actor or a place.

As the public search does; see decision 10. A name answers when all of the words that were typed are in names of one entry.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from records.editorial.layout import name_columns
from records.editorial.references import names_in_lines
from records.history.tables import Watched, tables_of
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Record

CALLED = ("actor", "place")
QUOTES = ('"', "'")


class FoundByCitedNames(admin.ModelAdmin):
    """An admin of records whose search knows the names of what they cite."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.strip() or not issubclass(self.model, Record):
            return found, may_repeat
        own = Q(pk__in=found.order_by().values("pk"))
        return queryset.filter(own | citing_what_is_called(self.model, search_term)), False


def citing_what_is_called(model: type[models.Model], typed: str) -> Q:
    """The records of a table that cite an actor or a place of such a name."""
    called = {KINDS[name].model: _called(name, typed) for name in CALLED}
    citing = Q()
    for table, column in _citations(model):
        rows = table.model._default_manager.filter(**{f"{column.name}__in": called[column.related_model]})
        citing |= Q(pk__in=rows.order_by().values(table.owner))
    return citing


def _called(name: str, typed: str) -> QuerySet[Any]:
    kind = KINDS[name]
    entries = kind.model._default_manager.alias(lines_of_names=names_in_lines(kind.model, name_columns(kind)))
    words = Q.create([Q(lines_of_names__icontains=word) for word in _words(typed)])
    return entries.filter(words).order_by().values("pk")


def _words(typed: str) -> Iterator[str]:
    for word in smart_split(typed):
        yield unescape_string_literal(word) if word[0] in QUOTES and word[0] == word[-1] else word


def _citations(model: type[models.Model]) -> Iterable[tuple[Watched, Any]]:
    """The columns in which a record, or a row of it, cites an actor or a place, each once."""
    cited = [KINDS[name].model for name in CALLED]
    records = [kind.model for kind in RECORD_KINDS.values()] if model is Record else [model]
    tables = dict.fromkeys(table for record in records for table in tables_of(record))
    return [
        (table, column)
        for table in tables
        for column in table.model._meta.local_fields
        if column.related_model in cited
    ]
