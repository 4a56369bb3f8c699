"""What both sides of a replication call things, and the one error that their commands show."""

from typing import Any

from django.db import DatabaseError

from records.published import Published

TABLE = Published._meta.db_table
SEGMENTS = "records_segment"  # made of the register on each node
PUBLICATION = "whereabouts"
ROLE = "whereabouts_replication"
SLOTS = (
    "whereabouts_"  # a node's slot on the writer, and its subscription, are called this and the node's name
)


class CannotReplicate(Exception):
    """A replication cannot be set up as things are; the message says what to do and holds no password."""


def first_line(error: DatabaseError) -> str:
    """What the database server said, without the statement it said it about."""
    said: Any = getattr(error.__cause__, "diag", None)
    if said is None or said.message_primary is None:
        return "the database gave no reason"
    return f"{said.message_primary} {said.message_detail or ''}".rstrip()
