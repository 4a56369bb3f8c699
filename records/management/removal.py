"""What the commands `withdraw` and `redact` share: their arguments, finding the entries, and the report."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.published import ReasonClass
from records.publishing.desk import find_published
from records.publishing.errors import Refused
from records.reviewing.take_out import Removal, take_out


class RemovalCommand(BaseCommand):
    removal: Removal
    refusal = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("entries", nargs="+", metavar="ID", help="an id, or kind/id")
        parser.add_argument(
            "--reason-class", required=True, choices=ReasonClass.values, help="why; this is public"
        )
        parser.add_argument("--by", default="operator", help="account that does it (default: %(default)s)")

    def handle(self, *, entries: list[str], reason_class: str, by: str, **options: Any) -> None:
        try:
            written = take_out(
                removal=type(self).removal, entries=find_published(entries), reason_class=reason_class, by=by
            )
        except Refused as error:
            raise CommandError(f"{error}\n{self.refusal}") from error
        for row in written:
            self.stdout.write(f"{row.sequence}: {row.action} {row.kind}/{row.slug}")
