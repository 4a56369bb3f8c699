"""The change feed: register rows as entries that a mirror can follow, and the same shape for an entry's history."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from records.api import answers
from records.api import parameters as read
from records.api.accepted import MEDIA, format_parameter
from records.api.errors import ParameterError
from records.api.files import streamed
from records.api.filters import AS_OF, PAGE_SIZE
from records.api.moments import refuse_unreached
from records.api.parameters import Parameter, choice, invalid
from records.kinds import KINDS
from records.kinds.base.publishable import address_of, version_address_of
from records.published import Action, ReasonClass, as_text
from records.reading.changes import Asked, Changes, read_changes, stream_changes
from records.reading.entries import Entry
from records.reading.wanted import NOW

FORMATS = ("json", "ndjson")
LARGEST_PAGE = 1_000
CHUNK = 500  # changes that are streamed together

AFTER = Parameter(
    "after",
    "Sequence number after which to read; 0 reads from the beginning.",
    read.whole_number(0, 10**12 - 1),
    schema={"type": "integer", "minimum": 0, "default": 0},
)
FILTERS = (
    choice("kind", "Only changes of these kinds. A comma means any of.", KINDS, many=True),
    choice("action", "Only what was done so. A comma means any of.", Action.values, many=True),
    choice(
        "reason_class",
        "Only removals for these reasons. A comma means any of.",
        ReasonClass.values,
        many=True,
    ),
)
UNTIL = Parameter(
    "as_of",
    "Only what had happened at a time (`2026-01-31T12:00:00Z`; a day means its end) or up to a sequence number.",
    AS_OF.read,
)
FEED_PAGE = Parameter(
    "page_size",
    "Changes a page at the most; a page of long documents ends earlier.",
    read.whole_number(1, LARGEST_PAGE),
    schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
)
FORMAT = format_parameter(FORMATS, "`json`, a page at a time; or `ndjson`, all there is, a change a line")
FEED_PARAMETERS = [AFTER, *FILTERS, UNTIL, FEED_PAGE, FORMAT]


def answer(request: HttpRequest, values: dict[str, Any], form: str) -> HttpResponseBase:
    """One page of the feed, or with `ndjson` all that there is after a sequence number."""
    _check_together(values, form)
    asked = asked_by(values)
    if form == "ndjson":
        return _whole(request, asked)
    tag = answers.tag_of_moment(asked.at)
    page = _reached(read_changes(asked, values.get("page_size", PAGE_SIZE)), asked)
    body = {
        "sequence": page.newest,
        "after": page.after,
        "next": None if page.is_last else onwards(request, page.after),
        "results": [change(entry) | _text(entry) for entry in page.entries],
    }
    return answers.json_answer(body, etag=tag(page.newest))


def _whole(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    tag = answers.tag_of_moment(asked.at, "ndjson")
    pages = stream_changes(asked, CHUNK)
    first = _reached(next(pages), asked)
    response = streamed(request, map(_lines, itertools.chain([first], pages)), MEDIA["ndjson"])
    response["Link"] = f'<{onwards(request, first.newest or 0)}>; rel="next"'
    return answers.with_headers(response, tag(first.newest))


def asked_by(values: dict[str, Any]) -> Asked:
    """What the parameters ask for."""
    kinds, actions, reasons = (
        _among(words, values.get(name, ()))
        for name, words in (
            ("kind", KINDS),
            ("action", Action.values),
            ("reason_class", ReasonClass.values),
        )
    )
    narrowed = not values.keys().isdisjoint(("kind", "action", "reason_class"))
    return Asked(
        after=values.get("after", 0),
        of=tuple(itertools.product(actions, kinds)) if narrowed else None,
        reasons=reasons if "reason_class" in values else None,
        at=values.get("as_of", NOW),
    )


def _among(words: Iterable[str], groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Those that every mention of a parameter allows."""
    return tuple(word for word in words if all(word in group for group in groups))


def _check_together(values: dict[str, Any], form: str) -> None:
    if form != "json" and "page_size" in values:
        says = "This format is the whole answer and has no pages; leave it out."
        raise invalid([ParameterError("page_size", "conflict", says)])


def _reached(page: Changes, asked: Asked) -> Changes:
    """The page, or a 400 for a place that the register has not reached: a mirror ahead of a register that was restored from
    an older backup must not skip what comes next.
    """
    if page.newest is None:
        refuse_unreached(asked.at)
    elif asked.after > page.newest:
        says = f"The register has only reached sequence {page.newest}."
        raise invalid([ParameterError("after", "invalid", says)])
    return page


def onwards(request: HttpRequest, after: int) -> str:
    """The address of what follows a sequence number, asked in the same way."""
    said = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
    return f"{request.path}?{urlencode([('after', str(after)), *sorted(said)])}"


def _lines(page: Changes) -> bytes:
    shown = (change(entry) | _text(entry) for entry in page.entries)
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in shown)


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
        "replaced_by": entry.replaced_by or None,
        "published_at": as_text(entry.published_at),
        "content_hash": entry.content_hash.hex(),
        "entry_hash": entry.entry_hash.hex(),
    }


def _text(entry: Entry) -> dict[str, Any]:
    """The document, and the nonce with which it hashes to `content_hash`; both null once there is no text."""
    if entry.document is None or entry.nonce is None:
        return {"nonce": None, "document": None}
    return {"nonce": entry.nonce.hex(), "document": orjson.Fragment(entry.document)}
