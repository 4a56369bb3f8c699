"""`manage.py load PATH…`: fixtures to the desk, all or nothing."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.loading.load import FIXTURES, Loaded, load
from records.loading.problems import LoadError
from records.publishing.errors import Refused
from records.spool import NoRoomError

PUBLISHER = "operator"  # whoever runs the shell; fixtures are reviewed before they get here


class Command(BaseCommand):
    help = "Load fixture files and folders into the desk, all or nothing; with --publish, publish what the policy allows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, help="fixture files or folders")
        parser.add_argument(
            "--seeds", type=Path, help="folder of source digests (default: seeds/ beside a given folder)"
        )
        parser.add_argument("--check", action="store_true", help="report every problem and write nothing")
        parser.add_argument("--publish", action="store_true", help="publish what the policy allows")
        parser.add_argument(
            "--overwrite", action="store_true", help="replace entries that were edited on the desk"
        )
        parser.add_argument(
            "--by", default=FIXTURES, help="author recorded on the desk (default: %(default)s)"
        )
        parser.add_argument(
            "--publish-as", default=PUBLISHER, help="publisher for --publish (default: %(default)s)"
        )

    def handle(self, *, paths: list[Path], seeds: Path | None, **options: Any) -> None:
        try:
            loaded = load(
                paths=paths,
                seeds=seeds or seeds_beside(paths),
                check=options["check"],
                publish_as=options["publish_as"] if options["publish"] else None,
                by=options["by"],
                overwrite=options["overwrite"],
                progress=self.show_progress,
            )
        except LoadError as error:
            raise CommandError(
                f"{error}\nProblems: {len(error.problems)}. Nothing was loaded.", returncode=2
            ) from error
        except (Refused, NoRoomError) as error:
            raise CommandError(f"{error}\nNothing was loaded.", returncode=2) from error
        self.report(loaded, published=options["publish"])

    def show_progress(self, done: int, total: int) -> None:
        """A bar for people; nothing in a pipe."""
        if not sys.stderr.isatty():
            return
        filled = 30 * done // total
        self.stderr.write(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", ending="\n" if done == total else ""
        )

    def report(self, loaded: Loaded, *, published: bool) -> None:
        counts = (
            ", ".join(f"{number} {outcome}" for outcome, number in sorted(loaded.outcomes.items()))
            or "nothing to load"
        )
        self.stdout.write(f"Entries: {counts}.")
        if published:
            self.stdout.write(f"Versions published: {len(loaded.published)}.")
        for entry, reasons in loaded.held_back.items():
            self.stdout.write(f"Not published: {entry}: {' '.join(reasons)}")


def seeds_beside(paths: list[Path]) -> Path | None:
    """The `seeds/` folder next to the first given folder that has one."""
    candidates = [path.resolve().parent / "seeds" for path in paths if path.is_dir()]
    return next((folder for folder in candidates if folder.is_dir()), None)
