"""What the box of a reference offers while somebody types: the entry of that very name first, then what begins so.

Django finds by texts too and lists by name, so that `Armenia` offered its minister Ararat Mirsoyan first. What is found stays
Django's business; here it is put in order.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.text import smart_split

LINE = "\n"
EXACT, BEGINS, WORDS_BEGIN, SAYS_SO = range(4)


class References(AutocompleteJsonView):
    """The entries that a reference may be to, the nearest first."""

    def get_queryset(self) -> QuerySet[Any]:
        names = getattr(self.model_admin, "name_columns", ())
        return nearest_first(super().get_queryset(), " ".join(self.term.split()), names)


def nearest_first(items: QuerySet[Any], typed: str, names: Iterable[str]) -> QuerySet[Any]:
    """Entries in the order of how a name of theirs answers what was typed; `names` are the columns that hold one or more."""
    columns = tuple(names)
    if not typed or not columns:
        return items
    near = items.annotate(lines_of_names=names_in_lines(items.model, columns)).annotate(
        nearness=_nearness(typed)
    )
    return near.order_by("nearness", columns[0], "pk")


def _nearness(typed: str) -> Case:
    words = [rf"\m{re.escape(word)}" for word in smart_split(typed)]
    return Case(
        When(Q(pk=typed) | _a_name(f"^{re.escape(typed)}$"), then=Value(EXACT)),
        When(_a_name(f"^{re.escape(typed)}"), then=Value(BEGINS)),
        When(Q.create([_a_name(word) for word in words]), then=Value(WORDS_BEGIN)),
        default=Value(SAYS_SO),
    )


def _a_name(pattern: str) -> Q:
    """`(?n)` makes each line begin and end by itself."""
    return Q(lines_of_names__iregex=f"(?n){pattern}")


def names_in_lines(model: type[models.Model], columns: Iterable[str]) -> Combinable:
    """Every name of an entry, one a line."""
    lines = [part for column in columns for part in (_lines_of(model, column), Value(LINE))]
    return Concat(*lines, output_field=TextField())


def _lines_of(model: type[models.Model], column: str) -> Combinable:
    name, _, below = column.partition("__")
    if below:
        return _lines_of_rows(model._meta.get_field(name), below)
    if isinstance(model._meta.get_field(name), models.JSONField):
        return Func(F(name), template=_ITEMS, output_field=TextField())
    return F(name)


_ITEMS = "(SELECT string_agg(item, E'\\n') FROM jsonb_array_elements_text(%(expressions)s) AS item)"


def _lines_of_rows(rows: Any, column: str) -> Combinable:
    """A subquery: a join would list an entry once for each of its names."""
    own = rows.related_model._default_manager.filter(**{rows.field.name: OuterRef("pk")}).order_by()
    together = own.values(rows.field.name).annotate(lines=StringAgg(column, Value(LINE)))
    return Subquery(together.values("lines"), output_field=TextField())
