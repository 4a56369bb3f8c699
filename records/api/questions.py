"""A question: a collection's parsed parameters, checked against each other, in the words of the register."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from records.api import trees
from records.api.errors import ParameterError
from records.api.filters import DEFAULT_ORDERING, PAGE_SIZE, filters_of
from records.api.parameters import invalid
from records.api.signs import But, Stated
from records.api.sparse import TAKE_FIELDS
from records.api.trees import Leaf, Node
from records.api.typed import searched, with_best_first
from records.kinds.base import Filter
from records.reading.narrowing import narrowed
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Tree
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
    node = values.get(trees.NAME)
    asked = Wanted(kinds=kinds, at=values.get("as_of", NOW))
    wanted = narrowed(asked, *_conditions(kinds, values), *([_tree(kinds, node)] if node else []))
    return with_best_first(wanted, values.get("search", ""))


def order_of(values: dict[str, Any]) -> Order:
    """The order asked for."""
    return ORDERS[values.get("ordering", DEFAULT_ORDERING)]


def page_size_of(values: dict[str, Any]) -> int:
    """Entries a page."""
    return int(values.get("page_size", PAGE_SIZE))


def _conditions(kinds: tuple[str, ...], values: dict[str, Any]) -> Iterator[Tree]:
    """What parameters say that hold together: those of an address, or of a leaf."""
    for any_of in values.get("kind", ()):
        yield Not(Kinds((any_of[0].value,))) if isinstance(any_of[0], But) else Kinds(tuple(any_of))
    for name, given in filters_of(kinds).items():
        yield from (_of_filter(given, any_of) for any_of in values.get(name, ()))
    first, last = period_of(values)
    if first or last:
        yield Period(first, last, values.get("date_match") == "certain")
    if "count_min" in values or "count_max" in values:
        yield Number(values.get("count_min"), values.get("count_max"))
    if "changed_since" in values:
        yield Since(values["changed_since"])
    if "search" in values:
        yield searched(kinds, values["search"])


def _of_filter(given: Filter, any_of: list[Any]) -> Tree:
    """Any of these values; or anything but one, anything at all, nothing at all."""
    match any_of:
        case [But(value)]:
            return _other_than(given, value)
        case [Stated() as stated]:
            marked = Terms((given.mark,))
            return Not(marked) if (stated is Stated.YES) is given.usual else marked
    return Terms(tuple(dict.fromkeys(map(given.term, any_of))))


def _other_than(given: Filter, value: Any) -> Tree:
    """What carries no such term; of a closed list, that means another word or none, which the index can find."""
    different = Not(Terms((given.term(value),)))
    if not (given.usual and given.choices):
        return different
    others = (given.term(word) for word in given.choices if word != value)
    return AllOf((different, Terms((*others, given.mark))))


def _tree(kinds: tuple[str, ...], node: Node) -> Tree:
    """A tree of parameters as one of conditions."""
    if isinstance(node, Leaf):
        return AllOf(tuple(_conditions(kinds, node.values)))
    parts = tuple(_tree(kinds, part) for part in node.parts)
    if node.word == trees.NOT:
        return Not(parts[0])
    return AnyOf(parts) if node.word == trees.ANY else AllOf(parts)


def period_of(values: dict[str, Any]) -> tuple[date | None, date | None]:
    """The asked days: the first day of `date_from` and the last of `date_to`."""
    start, end = values.get("date_from"), values.get("date_to")
    return (start.earliest if start else None, end.latest if end else None)


def check_together(values: dict[str, Any], form: str) -> None:
    """Raise a 400 Problem for parameters that contradict each other, or the form of the answer."""
    errors = [*_date_errors(values), *_count_errors(values), *_search_errors(values)]
    for leaf in trees.leaves_of(values.get(trees.NAME)):
        wrong = [*_date_errors(leaf.values), *_count_errors(leaf.values)]
        errors += [replace(error, parameter=f"{leaf.place}.{error.parameter}") for error in wrong]
    errors += _fields_errors(values, form)
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


def _search_errors(values: dict[str, Any]) -> list[ParameterError]:
    """What is nothing without a search."""
    if "search" in values:
        return []
    needing = [name for name in ("ordering", "highlight") if values.get(name) in ("relevance", "true")]
    return [
        ParameterError(name, "conflict", f"{name}={values[name]} needs search; give both.")
        for name in needing
    ]


def _fields_errors(values: dict[str, Any], form: str) -> list[ParameterError]:
    if "fields" in values and form not in TAKE_FIELDS:
        says = f"This format shows what it has a place for; leave it out, or use one of: {', '.join(TAKE_FIELDS)}."
        return [ParameterError("fields", "conflict", says)]
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
        ParameterError(name, "conflict", says)
        for name in ("page_size", "cursor", "count", "facets", "highlight")
        if name in values
    ]
    if values.get("ordering") == "relevance":
        errors.append(
            ParameterError("ordering", "conflict", "Relevance orders pages; this is the whole answer.")
        )
    return errors
