"""What a reconciliation client is answered: candidates, suggestions, properties and their values."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from records.api.formats.columns import Column
from records.api.names.index import CERTAIN, MATCHED, Named, NameIndex
from records.api.reconcile.asked import TYPES, Extension, Query, properties_of
from records.kinds import KINDS
from records.kinds.base.paths import values_at
from records.reading.entries import documents_of
from records.reading.wanted import NOW

SUGGESTIONS = 20
AWAY = 0.8  # of the score that stays for each property that is not so


def manifest(root: str) -> dict[str, Any]:
    """What this service can do."""
    here = {"service_url": root}
    suggest = {
        name: here | {"service_path": f"/api/v1/reconcile/suggest/{name}/"}
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Whereabouts",
        "identifierSpace": f"{root}/api/v1/",
        "schemaSpace": f"{root}/api/schema/",
        "documentation": f"{root}/api/docs/",
        "view": {"url": f"{root}/api/v1/{{{{id}}}}/"},
        "defaultTypes": types(),
        "suggest": suggest,
        "extend": {
            "propose_properties": here | {"service_path": "/api/v1/reconcile/properties/"},
            "property_settings": [],
        },
    }


def types(kinds: Iterable[str] = MATCHED) -> list[dict[str, str]]:
    """The collections as types."""
    return [{"id": KINDS[kind].collection, "name": KINDS[kind].collection.capitalize()} for kind in kinds]


def candidates(names: NameIndex, query: Query) -> dict[str, Any]:
    """Who may be meant, best first. `match` only where one alone goes by exactly this name and all else holds."""
    found = names.like(query.text, query.kinds, query.limit)
    documents = _documents(named for named, _ in found) if query.wanted else {}
    judged = [_judged(named, score, query, documents) for named, score in found]
    judged.sort(key=lambda each: -each["score"])
    certain = [each for each in judged if each["score"] >= CERTAIN]
    return {"result": [each | {"match": len(certain) == 1 and each is certain[0]} for each in judged]}


def _judged(named: Named, score: float, query: Query, documents: Mapping[str, Any]) -> dict[str, Any]:
    holds = {name: _holds(documents.get(named.id, {}), name, values) for name, values in query.wanted}
    fallen = score * AWAY ** sum(not so for so in holds.values())
    features = [{"id": "name", "value": score}, *({"id": name, "value": so} for name, so in holds.items())]
    return _entity(named) | {"type": types([named.kind]), "score": round(fallen, 1), "features": features}


def _holds(document: Mapping[str, Any], name: str, values: frozenset[str]) -> bool:
    return any(str(value) in values for value in values_at(document, name))


def _entity(named: Named) -> dict[str, Any]:
    return {"id": named.id, "name": named.name, "description": named.description}


def suggested_entities(names: NameIndex, prefix: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """Entries to choose from while somebody types: those that begin so, then those that look alike."""
    begun = sorted(names.beginning_with(prefix, kinds), key=lambda named: (len(named.name), named.name))
    alike = [named for named, _ in names.like(prefix, kinds, SUGGESTIONS)]
    chosen = {named.id: named for named in (*begun, *alike)}
    return [_entity(named) | {"notable": types([named.kind])} for named in [*chosen.values()][:SUGGESTIONS]]


def suggested_types(prefix: str) -> list[dict[str, Any]]:
    """Collections whose name has this in it."""
    summaries = {KINDS[kind].collection: KINDS[kind].summary for kind in MATCHED}
    return [each | {"description": summaries[each["id"]]} for each in types() if prefix.lower() in each["id"]]


def suggested_properties(prefix: str) -> list[dict[str, Any]]:
    """Properties whose name has this in it."""
    return [each for each in proposed(MATCHED) if prefix.lower() in each["id"]]


def proposed(kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """The properties that entries of these kinds have."""
    return [
        {"id": column.name, "name": column.name, "description": column.help}
        for column in properties_of(kinds).values()
    ]


def extended(asked: Extension) -> dict[str, Any]:
    """The values of properties; an id that nothing has gets an empty row."""
    documents = _documents_by_id(asked.ids)
    columns = properties_of(MATCHED)
    return {
        "meta": [{"id": name, "name": name} for name in asked.columns],
        "rows": {
            each: {name: _values(documents.get(each, {}), columns[name]) for name in asked.columns}
            for each in asked.ids
        },
    }


def _values(document: Mapping[str, Any], column: Column) -> list[dict[str, Any]]:
    return [_value(value) for value in values_at(document, column.name)]


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"str": "true" if value else "false"}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"float": value}
    return {"str": value if isinstance(value, str) else orjson.dumps(value).decode()}


def _documents(found: Iterable[Named]) -> dict[str, Any]:
    return _documents_by_id([named.id for named in found])


def _documents_by_id(ids: Iterable[str]) -> dict[str, Any]:
    wanted: dict[str, list[str]] = {}
    for each in ids:
        collection, _, slug = each.partition("/")
        if collection in TYPES:
            wanted.setdefault(TYPES[collection], []).append(slug)
    documents = map(orjson.loads, documents_of(wanted, NOW))
    return {f"{KINDS[each['kind']].collection}/{each['id']}": each for each in documents}
