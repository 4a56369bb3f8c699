"""Facets: of the answer to a question, how many entries have each value of a filter, each kind, and each year or month.

A facet leaves out the filter of its own name, so that a page can show the alternatives to what was chosen; each count is
what the list says when that value is asked for instead. The newest matches are counted, so many at the most, unless
`count=exact` asks for all.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rest_framework import serializers

from records.api.calendar_steps import STEPS, steps_of
from records.api.errors import too_long
from records.api.filters import filters_of
from records.api.names.called import Called, called_at, called_now
from records.api.questions import wanted_by
from records.kinds import KINDS
from records.kinds.base import Kind, Reference
from records.kinds.base.documents import shared
from records.reading.tally import Tally, tally
from records.reading.wanted import At

MOST_COUNTED = 1_000  # matches of one question; a collection of this size is counted whole
MOST_TOGETHER = 1_500  # matches of all questions that the facets of an answer make
MOST_VALUES = 100
PATIENCE = 2.0  # seconds after which no other question is begun: as long as the database gives one statement
KIND = "kind"
OF_DATES = ("date_from", "date_to", "date_match")

Values = Mapping[str, Any]
Facet = dict[str, Any]


def facets_of(kinds: tuple[str, ...], values: Values, sequence: int) -> dict[str, Facet] | None:
    """Each facet asked for, in the order asked; None where there are none. `sequence` is the moment of the page.

    They go with the first page: a cursor belongs to a reader who has them. Raises a `Problem` where all take too long.
    """
    if "facets" not in values or "cursor" in values:
        return None
    asked = list(dict.fromkeys(name for group in values["facets"] for name in group))
    together = _by_filters_left_out(asked, values)
    most = None if values.get("count") == "exact" else min(MOST_COUNTED, MOST_TOGETHER // len(together))
    found: dict[str, Facet] = {}
    until = time.monotonic() + PATIENCE
    for left_out, names in together.items():
        if found and time.monotonic() > until:
            raise too_long()
        question = {name: value for name, value in values.items() if name not in left_out}
        counted = _tally(kinds, question, names, sequence=sequence, most=most)
        found |= {name: _facet(name, counted) for name in names}
    _add_names(kinds, found, called_at if "as_of" in values else called_now, sequence)
    return {name: found[name] for name in asked}


def _by_filters_left_out(asked: Iterable[str], values: Values) -> dict[frozenset[str], list[str]]:
    """Facets that can be counted together, by the parameters that their question leaves out."""
    together: dict[frozenset[str], list[str]] = {}
    for name in asked:
        own = OF_DATES if name in STEPS else (name,)
        together.setdefault(frozenset(own).intersection(values), []).append(name)
    return together


def _tally(
    kinds: tuple[str, ...], question: Values, names: Sequence[str], *, sequence: int, most: int | None
) -> Tally:
    wanted = wanted_by(kinds, dict(question))
    return tally(
        wanted if wanted.at.is_now else replace(wanted, at=At(sequence=sequence)),
        sequence=sequence,
        names=[name for name in names if name in filters_of(kinds)],
        periods=any(name in STEPS for name in names),
        most=most,
    )


def _facet(name: str, found: Tally) -> Facet:
    if name in STEPS:
        counts, others = steps_of(found.by_days, name, most=MOST_VALUES)
    else:
        by_value = found.by_kind if name == KIND else found.by_name[name]
        counts = sorted(by_value.items(), key=_frequent_first)
        counts, others = counts[:MOST_VALUES], len(counts[MOST_VALUES:])
    return {
        "values": [{"value": value, "name": None, "count": count} for value, count in counts],
        "others": others,
        "without": _without(name, found),
        "counted": found.counted,
        "exact": found.is_whole,
    }


def _frequent_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _without(name: str, found: Tally) -> int:
    """How many have no value; everything is of a kind."""
    if name in STEPS:
        return found.counted - found.by_days.total()
    return 0 if name == KIND else found.without[name]


def _add_names(
    kinds: tuple[str, ...],
    facets: Mapping[str, Facet],
    called: Callable[[Mapping[str, Sequence[str]], int], Called],
    sequence: int,
) -> None:
    """What the ids were called then; null for what is no id, and for what had been withdrawn."""
    cited: dict[str, list[dict[str, Any]]] = {}
    for name, facet in facets.items():
        if (kind := cited_kind(kinds, name)) and facet["values"]:
            cited.setdefault(kind, []).extend(facet["values"])
    ids = {kind: sorted({value["value"] for value in values}) for kind, values in cited.items()}
    names = called(ids, sequence)
    for kind, values in cited.items():
        for value in values:
            value["name"] = names.get((kind, value["value"]))


@cache
def cited_kind(kinds: tuple[str, ...], name: str) -> str | None:
    """The kind of entry whose ids are the values of a filter; None where they are no ids of entries."""
    given = filters_of(kinds).get(name)
    return _cited_at(KINDS[kinds[0]], given.paths[0]) if given else None


def _cited_at(kind: Kind, path: str) -> str | None:
    field: Any = shared(kind.document)
    for step in path.split(".")[:-1]:
        field = field.fields[step.partition("[")[0]]
        if isinstance(field, serializers.ListSerializer):
            field = field.child
        if getattr(field, "is_citation", False):
            (field,) = field.fields.values()
    return field.cites if isinstance(field, Reference) else None
