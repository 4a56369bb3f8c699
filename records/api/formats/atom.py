"""Atom (RFC 4287): an entry of the feed for each entry of the register, as last published."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from records import dates
from records.api.formats.export import Export
from records.kinds.base.publishable import version_address_of
from records.published import as_text

NAMESPACE = "http://www.w3.org/2005/Atom"
HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
END = b"</feed>\n"


def write_atom(export: Export) -> Iterator[bytes]:
    """One feed."""
    yield HEAD + _head(export)
    for documents in export.read_chunks():
        yield b"".join(_entry(export, document) for document in documents)
    yield END


def _head(export: Export) -> bytes:
    feed = Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", _address(export, export.question))
    _add(feed, "title", export.title)
    _add(feed, "updated", as_text(export.moment))
    _add(SubElement(feed, "author"), "name", "Whereabouts")
    followed = _address(export, [*export.question, ("format", "atom")])
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=followed)
    SubElement(feed, "link", rel="canonical", type="application/atom+xml", href=export.address)
    return tostring(feed).removesuffix(b"</feed>") + b"\n"


def _address(export: Export, question: Sequence[tuple[str, str]]) -> str:
    """Where it is asked of no moment: programs follow `self`, and tell feeds apart by `id`."""
    address = f"{export.root}/api/v1/{export.collection}/"
    return f"{address}?{urlencode(question)}" if question else address


def _entry(export: Export, document: dict[str, Any]) -> bytes:
    entry = Element("entry")
    address = export.root + document["url"]
    _add(entry, "id", address)
    _add(entry, "title", document.get("title") or document["name"])
    _add(entry, "updated", document["published_at"])
    _add(entry, "summary", _summary(document))
    SubElement(entry, "category", term=document["kind"])
    SubElement(entry, "link", rel="alternate", type="application/json", href=address)
    version = version_address_of(address, document["version"])
    SubElement(entry, "link", rel="via", type="application/json", href=version)
    return tostring(entry) + b"\n"


def _summary(document: dict[str, Any]) -> str:
    """The date in words, and what the sources say; of a measure, what it counts."""
    when = document.get("date") or document.get("published")
    said = dates.describe(when["edtf"]) if when else ""
    return (
        ". ".join(filter(None, [said, document.get("summary") or document.get("definition")]))
        or "No summary."
    )


def _add(parent: Any, name: str, text: str) -> None:
    SubElement(parent, name).text = text
