"""iCalendar (RFC 5545): what happened, and what is to happen, as whole days.

An event lasts from the first day its date can mean to the last; where that is more than one day, or about one, its title
says so in words, because a calendar cannot. What has no such days (no date, no year, an open end) is a journal entry without
a day.
What is only reported, or denied, has no status: a calendar has no word for it, and "confirmed" would take a side.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Event, Journal, vText, vUri

from records import dates
from records.api.formats.export import Export

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Whereabouts//Register//EN\r\nCALSCALE:GREGORIAN\r\n"
END = b"END:VCALENDAR\r\n"

STATUS_OF_AN_EVENT = {
    "completed": "CONFIRMED",
    "in-progress": "CONFIRMED",
    "scheduled": "TENTATIVE",
    "announced": "TENTATIVE",
    "postponed": "TENTATIVE",
    "suspended": "TENTATIVE",
    "cancelled": "CANCELLED",
}


def write_ics(export: Export) -> Iterator[bytes]:
    """One calendar."""
    yield HEAD + _line("X-WR-CALNAME", export.title)
    for documents in export.read_chunks():
        yield b"".join(_entry(export, document) for document in documents)
    yield END


def _line(name: str, text: str) -> bytes:
    return f"{name}:{vText(text).to_ical().decode()}\r\n".encode()


def _entry(export: Export, document: dict[str, Any]) -> bytes:
    when = document.get("date") or document.get("published")
    first, last = _days(when)
    entry = Event() if first and last else Journal()
    if first and last:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))  # the day after: ends are exclusive
        if status := STATUS_OF_AN_EVENT.get(document.get("status", "")):
            entry.add("status", status)
        entry.add("transp", "TRANSPARENT")
    entry.add("uid", f"{document['kind']}-{document['id']}@{export.root.partition('://')[2]}")
    entry.add("dtstamp", datetime.fromisoformat(document["published_at"]))
    entry.add("sequence", document["version"] - 1)
    entry.add("summary", _title(document, when))
    entry.add("description", _description(document, when))
    entry.add("url", vUri(export.root + document["url"]))
    entry.add("categories", [document["kind"]])
    if places := ", ".join(place["name"] for place in document.get("places", ())):
        entry.add("location", places)
    return bytes(entry.to_ical())


def _days(when: dict[str, Any] | None) -> tuple[date | None, date | None]:
    """The first and last day; the day after the last must exist."""
    first, last = (
        date.fromisoformat(when[end]) if when and when[end] else None for end in ("earliest", "latest")
    )
    return first, None if last == date.max else last


def _title(document: dict[str, Any], when: dict[str, Any] | None) -> str:
    title = str(document["title"])
    if when and when["edtf"] == when["earliest"] == when["latest"]:
        return title
    return f"{title} ({dates.describe(when['edtf']) if when else 'no date known'})"


def _description(document: dict[str, Any], when: dict[str, Any] | None) -> str:
    """When, how far it had come, what is said, and on what it rests."""
    sources = [item["source"]["title"] for item in document.get("evidence", ())]
    parts = [
        f"When: {dates.describe(when['edtf']) if when else 'not known'}.",
        f"Status: {document['status']}." if document.get("status") else "",
        document.get("summary") or "",
        f"Rests on: {'; '.join(dict.fromkeys(sources))}." if sources else "",
    ]
    return "\n".join(filter(None, parts))
