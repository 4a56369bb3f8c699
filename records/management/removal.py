"""What the commands `withdraw` and `redact` share: their arguments, finding the entries, and the report."""

from abc import abstractmethod
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.published import Published, ReasonClass
from records.publishing.desk import find_published
from records.publishing.errors import Refused


class RemovalCommand(BaseCommand):
    refusal = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("entries", nargs="+", metavar="ID", help="an id, or kind/id")
        parser.add_argument(
            "--reason-class", required=True, choices=ReasonClass.values, help="why; this is public"
        )

    def handle(self, *, entries: list[str], reason_class: str, **options: Any) -> None:
        try:
            written = self.remove(find_published(entries), reason_class=reason_class)
        except Refused as error:
            raise CommandError(f"{error}\n{self.refusal}") from error
        for row in written:
            self.stdout.write(f"{row.sequence}: {row.action} {row.kind}/{row.slug}")

    @abstractmethod
    def remove(self, entries: list[tuple[str, str]], *, reason_class: str) -> list[Published]:
        """Do it, all or nothing; raises Refused."""
