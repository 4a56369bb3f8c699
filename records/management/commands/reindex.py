"""`manage.py reindex`: rebuild what is derived from the documents."""

from typing import Any

from django.core.management.base import BaseCommand

from records.publishing.reindex import reindex


class Command(BaseCommand):
    help = "Rebuild the register's index columns from its documents."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Rows reindexed: {reindex()}.")
