"""The change feed: register rows as entries that a mirror can follow, and the same shape for an entry's history."""

from typing import Any

import orjson

from records.api import parameters as read
from records.api.errors import ParameterError
from records.api.filters import FORMAT, LARGEST_PAGE, PAGE_SIZE
from records.api.parameters import Parameter, invalid
from records.kinds.base.publishable import address_of
from records.published import Moment, Published, as_text, register

AFTER = Parameter(
    "after",
    "Sequence number after which to read; 0 reads from the beginning.",
    read.whole_number(0, 10**12 - 1),
    schema={"type": "integer", "minimum": 0, "default": 0},
)
FEED_PAGE = Parameter(
    "page_size",
    "Changes a page.",
    read.whole_number(1, LARGEST_PAGE),
    schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
)
FEED_PARAMETERS = [AFTER, FEED_PAGE, FORMAT]


def changes_after(values: dict[str, Any], newest: Moment, *, path: str) -> dict[str, Any]:
    """One page of the feed; `next` is there while there is more, and `after` is where to go on later.

    A 400 for a place that the register has not reached: a mirror ahead of a register restored from an older backup must
    not skip what comes next.
    """
    after, size = values.get("after", 0), values.get("page_size", PAGE_SIZE)
    if after > newest.sequence:
        raise invalid(
            [ParameterError("after", "invalid", f"The register has only reached sequence {newest.sequence}.")]
        )
    rows = list(
        register().filter(sequence__gt=after, sequence__lte=newest.sequence).order_by("sequence")[:size]
    )
    last = rows[-1].sequence if rows else after
    return {
        "sequence": newest.sequence,
        "after": last,
        "next": f"{path}?after={last}&page_size={size}" if last < newest.sequence else None,
        "results": [change(row) | _text(row) for row in rows],
    }


def change(row: Published) -> dict[str, Any]:
    """A register row without its text."""
    url = address_of(row.kind, row.slug)
    return {
        "sequence": row.sequence,
        "action": row.action,
        "kind": row.kind,
        "id": row.slug,
        "url": url,
        "version": row.version,
        "version_url": f"{url}versions/{row.version}/",
        "reason_class": row.reason_class or None,
        "published_at": as_text(row.published_at),
        "content_hash": bytes(row.content_hash).hex(),
        "entry_hash": bytes(row.entry_hash).hex(),
    }


def _text(row: Published) -> dict[str, Any]:
    """The document, and the nonce with which it hashes to `content_hash`; both null once there is no text."""
    if row.document is None or row.nonce is None:
        return {"nonce": None, "document": None}
    return {"nonce": bytes(row.nonce).hex(), "document": orjson.Fragment(row.document)}
