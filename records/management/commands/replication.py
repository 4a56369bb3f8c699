"""`manage.py replication publish|subscribe|status`: read nodes."""

import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.replication.following import is_published, nodes
from records.replication.names import CannotReplicate
from records.replication.publish import publish
from records.replication.standing import standing
from records.replication.subscribe import subscribe

SERVE = (
    "Serve it with WHEREABOUTS_ROLE=reader and DATABASE_URL as the role whereabouts_reader: manage.py serve"
)


class Command(BaseCommand):
    help = (
        "Read nodes: databases that hold the register alone and follow the writer's. See docs/operations.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("publish", help="on the writer: offer the register to nodes")
        node = verbs.add_parser(
            "subscribe", help="on a node, in an empty database: copy the register and follow it"
        )
        node.add_argument(
            "url", metavar="URL", help="the writer, as the replication role; - reads it from standard input"
        )
        node.add_argument(
            "--name",
            default=socket.gethostname(),
            help="the node's name, unlike any other's (default: %(default)s)",
        )
        verbs.add_parser("status", help="on either: how far behind a node is")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            {"publish": self.publish, "subscribe": self.subscribe, "status": self.status}[verb](options)
        except CannotReplicate as error:
            raise CommandError(str(error)) from None

    def publish(self, options: dict[str, Any]) -> None:
        publish(say=self.stdout.write)
        self.stdout.write("On each node: manage.py replication subscribe URL")

    def subscribe(self, options: dict[str, Any]) -> None:
        url = sys.stdin.readline().strip() if options["url"] == "-" else options["url"]
        count = subscribe(url=url, node=options["name"], progress=self.show_progress)
        self.stdout.write(f"This node has {count} entries and follows the writer. {SERVE}")

    def show_progress(self, done: int, total: int) -> None:
        """One line that is written over for people, a few lines in a pipe."""
        is_seen = self.stderr.isatty()
        again = "\r" if is_seen else ""
        ending = "" if is_seen and done < total else "\n"
        self.stderr.write(f"{again}Copied: {done} of {total} entries", ending=ending)

    def status(self, options: dict[str, Any]) -> None:
        if found := standing():
            lag = "nothing received yet" if found.lag_seconds is None else f"{found.lag_seconds:.1f} s behind"
            self.stdout.write(f"This node: {found.state}, {lag}.")
        for node in nodes():
            self.stdout.write(str(node))
        if not found and not is_published():
            raise CommandError("This database neither offers its register to nodes nor follows another.")
