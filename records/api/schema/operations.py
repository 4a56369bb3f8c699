"""What each operation is called and says, which answers it has, and which headers: one function for each view."""

from collections.abc import Callable
from functools import partial
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse

from records.api.accepted import JSON, LINK, MEDIA
from records.api.claims.views import NAMES as CLAIMS_FORMS
from records.api.formats.offered import FORMS, names_for
from records.api.schema import envelopes
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


def _list(kind: Kind | None = None) -> dict[str, Any]:
    name = kind.collection if kind else "records"
    return {
        "id": f"list_{name.replace('-', '_')}",
        "tag": name,
        "summary": f"List {name.replace('-', ' ')}",
        "description": (kind.summary if kind else "Every kind of record together.")
        + " Filters combine with and; an unknown parameter is refused.",
        "answers": {
            (200, JSON): OpenApiResponse(envelopes.list_of(kind), description="One page of documents."),
            **_whole_answers((kind.name,) if kind else tuple(RECORD_KINDS)),
        },
        "headers": (REDACTED,),
    }


def _whole_answers(kinds: tuple[str, ...]) -> Answers:
    """The other forms. Two of them have one media type, which stands there once."""
    forms = [FORMS[name] for name in names_for(kinds)[1:]]
    return {
        (200, form.media): OpenApiResponse(
            OpenApiTypes.STR if form.is_text else OpenApiTypes.BINARY, description="One page of documents."
        )
        for form in forms
    }


def _detail(kind: Kind) -> dict[str, Any]:
    told = _of_entry(
        kind, "get", "", kind.document, "The document as published.", "as it is now, or as of a moment"
    )
    told["answers"][302] = OpenApiResponse(description="With `Accept-Datetime`: the version of that time.")
    return told | {"problems": OF_WHAT_STANDS, "headers": (ACCEPT_DATETIME, MEMENTO_DATETIME, LINKS)}


def _versions(kind: Kind) -> dict[str, Any]:
    told = _of_entry(
        kind, "list", "versions", envelopes.Versions, "Every version, oldest first.", "its history"
    )
    timemap = OpenApiResponse(OpenApiTypes.STR, description="A TimeMap (RFC 7089).")
    answers = {(200, JSON): told["answers"].pop(200), (200, LINK): timemap}
    return told | {"problems": (404,), "answers": answers}


def _version(kind: Kind) -> dict[str, Any]:
    told = _of_entry(
        kind, "get", "version", kind.document, "That version, byte for byte.", "one version, for ever"
    )
    return told | {"headers": (MEMENTO_DATETIME, LINKS)}


def _of_entry(kind: Kind, verb: str, what: str, shape: Any, answer: str, gist: str) -> dict[str, Any]:
    thing = kind.name.replace("-", " ")
    suffix = f"_{what}" if what else ""
    return {
        "id": f"{verb}_{kind.name.replace('-', '_')}{suffix}",
        "summary": f"{thing[0].upper()}{thing[1:]}: {gist}",
        "description": f"{kind.summary} This address never changes.",
        "path": ("slug", "version") if what == "version" else ("slug",),
        "answers": {200: OpenApiResponse(shape, description=answer)},
        "problems": (404, 410),
    }


def _claims(kind: Kind) -> dict[str, Any]:
    return {
        "id": "list_measure_claims",
        "summary": "Measure: every claim side by side",
        "description": "Who gives which number for this measure, oldest first, with the range they span and whether they "
        "can all be true. No claim is preferred.",
        "path": ("slug",),
        "answers": _in_forms(
            CLAIMS_FORMS, envelopes.claims_of(kind, KINDS["figure"]), "The measure and its claims."
        ),
        "problems": OF_WHAT_STANDS,
        "headers": (REDACTED,),
    }


def _in_forms(names: tuple[str, ...], shape: Any, meaning: str) -> Answers:
    """JSON of this shape, and other forms. Two of them have one media type, which stands there once."""
    others: Answers = {
        (200, MEDIA[name]): OpenApiResponse(
            OpenApiTypes.BINARY if name in FORMS and not FORMS[name].is_text else OpenApiTypes.STR,
            description=meaning,
        )
        for name in names[1:]
    }
    return {(200, JSON): OpenApiResponse(shape, description=meaning), **others}


