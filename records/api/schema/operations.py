"""What each operation is called and says, which answers it has, and which headers: one function for each view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from records.api.accepted import JSON, LINK, MEDIA
from records.api.claims.views import NAMES as CLAIMS_FORMS
from records.api.formats.offered import FORMS, names_for
from records.api.package.views import FORMATS as PACKAGE_FORMS
from records.api.schema import change_shapes, envelopes, reconcile_shapes, timeline_shapes
from records.api.schema.pieces import (
    ACCEPT_DATETIME,
    LINKS,
    MEMENTO_DATETIME,
    OF_WHAT_STANDS,
    REDACTED,
    Answers,
)
from records.api.timeline.forms import NAMES as TIMELINE_FORMS
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Kind

BINARY = {"zip"} | {name for name, form in FORMS.items() if not form.is_text}


@dataclass(frozen=True)
class Operation:
    """What is said of a view. `path` names the parts of its address, `problems` the statuses beside those of every view."""

    id: str
    tag: str
    summary: str
    description: str
    answers: Answers
    path: tuple[str, ...] = ()
    problems: tuple[int, ...] = ()
    headers: tuple[OpenApiParameter, ...] = ()


def _list(kind: Kind | None = None) -> Operation:
    name = kind.collection if kind else "records"
    return _of_a_moment(
        names_for((kind.name,) if kind else tuple(RECORD_KINDS)),
        envelopes.list_of(kind),
        "One page of documents.",
        id=f"list_{name.replace('-', '_')}",
        tag=name,
        summary=f"List {name.replace('-', ' ')}",
        description=(kind.summary if kind else "Every kind of record together.")
        + " Filters combine with and; an unknown parameter is refused.",
    )


def _in_forms(names: Sequence[str], shape: Any, meaning: str) -> Answers:
    """JSON of this shape, and other forms. Two of them have one media type, which stands there once."""
    others: Answers = {
        (200, MEDIA[name]): OpenApiResponse(
            OpenApiTypes.BINARY if name in BINARY else OpenApiTypes.STR, description=meaning
        )
        for name in names[1:]
    }
    return {(200, JSON): OpenApiResponse(shape, description=meaning), **others}


def _of_a_moment(names: Sequence[str], shape: Any, meaning: str, **told: Any) -> Operation:
    """What is answered in these forms, and says how much was redacted since its moment."""
    return Operation(answers=_in_forms(names, shape, meaning), headers=(REDACTED,), **told)


def _json(shape: Any, meaning: str) -> Answers:
    return {200: OpenApiResponse(shape, description=meaning)}


def _of_entry(kind: Kind, verb: str, what: str, gist: str, answers: Answers) -> Operation:
    thing = kind.name.replace("-", " ")
    suffix = f"_{what}" if what else ""
    return Operation(
        id=f"{verb}_{kind.name.replace('-', '_')}{suffix}",
        tag=kind.collection,
        summary=f"{thing[0].upper()}{thing[1:]}: {gist}",
        description=f"{kind.summary} This address never changes.",
        answers=answers,
        path=("slug", "version") if what == "version" else ("slug",),
        problems=(404, 410),
    )


def _detail(kind: Kind) -> Operation:
    of_a_time = OpenApiResponse(description="With `Accept-Datetime`: the version of that time.")
    answers = _json(kind.document, "The document as published.") | {302: of_a_time}
    return replace(
        _of_entry(kind, "get", "", "as it is now, or as of a moment", answers),
        problems=OF_WHAT_STANDS,
        headers=(ACCEPT_DATETIME, MEMENTO_DATETIME, LINKS),
    )


def _versions(kind: Kind) -> Operation:
    timemap = OpenApiResponse(OpenApiTypes.STR, description="A TimeMap (RFC 7089).")
    answers = _in_forms(["json"], change_shapes.Versions, "Every version, oldest first.")
    told = _of_entry(kind, "list", "versions", "its history", answers | {(200, LINK): timemap})
    return replace(told, problems=(404,))


def _version(kind: Kind) -> Operation:
    answers = _json(kind.document, "That version, byte for byte.")
    told = _of_entry(kind, "get", "version", "one version, for ever", answers)
    return replace(told, headers=(MEMENTO_DATETIME, LINKS))


def _claims(kind: Kind) -> Operation:
    return _of_a_moment(
        CLAIMS_FORMS,
        envelopes.claims_of(kind, KINDS["figure"]),
        "The measure and its claims.",
        id="list_measure_claims",
        tag=kind.collection,
        summary="Measure: every claim side by side",
        description="Who gives which number for this measure, oldest first, with the range they span, in all and for "
        "each of whom they count and when, and whether they can all be true. No claim is preferred.",
        path=("slug",),
        problems=OF_WHAT_STANDS,
    )


def _timeline() -> Operation:
    return _of_a_moment(
        TIMELINE_FORMS,
        timeline_shapes.Timeline,
        "Counts in the order of time.",
        id="count_over_time",
        tag="timeline",
        summary="Records over time",
        description="For any question that `records/` takes: how many records lie in each year or month. A record is "
        "`certain` in the one that its period lies wholly in; otherwise it is `possible` in each that it may fall in. What "
        "records count is not added up, because figures contradict each other.",
    )


def _changes() -> Operation:
    lines = OpenApiResponse(OpenApiTypes.STR, description="Every change that follows, one a line.")
    page = _in_forms(["json"], change_shapes.Changes, "One page of changes.")
    return Operation(
        id="list_changes",
        tag="changes",
        summary="Changes in sequence",
        description="Everything that was ever published, revised, withdrawn or redacted, oldest first. It never expires: "
        "a copy that follows it stays exact. Filters narrow it; `after` in the answer is where to go on even where they "
        "leave everything out, so a page may hold nothing and have a `next`.",
        answers=page | {(200, MEDIA["ndjson"]): lines},
    )


def _export() -> Operation:
    return _of_a_moment(
        PACKAGE_FORMS,
        envelopes.data_package(),
        "`datapackage.json`, or the ZIP.",
        id="export_register",
        tag="export",
        summary="The whole register",
        description="A Data Package (datapackage.org) of every collection at one moment, as tables with types and "
        "constraints and as documents: what is in it and where, or all of it in one ZIP.",
    )


def _root() -> Operation:
    return Operation(
        id="list_collections",
        tag="collections",
        summary="Collections",
        description="What there is to ask, and how much of it.",
        answers=_json(envelopes.Collections, "The collections."),
    )


def _reconcile() -> Operation:
    return Operation(
        id="reconcile",
        tag="reconcile",
        summary="Match names to entries",
        description="The Reconciliation Service API 0.2, as OpenRefine speaks it: actors, places and measures by any "
        "of their names. Without parameters it says what it can do. The same may be sent as a form by POST.",
        answers=_json(OpenApiTypes.OBJECT, "The manifest, candidates, or values."),
    )


def _suggest(what: str, shape: Any = reconcile_shapes.Suggestions) -> Operation:
    return Operation(
        id=f"suggest_{what}",
        tag="reconcile",
        summary=f"Reconciliation: suggest {what}",
        description="For choosing while somebody types.",
        answers=_json(shape, "What fits so far."),
    )


def _properties() -> Operation:
    return Operation(
        id="list_reconcile_properties",
        tag="reconcile",
        summary="Reconciliation: properties of a type",
        description="What can be added to what was matched.",
        answers=_json(reconcile_shapes.Properties, "The properties."),
    )


OF_A_KIND: dict[str, Callable[[Kind], Operation]] = {
    "ListView": _list,
    "DetailView": _detail,
    "VersionsView": _versions,
    "VersionView": _version,
    "ClaimsView": _claims,
}
ALONE: dict[str, Callable[[], Operation]] = {
    "ListView": _list,
    "ChangesView": _changes,
    "RootView": _root,
    "ExportView": _export,
    "TimelineView": _timeline,
    "ReconcileView": _reconcile,
    "PropertiesView": _properties,
    "SuggestEntityView": partial(_suggest, "entries", reconcile_shapes.SuggestedEntries),
    "SuggestTypeView": partial(_suggest, "types"),
    "SuggestPropertyView": partial(_suggest, "properties"),
}
