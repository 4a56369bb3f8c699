"""`manage.py redact ID… --reason-class CLASS`: the text is gone from every version, for ever."""

from records.management.removal import RemovalCommand
from records.publishing.redact import redact


class Command(RemovalCommand):
    removal = redact
    help = (
        "Redact entries: remove the text of every version for ever. This cannot be undone; a tombstone stays."
    )
    refusal = "Nothing was redacted."
