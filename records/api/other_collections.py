"""In which other collections an id stands that was asked for in one: only what is published there now is named."""

from collections.abc import Iterable
from typing import Any

import orjson

from records.api.meant import said
from records.api.values import Value
from records.kinds import KINDS
from records.kinds.base.publishable import address_of
from records.reading.entries import documents_of
from records.reading.wanted import NOW


def same_id_in(kinds: Iterable[str], collection: str, slug: str) -> list[dict[str, Any]]:
    """Entries of these kinds with the id that was asked for in a collection, as offers beside a 404."""
    found = map(orjson.loads, documents_of({kind: [slug] for kind in kinds}, NOW))
    return [_offer(each, collection) for each in found]


def _offer(document: dict[str, Any], collection: str) -> dict[str, Any]:
    kind, name = document["kind"], document.get("title") or document["name"]
    wrong = Value("collection", "collection", collection)
    return said(wrong, KINDS[kind].collection, name) | {"address": address_of(kind, document["id"])}
