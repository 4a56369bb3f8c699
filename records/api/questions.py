"""A question: a collection's parsed parameters, checked against each other, turned into rows of the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from records.api.errors import ParameterError
from records.api.filters import DEFAULT_ORDERING, PAGE_SIZE, filters_of
from records.api.parameters import invalid
from records.published import Moment, RegisterQuerySet, register


@dataclass(frozen=True)
class Question:
    """What is asked of which kinds, at which moment."""

    kinds: tuple[str, ...]
    values: dict[str, Any]
    moment: Moment

    @property
    def ordering(self) -> str:
        return str(self.values.get("ordering", DEFAULT_ORDERING))

    @property
    def page_size(self) -> int:
        return int(self.values.get("page_size", PAGE_SIZE))

    def matches(self) -> RegisterQuerySet:
        """Every row that answers the question, in no order."""
        rows = register().readable_at(self.moment).of_kinds(self.asked_kinds())
        rows = self._in_period(self._with_terms(rows))
        if {"count_min", "count_max"} & self.values.keys():
            rows = rows.counting(self.values.get("count_min"), self.values.get("count_max"))
        if "changed_since" in self.values:
            rows = rows.filter(published_at__gte=self.values["changed_since"])
        return rows.matching(self.values["search"]) if "search" in self.values else rows

    def rows_redacted(self) -> int:
        """Entries of these kinds that stood at the moment and whose text was removed since, matching or not."""
        return register().of_kinds(self.kinds).redacted_at(self.moment)

    def asked_kinds(self) -> list[str]:
        """The collection's kinds, narrowed by `kind`; repeated, it asks for a record of several kinds: there is none."""
        groups = self.values.get("kind", [])
        return [kind for kind in self.kinds if all(kind in group for group in groups)] or ["none"]

    def _with_terms(self, rows: RegisterQuerySet) -> RegisterQuerySet:
        for name, given in filters_of(list(self.kinds)).items():
            for any_of in self.values.get(name, []):
                rows = rows.with_any_term([given.term(value) for value in any_of])
        return rows

    def _in_period(self, rows: RegisterQuerySet) -> RegisterQuerySet:
        first, last = period_of(self.values)
        if first is None and last is None:
            return rows
        certain = self.values.get("date_match") == "certain"
        return rows.certainly_within(first, last) if certain else rows.possibly_within(first, last)


def period_of(values: dict[str, Any]) -> tuple[date | None, date | None]:
    """The asked days: the first day of `date_from` and the last of `date_to`."""
    start, end = values.get("date_from"), values.get("date_to")
    return (start.earliest if start else None, end.latest if end else None)


def check_together(values: dict[str, Any]) -> None:
    """Raise a 400 Problem for parameters that contradict each other."""
    errors = [*_date_errors(values), *_count_errors(values), *_ordering_errors(values)]
    if errors:
        raise invalid(errors)


def _date_errors(values: dict[str, Any]) -> list[ParameterError]:
    first, last = period_of(values)
    unbounded = [
        name for name, bound in (("date_from", first), ("date_to", last)) if name in values and bound is None
    ]
    if unbounded:
        return [
            ParameterError(name, "invalid", "This date has no bound on that side; give a year.")
            for name in unbounded
        ]
    if first and last and first > last:
        return [ParameterError("date_from", "conflict", "date_from lies after date_to; swap them.")]
    if values.get("date_match") == "certain" and first is None and last is None:
        return [ParameterError("date_match", "conflict", "Give date_from or date_to with it.")]
    return []


def _count_errors(values: dict[str, Any]) -> list[ParameterError]:
    if values.get("count_min", 0) > values.get("count_max", float("inf")):
        return [ParameterError("count_min", "conflict", "count_min is above count_max; swap them.")]
    return []


def _ordering_errors(values: dict[str, Any]) -> list[ParameterError]:
    if values.get("ordering") == "relevance" and "search" not in values:
        return [ParameterError("ordering", "conflict", "relevance needs search; give both.")]
    return []
