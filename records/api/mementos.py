"""Memento (RFC 7089): an entry's address is its own TimeGate, its versions are the Mementos, its history is the TimeMap.

A version is a Memento of what its entry's address answered from its publication on: a document, or, from a withdrawal or
redaction on, 410. A version whose text was redacted later shows that no more, so it is none: only a redaction takes back the
promise that `Memento-Datetime` makes. The TimeGate redirects (pattern 1.1 there), so that no answer depends on the header.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from records.api import answers
from records.api.accepted import LINK
from records.api.addresses import root_of
from records.api.entries import lead_on
from records.api.errors import ParameterError
from records.api.parameters import invalid
from records.kinds.base.publishable import address_of, version_address_of
from records.reading.entries import Entry

VARY = "Accept, Accept-Datetime"
DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} "
    r"[0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
)
Memento = tuple[int, datetime]  # its version, and when that was published


def accepted_datetime(request: HttpRequest) -> datetime | None:
    """The time that the caller names; None without one. Raises a 400 Problem for anything but a date of HTTP."""
    text = request.META.get("HTTP_ACCEPT_DATETIME")
    if text is None:
        return None
    try:
        if DATE.fullmatch(text):
            return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    except ValueError:
        pass  # there is no such day
    says = "Write a date such as Sat, 31 Jan 2026 12:00:00 GMT."
    raise invalid([ParameterError("Accept-Datetime", "invalid", says)])


def original_headers(request: HttpRequest, entry: Entry) -> dict[str, str]:
    """What an entry's own address says of its past; `entry` is its current row."""
    return {"Link": _joined(_links(request, entry)), "Vary": VARY}


def memento_headers(request: HttpRequest, entry: Entry) -> dict[str, str]:
    """What an answer says that is a version for ever."""
    original = _original(request, entry)
    links = [*_links(request, entry), f'<{original}>; rel="latest-version"']
    if entry.version < entry.last[0]:
        links.append(f'<{version_address_of(original, entry.version + 1)}>; rel="successor-version"')
    said = {"Link": _joined(links)}
    return said | ({"Memento-Datetime": _date(entry.published_at)} if entry.shows_a_state else {})


def timegate_answer(request: HttpRequest, entries: Sequence[Entry], when: datetime) -> HttpResponse:
    """A redirection to the last Memento by then, or to the first if that is later. A duplicate leads on from its merge."""
    mementos = [entry for entry in entries if entry.shows_a_state]
    chosen = next((entry for entry in reversed(mementos) if _second(entry) <= when), mementos[0])
    original = _original(request, chosen)
    links = _joined(_ways(original, [_as_memento(mementos[0]), _as_memento(mementos[-1])]))
    headers = {"Link": links, "Vary": VARY, "Cache-Control": answers.CACHE_CONTROL}
    lead_on(chosen, request, headers)
    answer = HttpResponse(
        status=302, headers=headers | {"Location": version_address_of(original, chosen.version)}
    )
    del answer["Content-Type"]
    return answer


def timemap_answer(request: HttpRequest, entries: Sequence[Entry]) -> HttpResponse:
    """The list of an entry's Mementos, oldest first; a redaction makes it shorter."""
    mementos = [_as_memento(entry) for entry in entries if entry.shows_a_state]
    etag = answers.version_etag(entries[-1].version, f"link{len(mementos)}")
    if unchanged := answers.not_modified(request, etag):
        return unchanged
    body = _timemap(request, _original(request, entries[0]), mementos)
    return answers.with_headers(HttpResponse(body, content_type=LINK), etag)


def _timemap(request: HttpRequest, original: str, mementos: Sequence[Memento]) -> bytes:
    query = {"format": "link"}
    if "as_of" in request.GET:
        query["as_of"] = request.GET["as_of"]
    links = [
        f'<{original}>; rel="original timegate"',
        f'<{original}versions/?{urlencode(query)}>; rel="self"; {_covering(mementos)}',
        *_listed(original, mementos),
    ]
    return ",\n".join(links).encode() + b"\n"


def _original(request: HttpRequest, entry: Entry) -> str:
    return root_of(request) + address_of(entry.kind, entry.slug)


def _links(request: HttpRequest, entry: Entry) -> Iterator[str]:
    """What its current and its past answers have in common."""
    original = _original(request, entry)
    yield f'<{version_address_of(original, entry.version)}>; rel="cite-as"'
    yield from _ways(original, [entry.first, entry.last])
    yield f'<{original}versions/>; rel="version-history"'
    if entry.version > 1:
        yield f'<{version_address_of(original, entry.version - 1)}>; rel="predecessor-version"'


def _ways(original: str, ends: Sequence[Memento]) -> Iterator[str]:
    """To the TimeGate, the TimeMap, and the first and the last Memento, which may be one."""
    yield f'<{original}>; rel="original timegate"'
    yield f'<{original}versions/?format=link>; rel="timemap"; {_covering(ends)}'
    yield from _listed(original, dict.fromkeys(ends))


def _covering(mementos: Sequence[Memento]) -> str:
    """What a link to a TimeMap says of it."""
    span = f'; from="{_date(mementos[0][1])}"; until="{_date(mementos[-1][1])}"' if mementos else ""
    return f'type="{LINK}"{span}'


def _as_memento(entry: Entry) -> Memento:
    return entry.version, entry.published_at


def _listed(original: str, mementos: Collection[Memento]) -> Iterator[str]:
    last = len(mementos) - 1
    for place, (version, published_at) in enumerate(mementos):
        ends = ("first " if place == 0 else "") + ("last " if place == last else "")
        address = version_address_of(original, version)
        yield f'<{address}>; rel="{ends}memento"; datetime="{_date(published_at)}"'


def _joined(links: Iterable[str]) -> str:
    return ", ".join(links)


@lru_cache(maxsize=1_000)
def _date(when: datetime) -> str:
    return http_date(when.timestamp())


def _second(entry: Entry) -> datetime:
    """As the header knows time: a Memento is found under its own date."""
    return entry.published_at.replace(microsecond=0)
