"""The newest row of entries in the register, as far as publishing looks at it: in one statement for any number of kinds."""

from collections.abc import Iterable
from typing import NamedTuple

from records.statements import ask

# A row that nothing has superseded: what is current, or the tombstone that came after it. One look-up for each, by the limit:
# a join that was planned when the register was small would go through all of it, batch after batch of a load.
NEWEST = """
    SELECT newest.* FROM unnest(%s::text[], %s::text[]) AS asked (kind, slug) CROSS JOIN LATERAL (
        SELECT kind, slug, version, action, document::text FROM records_published
        WHERE kind = asked.kind AND slug = asked.slug AND superseded_at IS NULL LIMIT 1
    ) AS newest
"""


class Newest(NamedTuple):
    """A row that nothing has superseded. `document` is text, and null in tombstones and after a redaction."""

    kind: str
    slug: str
    version: int
    action: str
    document: str | None


def newest_rows(entries: Iterable[tuple[str, str]]) -> list[Newest]:
    """The newest row of each of these entries, given as (kind, id), that the register knows."""
    asked = list(entries)
    if not asked:
        return []
    return [Newest(*row) for row in ask(NEWEST, [list(part) for part in zip(*asked, strict=True)]).rows()]
