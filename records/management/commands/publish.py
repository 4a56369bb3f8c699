"""`manage.py publish ID…`: from the desk to the register."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from records.published import Published
from records.publishing.batches import collecting_garbage_seldom
from records.publishing.citing import current_citing
from records.publishing.desk import every_entry, find, find_published
from records.publishing.errors import Refused
from records.publishing.publish import publish
from records.publishing.publish_passing import publish_passing
from records.reviewing.note_versions import note_versions
from records.spool import NoRoomError


class Command(BaseCommand):
    help = "Publish desk entries, all or none. --citing ID publishes again what cites an entry, for a changed name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("entries", nargs="*", metavar="ID", help="an id, or kind/id")
        parser.add_argument(
            "--citing", metavar="ID", help="publish again every current entry that cites this one"
        )
        parser.add_argument("--all", action="store_true", help="publish everything that the policy allows")
        parser.add_argument("--by", default="operator", help="account that publishes (default: %(default)s)")

    def handle(self, *, entries: list[str], citing: str | None, by: str, **options: Any) -> None:
        if not (entries or citing or options["all"]):
            raise CommandError("Name the entries to publish, or use --citing ID or --all.")
        try:
            items = find([*entries, *(citing_names(citing) if citing else [])])
            with transaction.atomic():
                written = self.publish_all(by) if options["all"] else publish(items=items, by=by)
                note_versions(written, by=by)
        except (Refused, NoRoomError) as error:
            raise CommandError(f"{error}\nNothing was published.") from error
        for row in written:
            self.stdout.write(f"{row.sequence}: {row.action} {row.kind}/{row.slug} version {row.version}")
        self.stdout.write(f"Versions published: {len(written)}.")

    def publish_all(self, by: str) -> Sequence[Published]:
        """Whatever passes, and why the others do not."""
        with collecting_garbage_seldom():
            written, held_back = publish_passing(entries=every_entry(), by=by)
        for name, reasons in held_back.items():
            self.stdout.write(f"Not published: {name}: {' '.join(reasons)}")
        return written


def citing_names(name: str) -> list[str]:
    """`kind/id` of everything whose current document cites the named entry."""
    (entry,) = find_published([name])
    return ["/".join(citing) for citing in current_citing(entry)]
