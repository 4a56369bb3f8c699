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
        findings = verify_evidence(articles=articles)
        wrong = [finding for finding in findings if finding.problem]
        for finding in wrong:
            self.stderr.write(f"{finding.what}: {finding.problem}")
        if wrong or not findings:
            raise CommandError(f"{len(wrong)} of {len(findings)} could not be verified.")
        self.stdout.write(f"All {len(findings)} phrases stand in their paragraphs.")