def _timeline() -> dict[str, Any]:
    return {
        "id": "count_over_time",
        "tag": "timeline",
        "summary": "Records over time",
        "description": "For any question that `records/` takes: how many records lie in each year or month. A record is "
        "`certain` in the one that its period lies wholly in; otherwise it is `possible` in each that it may fall in. What "
        "records count is not added up, because figures contradict each other.",
        "answers": _in_forms(TIMELINE_FORMS, envelopes.Timeline, "Counts in the order of time."),
        "headers": (REDACTED,),
    }


def _changes() -> dict[str, Any]:
    return {
        "id": "list_changes",
        "tag": "changes",
        "summary": "Changes in sequence",
        "description": "Everything that was ever published, revised, withdrawn or redacted, oldest first. It never expires: "
        "a copy that follows it stays exact. Filters narrow it; `after` in the answer is where to go on even where they "
        "leave everything out, so a page may hold nothing and have a `next`.",
        "answers": {
            (200, JSON): OpenApiResponse(envelopes.Changes, description="One page of changes."),
            (200, MEDIA["ndjson"]): OpenApiResponse(
                OpenApiTypes.STR, description="Every change that follows, one a line."
            ),
        },
    }


def _export() -> dict[str, Any]:
    return {
        "id": "export_register",
        "tag": "export",
        "summary": "The whole register",
        "description": "A Data Package (datapackage.org) of every collection at one moment, as tables with types and "
        "constraints and as documents: what is in it and where, or all of it in one ZIP.",
        "answers": {
            (200, JSON): OpenApiResponse(
                envelopes.data_package(), description="`datapackage.json`, or the ZIP."
            ),
            (200, MEDIA["zip"]): OpenApiResponse(
                OpenApiTypes.BINARY, description="`datapackage.json`, or the ZIP."
            ),
        },
        "headers": (REDACTED,),
    }


def _root() -> dict[str, Any]:
    return {
        "id": "list_collections",
        "tag": "collections",
        "summary": "Collections",
        "description": "What there is to ask, and how much of it.",
        "answers": {200: OpenApiResponse(envelopes.Collections, description="The collections.")},
    }


def _reconcile() -> dict[str, Any]:
    return {
        "id": "reconcile",
        "tag": "reconcile",
        "summary": "Match names to entries",
        "description": "The Reconciliation Service API 0.2, as OpenRefine speaks it: actors, places and measures by any "
        "of their names. Without parameters it says what it can do. The same may be sent as a form by POST.",
        "answers": {
            200: OpenApiResponse(OpenApiTypes.OBJECT, description="The manifest, candidates, or values.")
        },
    }


def _suggest(what: str, shape: Any = envelopes.Suggestions) -> dict[str, Any]:
    return {
        "id": f"suggest_{what.replace(' ', '_')}",
        "tag": "reconcile",
        "summary": f"Reconciliation: suggest {what}",
        "description": "For choosing while somebody types.",
        "answers": {200: OpenApiResponse(shape, description="What fits so far.")},
    }


def _properties() -> dict[str, Any]:
    return {
        "id": "list_reconcile_properties",
        "tag": "reconcile",
        "summary": "Reconciliation: properties of a type",
        "description": "What can be added to what was matched.",
        "answers": {200: OpenApiResponse(envelopes.Properties, description="The properties.")},
    }


OF_A_KIND: dict[str, Callable[[Kind], dict[str, Any]]] = {
    "ListView": _list,
    "DetailView": _detail,
    "VersionsView": _versions,
    "VersionView": _version,
    "ClaimsView": _claims,
}
ALONE: dict[str, Callable[[], dict[str, Any]]] = {
    "ListView": _list,
    "ChangesView": _changes,
    "RootView": _root,
    "ExportView": _export,
    "TimelineView": _timeline,
    "ReconcileView": _reconcile,
    "PropertiesView": _properties,
    "SuggestEntityView": partial(_suggest, "entries", envelopes.SuggestedEntries),
    "SuggestTypeView": partial(_suggest, "types"),
    "SuggestPropertyView": partial(_suggest, "properties"),
}
