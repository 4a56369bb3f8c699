"""JSON-LD: records as schema.org events and claims, with their provenance in PROV-O and Dublin Core. Nothing has to be
fetched: the context stands in the document.

A date is given as `dcterms:date` with EDTF as its type; `startDate` and `endDate` only where the source gives an exact day,
so that nobody takes the first day that an uncertain date can mean for the date itself. A number says how it is meant, and an
incident who alleges it: without that, a claim would stand in the graph as a fact.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from records.api.formats.export import Export
from records.kinds.base.publishable import version_address_of

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": {"@id": "dcterms:date", "@type": EDTF},
    "citedAs": "dcterms:bibliographicCitation",
    "published": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "qualifiedAssociation": "prov:qualifiedAssociation",
    "agent": {"@id": "prov:agent", "@type": "@id"},
    "hadRole": "prov:hadRole",
}

EVENT_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "announced": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}

Document = Mapping[str, Any]
Node = dict[str, Any]


def write_jsonld(export: Export) -> Iterator[bytes]:
    """One graph."""
    yield orjson.dumps({"@context": CONTEXT, "@id": export.address})[:-1] + b',"@graph":['
    between = b""
    for documents in export.read_chunks():
        yield between + b",".join(orjson.dumps(node_of(document, export.root)) for document in documents)
        between = b","
    yield b"]}"


def node_of(document: Document, root: str) -> Node:
    """A document as a node of a graph; every address is absolute."""
    of_kind = BY_KIND.get(document["kind"], _event)
    common = {
        "@id": root + document["url"],
        "identifier": document["id"],
        "name": document.get("title") or document.get("name"),
        "description": document.get("summary"),
        "version": document["version"],
        "published": document["published_at"],
        "citedAs": document.get("citation"),
        "mainEntityOfPage": {"@id": version_address_of(root + document["url"], document["version"])},
    }
    return without_nothing(common | of_kind(document, root))


def _event(document: Document, root: str) -> Node:
    return {
        "@type": ["Event", "prov:Entity"],
        "additionalType": document["kind"],
        "eventStatus": {"@id": EVENT_STATUS[document["status"]]}
        if document["status"] in EVENT_STATUS
        else None,
        **_dated(document["date"]),
        "location": [_named("Place", place, root) for place in document["places"]],
        **_provenance(document, root),
    }


def _claim(document: Document, root: str) -> Node:
    claimant, value = document["claimed_by"], document["value"]
    return {
        "@type": ["Claim", "prov:Entity"],
        **_dated(document["date"]),
        "author": claimant and _named("Thing", claimant, root),
        "about": document["measure"] and _named("DefinedTerm", document["measure"], root),
        "mainEntity": value
        and without_nothing(
            {
                "@type": "QuantitativeValue",
                "additionalType": value["qualifier"],
                "minValue": value["low"],
                "maxValue": value["high"],
                "description": value["text"],
                "unitText": document["of_whom"],
            }
        ),
        **_provenance(document, root),
    }


def _source(document: Document, root: str) -> Node:
    kinds = {"news-article": "NewsArticle", "report": "Report"}
    dated = _dated(document["published"])
    return {
        "@type": [kinds.get(document["type"], "CreativeWork"), "prov:Entity"],
        "edtf": dated.get("edtf"),
        "datePublished": dated.get("startDate"),
        "publisher": document["publisher"] and {"@type": "Organization", "name": document["publisher"]},
        "author": document["byline"] and {"@type": "Thing", "name": document["byline"]},
        "inLanguage": document["language"],
        "url": document["address"],
    }


def _actor(document: Document, root: str) -> Node:
    kinds = {"state": "Country", "person": "Person", "unnamed": "Thing"}
    return {
        "@type": [kinds.get(document["type"], "Organization"), "prov:Agent"],
        "alternateName": document["aliases"],
        "sameAs": _wikidata(document),
    }


def _place(document: Document, root: str) -> Node:
    point = document["point"]
    return {
        "@type": "Place",
        "alternateName": sorted({each["name"] for each in document["names"]} - {document["name"]}),
        "geo": point
        and {"@type": "GeoCoordinates", "latitude": point["latitude"], "longitude": point["longitude"]},
        "sameAs": _wikidata(document),
    }


def _measure(document: Document, root: str) -> Node:
    return {"@type": "DefinedTerm", "description": document["definition"]}


BY_KIND: Mapping[str, Callable[[Document, str], Node]] = {
    "figure": _claim,
    "source": _source,
    "actor": _actor,
    "place": _place,
    "measure": _measure,
}


def _dated(when: Mapping[str, Any] | None) -> Node:
    if when is None:
        return {}
    exact = when["edtf"] == when["earliest"] == when["latest"]
    return {"edtf": when["edtf"]} | ({"startDate": when["edtf"], "endDate": when["edtf"]} if exact else {})


def _provenance(document: Document, root: str) -> Node:
    sources = dict.fromkeys(root + item["source"]["url"] for item in document["evidence"])
    return {
        "derivedFrom": list(sources),
        "citation": [
            {
                "@type": "Quotation",
                "isPartOf": {"@id": root + item["source"]["url"]},
                "pagination": f"paragraph {item['paragraph']}",
                "text": item["phrase"],
            }
            for item in document["evidence"]
        ],
        "qualifiedAssociation": [
            {"@type": "prov:Association", "agent": root + actor["url"], "hadRole": role}
            for actor, role in _roles(document)
        ],
    }


def _roles(document: Document) -> list[tuple[Mapping[str, Any], str]]:
    """Who was there as what; whoever alleges it is its claimant, as the filter `claimant` has it."""
    roles = [(each["actor"], each["role"]) for each in document["participants"]]
    alleged_by = document.get("alleged_by")
    named = {actor["id"] for actor, role in roles if role == "claimant"}
    return [*roles, (alleged_by, "claimant")] if alleged_by and alleged_by["id"] not in named else roles


def _named(of_type: str, cited: Mapping[str, Any], root: str) -> Node:
    return {"@type": of_type, "@id": root + cited["url"], "name": cited["name"]}


def _wikidata(document: Document) -> str | None:
    return document["wikidata"] and f"http://www.wikidata.org/entity/{document['wikidata']}"


def without_nothing(node: Mapping[str, Any]) -> Node:
    """The node without what is unknown or empty: in a graph nothing is said by leaving it out."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
