"""What may be public: one rule, asked for every publication and shown to editors beforehand.

Nothing else decides this.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.conf import settings

from records.kinds.base import Publishable, Record
from records.kinds.base.vocabulary import ActorType, Sensitivity
from records.publishing.citing import merged_into
from records.publishing.document import Candidate, candidates, entry_name

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_DATE = r"\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d(?!\d)"  # 04.10.2022 is no telephone number
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d[\d ().-]{6,}\d"
    rf"|(?<![\w.-])(?!{_DATE})\(?0\d{{1,4}}\)?[ .-]\d{{2,4}}[ .-]\d{{2,}}"
)
_A_PHONE_BEGINS = re.compile(r"[+0](?:(?<=\+)\d|(?<![\w.]0)0\d|(?<![\w.-]0)\d)")
_COORDINATE = re.compile(
    r"(?<![\d.])[-+]?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*(?:(?:E|W|lon|long|lng|longitude)\W{0,2})?[-+]?\d{1,3}\.\d{3,}",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\d{1,3}\s*°\s*\d{1,2}\s*['′’]")
NOT_PUBLISHED = "which is not published: publish that first"
BETWEEN_TEXTS = "\n\0\n"  # no pattern reaches across it, so all texts can be searched at once
_MACHINE_KEYS = frozenset({"sha256", "url", "address", "id", "edtf", "earliest", "latest", "published_at"})


def reasons_not_to_publish(item: Publishable, *, by: str) -> list[str]:
    """Sentences that each say what stands in the way of publishing one entry alone; none means it may be published.

    `by` is the account that would publish it.
    """
    return reasons_by_entry(candidates([item]), by=by)[entry_name(item)]


def reasons_by_entry(
    together: Sequence[Candidate], *, by: str, own: Collection[str] | None = None
) -> dict[str, list[str]]:
    """The same for entries that are to be published in one step, by `kind/id`; they may cite each other.

    `own` are the paths of all that are published in this step, where these are only some of them.
    """
    own = {candidate.path for candidate in together} if own is None else own
    return {candidate.name: list(_reasons(candidate, own, by)) for candidate in together}


def _reasons(candidate: Candidate, own: Collection[str], by: str) -> Iterator[str]:
    item, document = candidate.item, candidate.document
    yield from _evidence(item, document)
    yield from _people(item)
    yield from _private_details(document)
    yield from _sensitivity(item)
    yield from _unpublished_citations(candidate, own)
    yield from _four_eyes(item, by)


def _evidence(item: Publishable, document: dict[str, Any]) -> Iterator[str]:
    if isinstance(item, Record) and not document["evidence"]:
        yield "Add at least one piece of evidence: a source, a paragraph and a phrase."


def _people(item: Publishable) -> Iterator[str]:
    """A person is public only by office. Those a record names are separate entries, checked when they are published."""
    if getattr(item, "type", None) == ActorType.PERSON and not getattr(item, "public_role", "").strip():
        yield f"{item.label} is a person without a public role: add the office that makes them public, or leave them out."


def _private_details(document: dict[str, Any]) -> Iterator[str]:
    texts: list[str] = []
    _collect_texts(document, texts)
    text = BETWEEN_TEXTS.join(texts)
    found = {
        what for what, (hint, pattern) in _PATTERNS.items() if hint.search(text) and pattern.search(text)
    }
    if _EMAIL.search(str(document.get("address") or "")):
        found.add("an e-mail address")
    for what in sorted(found):
        yield f"The text seems to hold {what}: remove it."


# Each with a hint, quickly looked for, without which it cannot be there.
_PATTERNS = {
    "an e-mail address": (re.compile("@"), _EMAIL),
    "a telephone number": (_A_PHONE_BEGINS, _PHONE),
    "a coordinate finer than two decimals": (
        re.compile(r"[.°](?:(?<=°)|(?<=\d\.)\d{3})"),
        re.compile(f"{_COORDINATE.pattern}|{_MINUTES.pattern}", re.IGNORECASE),
    ),
}


def _collect_texts(value: Any, found: list[str], key: str = "") -> None:
    if isinstance(value, str):
        if key not in _MACHINE_KEYS:
            found.append(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            _collect_texts(part, found, name)
    elif isinstance(value, list):
        for part in value:
            _collect_texts(part, found, key)


def _sensitivity(item: Publishable) -> Iterator[str]:
    if not item.sensitivity:
        yield "Set the sensitivity."
    elif item.sensitivity == Sensitivity.HIGH:
        yield "Its sensitivity is high: it must not be published."


def _unpublished_citations(candidate: Candidate, own: Collection[str]) -> Iterator[str]:
    for path in sorted(candidate.cites.difference(own, candidate.published)):
        yield f"It cites {_in_short(path)}, {_instead(path)}."


def _instead(path: str) -> str:
    """What to do about a citation of what is not published."""
    stays = merged_into(path)
    return f"which was merged into {_in_short(stays)}: cite that" if stays else NOT_PUBLISHED


def _in_short(path: str) -> str:
    return path.removeprefix("/api/v1/").rstrip("/")


def _four_eyes(item: Publishable, by: str) -> Iterator[str]:
    if by == item.edited_by and not settings.ALLOW_SELF_PUBLISH:
        yield "You changed it last: someone else must publish it."
