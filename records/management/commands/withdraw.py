"""`manage.py withdraw ID… --reason-class CLASS`: out of the register's present, not out of its past."""

from records.management.removal import RemovalCommand
from records.published import Published
from records.publishing.withdraw import withdraw


class Command(RemovalCommand):
    help = "Withdraw published entries: they leave lists and search at once; earlier answers can still be asked for."
    refusal = "Nothing was withdrawn."

    def remove(self, entries: list[tuple[str, str]], *, reason_class: str) -> list[Published]:
        return withdraw(entries=entries, reason_class=reason_class)
