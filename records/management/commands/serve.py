"""`manage.py serve`: prepare what is missing and serve. The arguments are environment variables, as `make
serve` passes them.
"""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.serving import serve


class Command(BaseCommand):
    help = "Prepare the database, the records and an account, then serve at HOST (127.0.0.1), PORT (8000), WORKERS (1)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serve(
            host=os.environ.get("HOST") or "127.0.0.1",
            port=read_number("PORT", default=8000, highest=65535),
            workers=read_number("WORKERS", default=1, highest=64),
        )


def read_number(variable: str, *, default: int, highest: int) -> int:
    """A whole number from the environment, refused in one line when it is none or out of bounds."""
    text = os.environ.get(variable) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= highest:
        raise CommandError(f"{variable} must be a number from 1 to {highest}, not {text[:20]!r}")
    return int(text)
