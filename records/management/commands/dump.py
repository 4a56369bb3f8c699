"""`manage.py dump FOLDER`: the desk as fixture files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.loading.dump import dump


class Command(BaseCommand):
    help = "Write the whole desk as fixture files into a new folder; load reads them back to the same desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is empty or does not exist yet")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            written = dump(folder=folder)
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "Dumped: " + ", ".join(f"{number} {collection}" for collection, number in written.items()) + "."
        )
