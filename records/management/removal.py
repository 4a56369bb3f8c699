"""What the commands `withdraw`, `merge` and `redact` share: their arguments, finding the entries, and the report."""

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
        self.add_how(parser)
        parser.add_argument("--by", default="operator", help="account that does it (default: %(default)s)")

    def add_how(self, parser: ArgumentParser) -> None:
        """The arguments for what the removal wants to know."""
        parser.add_argument(
            "--reason-class", required=True, choices=ReasonClass.values, help="why; this is public"
        )

    def how(self, options: dict[str, Any]) -> dict[str, Any]:
        """What the removal wants to know. Raises Refused."""
        return {"reason_class": options["reason_class"]}

    def handle(self, *, entries: list[str], by: str, **options: Any) -> None:
        try:
            found, how = find_published(entries), self.how(options)
            written = take_out(removal=type(self).removal, entries=found, by=by, **how)
        except Refused as error:
            raise CommandError(f"{error}\n{self.refusal}") from error
        for row in written:
            leads = f", replaced by {row.kind}/{row.replaced_by}" if row.replaced_by else ""
            self.stdout.write(f"{row.sequence}: {row.action} {row.kind}/{row.slug}{leads}")
