"""`manage.py erase_history KIND/ID --reason WHY`: what the desk's history keeps of one entry."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from records.history.erase import erase
from records.history.forget_log import forget_log
from records.intake.forget import forget
from records.kinds import KINDS


class Command(BaseCommand):
    help = (
        "Erase what the history keeps of one entry, deleted or not. This cannot be undone, and is itself kept. The entry,"
        " and what is published of it, stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("entry", metavar="KIND/ID", help="for example actor/armenia")
        parser.add_argument("--reason", required=True, help="why, in words that repeat nothing of it")
        parser.add_argument("--by", default="operator", help="account that does it (default: %(default)s)")

    def handle(self, *, entry: str, reason: str, by: str, **options: Any) -> None:
        kind, _, slug = entry.partition("/")
        if kind not in KINDS or not slug:
            raise CommandError(f"Write KIND/ID; the kinds are: {', '.join(KINDS)}.")
        if not reason.strip():
            raise CommandError("Say why: the reason is what remains.")
        try:
            with transaction.atomic():
                erased = erase(model=KINDS[kind].model, kind=kind, slug=slug, by=by, reason=reason.strip())
                forgotten = forget(kind=kind, slug=slug)
                forget_log(model=KINDS[kind].model, slug=slug)
        except LookupError as error:
            raise CommandError(f"{error.args[0]} Nothing was erased.") from error
        self.stdout.write(
            f"Lines erased: {erased}. Imports that forgot it: {forgotten}. Remarks on {entry} are kept elsewhere."
        )
