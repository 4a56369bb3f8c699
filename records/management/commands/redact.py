"""`manage.py redact ID… --reason-class CLASS`: the text is gone from every version, for ever."""

from records.management.removal import RemovalCommand
from records.published import Published
from records.publishing.redact import redact


class Command(RemovalCommand):
    help = (
        "Redact entries: remove the text of every version for ever. This cannot be undone; a tombstone stays."
    )
    refusal = "Nothing was redacted."

    def remove(self, entries: list[tuple[str, str]], *, reason_class: str) -> list[Published]:
        return redact(entries=entries, reason_class=reason_class)
