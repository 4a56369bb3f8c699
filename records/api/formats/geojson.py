"""GeoJSON (RFC 7946): a feature an entry, with the points of its places and how precise they are.

A record stands where its places stand, as the register had them at the same moment; without a point its geometry is null. The
properties are the columns of the table, so that a map shows what a spreadsheet shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from records.api.formats.columns import BETWEEN, Column, cells, columns_of
from records.api.formats.export import Export
from records.reading.entries import documents_of
from records.reading.wanted import At

Point = Mapping[str, Any]

HAVE_PLACES = "places"
PRECISION = Column(
    (HAVE_PLACES, "precision"),
    "text",
    "How precise each place's point is; empty where it has none.",
    is_list=True,
)


def properties_of(export: Export) -> tuple[Column, ...]:
    """The properties of a feature: the columns of the table, and for records the precision of their places."""
    placed = any(column.path[0] == HAVE_PLACES for column in columns_of(export.kinds))
    return (*export.columns, PRECISION) if placed else export.columns


def write_geojson(export: Export) -> Iterator[bytes]:
    """One FeatureCollection."""
    head = {"type": "FeatureCollection", "title": export.title, "source": export.address}
    yield orjson.dumps(head)[:-1] + b',"features":['
    between = b""
    for documents in map(list, export.read_chunks()):
        points = _points(documents, At(sequence=export.sequence))
        yield between + b",".join(_feature(export, document, points) for document in documents)
        between = b","
    yield b"]}"


def _points(documents: Sequence[Mapping[str, Any]], at: At) -> dict[str, Point]:
    """The point of each place that the documents name or are."""
    named = {place["id"] for document in documents for place in document.get(HAVE_PLACES, ())}
    places = map(orjson.loads, documents_of({"place": sorted(named)}, at)) if named else iter(())
    return {place["id"]: place["point"] for place in (*places, *documents) if place.get("point") is not None}


def _feature(export: Export, document: Mapping[str, Any], points: Mapping[str, Point]) -> bytes:
    columns = export.columns
    ids = [place["id"] for place in document.get(HAVE_PLACES, [document])]
    found = [points.get(slug) for slug in ids]
    properties = dict(zip((column.name for column in columns), cells(columns, document), strict=True))
    if HAVE_PLACES in document:
        properties[PRECISION.name] = BETWEEN.join(point["precision"] if point else "" for point in found)
    return orjson.dumps(
        {
            "type": "Feature",
            "id": document["url"],
            "geometry": _geometry([point for point in found if point]),
            "properties": properties,
        }
    )


def _geometry(points: Sequence[Point]) -> dict[str, Any] | None:
    at = [[float(point["longitude"]), float(point["latitude"])] for point in points]
    if not at:
        return None
    return (
        {"type": "Point", "coordinates": at[0]} if len(at) == 1 else {"type": "MultiPoint", "coordinates": at}
    )
