"""`manage.py verify_evidence ARTICLES_DIR`: every quoted phrase against the article itself."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.loading.verify import verify_evidence


class Command(BaseCommand):
    help = "Find every evidence phrase in its paragraph of the article, matched by SHA-256. Exit 1 if any is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", type=Path, help="folder with the articles' files")

    def handle(self, *, articles: Path, **options: Any) -> None:
        if not articles.is_dir():
            raise CommandError(f"{articles} is not a folder.")
        looked_for = wrong = 0
        for looked_for, finding in enumerate(verify_evidence(articles=articles), start=1):  # noqa: B007
            if finding.problem:
                wrong += 1
                self.stderr.write(f"{finding.what}: {finding.problem}")
        if wrong or not looked_for:
            raise CommandError(f"{wrong} of {looked_for} could not be verified.")
        self.stdout.write(f"All {looked_for} phrases stand in their paragraphs.")
