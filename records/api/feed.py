"""The change feed: register rows as entries that a mirror can follow, and the same shape for an entry's history."""

from typing import Any

import orjson

from records.api import parameters as read
from records.api.errors import ParameterError
from records.api.filters import FORMAT, LARGEST_PAGE, PAGE_SIZE
from records.api.parameters import Parameter, invalid
from records.kinds.base.publishable import address_of, version_address_of
from records.published import as_text
from records.reading.entries import Entry, entries_after

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


def changes_after(values: dict[str, Any], *, path: str) -> tuple[int, dict[str, Any]]:
    """The register's sequence and one page of the feed; `next` is there while there is more, `after` is where to go on.

    A 400 for a place that the register has not reached: a mirror ahead of a register restored from an older backup must
    not skip what comes next.
    """
    after, size = values.get("after", 0), values.get("page_size", PAGE_SIZE)
    newest, entries = entries_after(after, size)
    if after > newest:
        raise invalid(
            [ParameterError("after", "invalid", f"The register has only reached sequence {newest}.")]
        )
    last = entries[-1].sequence if entries else after
    return newest, {
        "sequence": newest,
        "after": last,
        "next": f"{path}?after={last}&page_size={size}" if last < newest else None,
        "results": [change(entry) | _text(entry) for entry in entries],
    }


def change(entry: Entry) -> dict[str, Any]:
    """A register row without its text."""
    url = address_of(entry.kind, entry.slug)
    return {
        "sequence": entry.sequence,
        "action": entry.action,
        "kind": entry.kind,
        "id": entry.slug,
        "url": url,
        "version": entry.version,
        "version_url": version_address_of(url, entry.version),
        "reason_class": entry.reason_class or None,
        "published_at": as_text(entry.published_at),
        "content_hash": entry.content_hash.hex(),
        "entry_hash": entry.entry_hash.hex(),
    }


def _text(entry: Entry) -> dict[str, Any]:
    """The document, and the nonce with which it hashes to `content_hash`; both null once there is no text."""
    if entry.document is None or entry.nonce is None:
        return {"nonce": None, "document": None}
    return {"nonce": entry.nonce.hex(), "document": orjson.Fragment(entry.document)}
