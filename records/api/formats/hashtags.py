"""Hashtags of the Humanitarian Exchange Language (HXL 1.1) for the columns of a table.

What the standard has a word for is said in its words; everything else is `#meta` with the path as attributes.
"""

import re

from records.api.formats.columns import Column

TAGS = {
    "id": "#event+id",
    "kind": "#event+kind",
    "title": "#event+name",
    "name": "#item+name",
    "summary": "#description",
    "date.edtf": "#date+edtf",
    "date.earliest": "#date+start",
    "date.latest": "#date+end",
    "published.edtf": "#date+edtf",
    "published.earliest": "#date+start",
    "published.latest": "#date+end",
    "status": "#status",
    "category": "#event+type",
    "level": "#event+level",
    "modality": "#modality",
    "participants.actor.id": "#org+id+list",
    "participants.actor.name": "#org+name+list",
    "participants.role": "#org+role+list",
    "places.id": "#loc+id+list",
    "places.name": "#loc+name+list",
    "places.country": "#country+code+list",
    "country": "#country+code",
    "point.latitude": "#geo+lat",
    "point.longitude": "#geo+lon",
    "point.precision": "#geo+precision",
    "measure.id": "#indicator+code",
    "measure.name": "#indicator+name",
    "value.low": "#indicator+value+min+num",
    "value.high": "#indicator+value+max+num",
    "value.qualifier": "#indicator+value+qualifier",
    "claimed_by.id": "#org+claimant+id",
    "claimed_by.name": "#org+claimant+name",
    "count.low": "#affected+released+min+num",
    "count.high": "#affected+released+max+num",
    "casualties.killed.low": "#affected+killed+min+list",
    "casualties.killed.high": "#affected+killed+max+list",
    "casualties.wounded.low": "#affected+injured+min+list",
    "casualties.wounded.high": "#affected+injured+max+list",
    "evidence.source.id": "#meta+source+id+list",
    "evidence.source.title": "#meta+source+name+list",
}


def hashtag(column: Column) -> str:
    """The column's hashtag and attributes."""
    if known := TAGS.get(column.name):
        return known
    return "+".join(["#meta", *(re.sub(r"\W", "_", step) for step in column.path)])
