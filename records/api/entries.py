"""One entry as an answer: its document, or what to say when there is none."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from records.api import answers, meant
from records.api.errors import Problem
from records.api.moments import refuse_if_unreached, refuse_unreached
from records.api.other_collections import same_id_in
from records.api.sparse import cut
from records.kinds import KINDS
from records.kinds.base.publishable import address_of
from records.published import GONE, PROTECTIVE, Action, as_text
from records.reading.entries import Entry, entry_at, history_of, redaction_of, version_of
from records.reading.wanted import NOW, At

WHY_GONE = {
    Action.WITHDRAW: "This was withdrawn; what was said before can still be read with as_of or under versions/.",
    Action.REDACT: "The text of this entry was removed from every version.",
}
WITHDRAWN_TO_PROTECT = "This was withdrawn."
UNKNOWN = "Nothing of this id was published in this collection by the moment asked for; ids are lower case, and listed there."
NO_SUCH_VERSION = "This entry has no version of that number; they are counted from 1, without gaps."
MERGED = "This turned out to be a duplicate: Location is the address of the entry that stays."


def standing_entry(request: HttpRequest, kind: str, slug: str, at: At) -> Entry:
    """The entry at a moment. Raises 404 when it was never published by then."""
    reached, entry = entry_at(kind, slug, at)
    if not reached:
        refuse_unreached(at)
    if entry is None:
        raise _unknown(request, kind, slug)
    return entry


def entry_version(request: HttpRequest, kind: str, slug: str, version: int) -> Entry:
    """One version. Raises 404 when there is none."""
    entry = version_of(kind, slug, version)
    if entry is None:
        standing_entry(request, kind, slug, NOW)
        raise Problem(404, NO_SUCH_VERSION)
    return entry


def history(request: HttpRequest, kind: str, slug: str, at: At = NOW) -> list[Entry]:
    """Every row of the entry by a moment, oldest first, without its text. Raises 404 when it was never published by then."""
    entries = history_of(kind, slug, at)
    if not entries:
        refuse_if_unreached(at)
        raise _unknown(request, kind, slug)
    return entries


def lead_on(entry: Entry, request: HttpRequest, headers: Mapping[str, str] | None = None) -> Entry:
    """The entry, unless it is a duplicate: then a 308 to the same address, and the same question, of the one that stays."""
    if not entry.replaced_by:
        return entry
    location = _same_of(request, entry.kind, entry.slug, entry.replaced_by)
    raise Problem(
        308, MERGED, members=_tombstone(entry, entry), headers={**(headers or {}), "Location": location}
    )


def one_document(
    request: HttpRequest, entry: Entry, headers: Mapping[str, str], *, fields: Collection[str] = ()
) -> HttpResponse:
    """Its document, or a 304, with these headers. Raises 410 with them where it was withdrawn or redacted."""
    (document,) = cut([text_of(entry, headers)], fields)
    etag = answers.version_etag(entry.version)
    answer = answers.not_modified(request, etag) or answers.bytes_answer(document, etag=etag)
    for name, value in headers.items():
        answer[name] = value
    return answer


def text_of(entry: Entry, headers: Mapping[str, str] | None = None) -> bytes:
    """The entry's document. Raises 410, with the reason class and these headers, where it was withdrawn or redacted."""
    if entry.document is not None:
        return entry.document
    raise gone(entry, headers)


def gone(entry: Entry, headers: Mapping[str, str] | None = None) -> Problem:
    """410 for a tombstone, or for a version whose text was redacted later."""
    removed = entry.action in GONE
    tombstone = entry if removed else redaction_of(entry.kind, entry.slug) or entry
    return Problem(410, _why_gone(tombstone), members=_tombstone(tombstone, entry), headers=headers)


def _why_gone(tombstone: Entry) -> str:
    withdrawn = tombstone.action == Action.WITHDRAW
    if withdrawn and tombstone.reason_class in PROTECTIVE:
        return WITHDRAWN_TO_PROTECT
    return WHY_GONE[Action(tombstone.action)]


def _tombstone(tombstone: Entry, entry: Entry) -> dict[str, Any]:
    return {
        "action": tombstone.action,
        "reason_class": tombstone.reason_class or None,
        "replaced_by": tombstone.replaced_by or None,
        "version": entry.version,
        "removed_at": as_text(tombstone.published_at),
    }


def _unknown(request: HttpRequest, kind: str, slug: str) -> Problem:
    """The same for what never existed, what is only on the desk and what was published later than the moment asked for.

    It offers what is published now under this id elsewhere, or here under one that is near; but not for a moment, whose
    answers stay the same.
    """
    if "as_of" in request.GET:
        return Problem(404, UNKNOWN)
    near = meant.entries_instead(kind, slug)
    here = [offer | {"address": _same_of(request, kind, slug, offer["instead"])} for offer in near]
    others = [other for other in KINDS if other != kind]
    offered = [*same_id_in(others, KINDS[kind].collection, slug), *here][: meant.MOST_OFFERED]
    return Problem(404, UNKNOWN, members={"did_you_mean": offered} if offered else {})


def _same_of(request: HttpRequest, kind: str, slug: str, other: str) -> str:
    """Path and query of the same question about another entry."""
    path = request.path.replace(address_of(kind, slug), address_of(kind, other), 1)
    return f"{path}?{request.GET.urlencode()}" if request.GET else path
