"""`manage.py openapi`: write openapi.yaml from the code and the seeds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from records.api.schema.build import build
from records.loading.load import load


class Command(BaseCommand):
    help = "Write openapi.yaml anew, with examples asked of a database that holds the seeds and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=settings.BASE_DIR / "openapi.yaml", help="where to write"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        scratch = setup_databases(verbosity=0, interactive=False)
        try:
            load(
                paths=[settings.BASE_DIR / "fixtures"],
                seeds=settings.BASE_DIR / "seeds",
                publish_as="operator",
            )
            text = build()
        finally:
            connections.close_all()
            teardown_databases(scratch, verbosity=0)
        file.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {file}.")
