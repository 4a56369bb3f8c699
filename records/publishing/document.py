"""From desk entries to the bytes that are published. Deciding whether they may be published is `policy.py`'s business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import orjson

from records.kinds import KINDS
from records.kinds.base import Publishable
from records.kinds.base.publishable import entries_at
from records.published import Published, as_text

# What publication itself adds; two renderings that differ only here say the same thing.
STAMPS = ("version", "published_at")


@dataclass(frozen=True)
class Candidate:
    """A desk entry beside the document it would be published as."""

    item: Publishable
    document: dict[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """`prisoner-release/2022-10-azerbaijan-frees-17`: how messages and commands name an entry."""
        return entry_name(self.item)

    @property
    def path(self) -> str:
        return str(self.document["url"])


def candidates(items: Iterable[Publishable]) -> list[Candidate]:
    """Each entry with its document, in the same order, ready to be published together.

    What a document shows of an entry that is not among them is what the register says of it, never what the desk does
    now: an edit that nobody has reviewed yet must not go out beside a record that cites it.
    """
    together = [Candidate(item, render(item)) for item in items]
    own = {candidate.path for candidate in together}
    cited = [found for each in together for found in cited_in(each.document) if found["url"] not in own]
    published = published_documents({found["url"] for found in cited})
    for found in cited:
        said = published.get(found["url"], {})
        found.update({key: said[key] for key in found if key in said})
    return together


def published_documents(paths: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The current documents at these paths, as far as the register has them."""
    rows = Published.objects.current().entries(entries_at(paths)).values_list("document", flat=True)
    return {document["url"]: document for document in (orjson.loads(str(row)) for row in rows)}


def kind_of(item: Publishable) -> str:
    """The kind's name of an entry, for a bare `Record` row too."""
    return str(getattr(type(item), "kind_name", None) or item.kind)  # type: ignore[attr-defined]


def entry_name(item: Publishable) -> str:
    """`kind/id`."""
    return f"{kind_of(item)}/{item.pk}"


def render(item: Publishable) -> dict[str, Any]:
    """The entry as a document, not yet stamped with a version."""
    return dict(_renderer(kind_of(item)).to_representation(item))


@cache
def _renderer(kind: str) -> Any:
    """One serializer a kind: it holds no state between entries, and building its fields costs more than using them."""
    return KINDS[kind].document()


def stamped(document: dict[str, Any], *, version: int, published_at: datetime) -> bytes:
    """The exact bytes to publish."""
    moment = as_text(published_at)
    return orjson.dumps(document | {"version": version, "published_at": moment})


def says_the_same(document: dict[str, Any], published: str | None) -> bool:
    """True when publishing `document` would change nothing but its stamps."""
    if published is None:
        return False
    return without_stamps(orjson.loads(orjson.dumps(document))) == without_stamps(orjson.loads(published))


def without_stamps(document: dict[str, Any]) -> dict[str, Any]:
    """What the document says, apart from when and as which version it was published."""
    return {key: value for key, value in document.items() if key not in STAMPS}


def citations(document: Any) -> Iterator[str]:
    """Paths of everything a document cites, e.g. `/api/v1/actors/armenia/`; its own path is left out."""
    return (str(cited["url"]) for cited in cited_in(document))


def cited_in(document: Any) -> list[dict[str, Any]]:
    """Every `{id, …, url}` in a document, as often as it stands there; the document itself is left out."""
    found: list[dict[str, Any]] = []
    _collect_addressed(document, found)
    return [each for each in found if each["url"] != document.get("url")]


def _collect_addressed(value: Any, found: list[dict[str, Any]]) -> None:
    if isinstance(value, dict):
        if "id" in value and "url" in value:
            found.append(value)
        value = value.values()
    elif not isinstance(value, list):
        return
    for part in value:
        if isinstance(part, dict | list):
            _collect_addressed(part, found)
