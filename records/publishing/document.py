"""From desk entries to the bytes that are published. Deciding whether they may be published is `policy.py`'s business."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from sys import intern
from typing import Any

import orjson
from django.conf import settings

from records.citation import cite
from records.kinds import KINDS
from records.kinds.base import STAMPED, Publishable, shared
from records.kinds.base.publishable import address_of, entries_at, version_address_of
from records.published import LIVE, as_text
from records.publishing.batches import in_batches
from records.publishing.newest import newest_rows

NAME_LISTS = ("aliases", "names")


@dataclass(frozen=True)
class Candidate:
    """A desk entry beside the document it would be published as, which is kept as text: many fit in memory so.

    `cites` are the paths of what it cites, and `published` says, by path, what the register shows of those of them that
    are not published together with it, and of others.
    """

    item: Publishable
    text: bytes = field(repr=False)
    cites: frozenset[str] = field(repr=False)
    published: Mapping[str, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """`prisoner-release/2022-10-azerbaijan-frees-17`: how messages and commands name an entry."""
        return entry_name(self.item)

    @property
    def path(self) -> str:
        return address_of(kind_of(self.item), str(self.item.pk))

    @property
    def document(self) -> dict[str, Any]:
        """Read anew each time it is asked for."""
        document: dict[str, Any] = orjson.loads(self.text)
        return document


def candidates(items: Iterable[Publishable], *, own: Collection[str] | None = None) -> list[Candidate]:
    """Each entry with its document, in the same order, ready to be published together.

    `own` are the paths of all that are published together, where these are only some of them.
    """
    together = [_candidate(item, render(item)) for item in items]
    own = {candidate.path for candidate in together} if own is None else own
    return _in_words_of_the_register(together, own=own)


def _candidate(item: Publishable, document: dict[str, Any]) -> Candidate:
    return Candidate(item, orjson.dumps(document), frozenset(map(intern, citations(document))))


def _in_words_of_the_register(together: Sequence[Candidate], *, own: Collection[str]) -> list[Candidate]:
    """The same with what each document shows of an entry that is not among `own` (paths of documents).

    That is what the register says of it, never what the desk does now: an edit that nobody has reviewed yet must not go
    out beside a record that cites it.
    """
    asked = sorted({path for each in together for path in each.cites if path not in own})
    published = {
        path: _shown(document)
        for batch in in_batches(asked)
        for path, document in published_documents(batch).items()
    }
    return [_cited_as(published, each) for each in together]


def _shown(document: dict[str, Any]) -> dict[str, Any]:
    """What others may show of a document, and its names: never its long lists."""
    return {key: said for key, said in document.items() if not isinstance(said, list) or key in NAME_LISTS}


def _cited_as(published: dict[str, dict[str, Any]], candidate: Candidate) -> Candidate:
    if published.keys().isdisjoint(candidate.cites):
        return replace(candidate, published=published)
    document = candidate.document
    for found in cited_in(document):
        said = published.get(found["url"], {})
        found.update({key: said[key] for key in found if key in said})
    return replace(candidate, text=orjson.dumps(document), published=published)


def published_documents(paths: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The current documents at these paths, as far as the register has them."""
    asked = [(kind, slug) for kind, slugs in entries_at(paths).items() for slug in slugs]
    found = (orjson.loads(row.document) for row in newest_rows(asked) if row.document and row.action in LIVE)
    return {document["url"]: document for document in found}


def kind_of(item: Publishable) -> str:
    """The kind's name of an entry, for a bare `Record` row too."""
    return str(getattr(type(item), "kind_name", None) or item.kind)  # type: ignore[attr-defined]


def entry_name(item: Publishable) -> str:
    """`kind/id`."""
    return f"{kind_of(item)}/{item.pk}"


def render(item: Publishable) -> dict[str, Any]:
    """The entry as a document, not yet stamped with a version."""
    return dict(shared(KINDS[kind_of(item)].document).to_representation(item))


def stamped(document: dict[str, Any], *, version: int, published_at: datetime) -> bytes:
    """The exact bytes to publish."""
    path = version_address_of(document["url"], version)
    citation = cite(
        called=document.get("title") or document["name"],
        what=document["kind"].replace("-", " "),
        state=f"version {version}",
        at=published_at,
        address=settings.PUBLIC_ADDRESS + path,
    )
    stamps = {"published_at": as_text(published_at), "version_url": path, "citation": citation}
    return orjson.dumps(document | {"version": version} | stamps)


def says_the_same(document: dict[str, Any], published: str | None) -> bool:
    """True when publishing `document` would change nothing but its stamps: where and as what it can be cited."""
    if published is None:
        return False
    return without_stamps(orjson.loads(orjson.dumps(document))) == without_stamps(orjson.loads(published))


def without_stamps(document: dict[str, Any]) -> dict[str, Any]:
    """What the document says, apart from when and as which version it was published."""
    return {key: value for key, value in document.items() if key not in STAMPED}


def citations(document: Any) -> Iterator[str]:
    """Paths of everything a document cites, e.g. `/api/v1/actors/armenia/`; its own path is left out."""
    return (str(cited["url"]) for cited in cited_in(document))


def cited_in(document: Any) -> list[dict[str, Any]]:
    """Every `{id, …, url}` in a document, as often as it stands there; the document itself is left out."""
    found: list[dict[str, Any]] = []
    _collect_addressed(document, found)
    return [each for each in found if each["url"] != document.get("url")]


_WITH_PARTS = (dict, list)


def _collect_addressed(value: Any, found: list[dict[str, Any]]) -> None:
    if isinstance(value, dict):
        if "id" in value and "url" in value:
            found.append(value)
        value = value.values()
    elif not isinstance(value, list):
        return
    for part in value:
        if isinstance(part, _WITH_PARTS):
            _collect_addressed(part, found)
