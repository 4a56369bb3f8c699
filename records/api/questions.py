"""A question: a collection's parsed parameters, checked against each other, in the words of the register."""

from datetime import date
from typing import Any

from records.api.errors import ParameterError
from records.api.filters import DEFAULT_ORDERING, PAGE_SIZE, filters_of
from records.api.parameters import invalid
from records.reading.wanted import NOW, Order, Wanted

ORDERS = {
    "date": Order("date", descending=False),
    "-date": Order("date", descending=True),
    "published_at": Order("time", descending=False),
    "-published_at": Order("time", descending=True),
    "relevance": Order("relevance", descending=True),
}


def wanted_by(kinds: tuple[str, ...], values: dict[str, Any]) -> Wanted:
    """What the parameters ask of these kinds."""
    first, last = period_of(values)
    return Wanted(
        kinds=_asked_kinds(kinds, values),
        at=values.get("as_of", NOW),
        terms=tuple(_terms(kinds, values)),
        first=first,
        last=last,
        certain=values.get("date_match") == "certain",
        low=values.get("count_min"),
        high=values.get("count_max"),
        since=values.get("changed_since"),
        words=values.get("search", ""),
    )


def order_of(values: dict[str, Any]) -> Order:
    """The order asked for."""
    return ORDERS[values.get("ordering", DEFAULT_ORDERING)]


def page_size_of(values: dict[str, Any]) -> int:
    """Entries a page."""
    return int(values.get("page_size", PAGE_SIZE))


def _asked_kinds(kinds: tuple[str, ...], values: dict[str, Any]) -> tuple[str, ...]:
    """The collection's kinds, narrowed by `kind`; repeated, it asks for a record of several kinds: there is none."""
    groups = values.get("kind", [])
    return tuple(kind for kind in kinds if all(kind in group for group in groups)) or ("none",)


def _terms(kinds: tuple[str, ...], values: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        tuple(dict.fromkeys(given.term(value) for value in any_of))
        for name, given in filters_of(kinds).items()
        for any_of in values.get(name, ())
    ]


def period_of(values: dict[str, Any]) -> tuple[date | None, date | None]:
    """The asked days: the first day of `date_from` and the last of `date_to`."""
    start, end = values.get("date_from"), values.get("date_to")
    return (start.earliest if start else None, end.latest if end else None)


def check_together(values: dict[str, Any], form: str) -> None:
    """Raise a 400 Problem for parameters that contradict each other, or the form of the answer."""
    errors = [*_date_errors(values), *_count_errors(values), *_ordering_errors(values)]
    errors += _page_errors(values) if form == "json" else _whole_errors(values)
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


def _page_errors(values: dict[str, Any]) -> list[ParameterError]:
    """What only whole answers have."""
    if "manifest" in values:
        return [
            ParameterError(
                "manifest", "conflict", "It describes an export; give a format other than json with it."
            )
        ]
    return []


def _whole_errors(values: dict[str, Any]) -> list[ParameterError]:
    """What only pages have."""
    says = "This format is the whole answer and has no pages; leave it out."
    errors = [
        ParameterError(name, "conflict", says) for name in ("page_size", "cursor", "count") if name in values
    ]
    if values.get("ordering") == "relevance":
        errors.append(
            ParameterError("ordering", "conflict", "Relevance orders pages; this is the whole answer.")
        )
    return errors
