"""The text by which something of the register is cited: one shape for a document and for an export."""

from datetime import UTC, datetime

REGISTER = "Whereabouts"


def cite(*, called: str, what: str, state: str, at: datetime, address: str) -> str:
    """`A title (prisoner release). Whereabouts, version 2 of 2026-01-31. https://register.example/…`; the day is in UTC."""
    return f"{called.rstrip('.')} ({what}). {REGISTER}, {state} of {at.astimezone(UTC).date()}. {address}"
