"""`manage.py merge ID… --into ID`: duplicates leave the register's present; their addresses lead to the one that stays."""

from argparse import ArgumentParser
from typing import Any

from records.management.removal import RemovalCommand
from records.publishing.desk import find_published
from records.publishing.merge import merge


class Command(RemovalCommand):
    removal = merge
    help = "Merge duplicates into the entry that stays: they are withdrawn, and their addresses lead to it."
    refusal = "Nothing was merged."

    def add_how(self, parser: ArgumentParser) -> None:
        parser.add_argument("--into", required=True, metavar="ID", help="the entry that stays")

    def how(self, options: dict[str, Any]) -> dict[str, Any]:
        (into,) = find_published([options["into"]])
        return {"into": into}
