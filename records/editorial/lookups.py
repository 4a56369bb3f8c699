"""Which query parameters of a list the database is asked for: those that the list's own filters write, and no others.

Django lets whoever may open a list filter it by any column of the model, and so guess hidden ones letter by letter.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

ENDINGS = ("", "__exact", "__id__exact", "__isnull", "__in")


class DeclaredLookups(admin.ModelAdmin):
    """An admin whose list is filtered by its `list_filter` alone."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return is_declared_lookup(lookup, _parameters(self.list_filter))


def is_declared_lookup(lookup: str, filters: Iterable[str]) -> bool:
    """Whether a query parameter of the list is one that its own filters write."""
    return any(lookup == f"{name}{ending}" for name in filters for ending in ENDINGS)


def _parameters(filters: Any) -> list[str]:
    """A filter is a column, a column with the class that shows it, or a class with a parameter of its own."""
    named = (given[0] if isinstance(given, list | tuple) else given for given in filters)
    return [getattr(name, "parameter_name", name) for name in named]
