"""Columns of the register that pieces of SQL speak of.

Where rows are merged, the server puts every column of each row together again: it had better not be given those that nothing
outside asks for.
"""

import re

from records.published import Published
from records.reading.sql import Sql

COLUMNS = tuple(field.attname for field in Published._meta.concrete_fields)
NAME = re.compile("[a-z_]+")


def columns_of(*pieces: Sql | str) -> str:
    """Those named in any of the pieces, for the SELECT that they are put around; what only looks like one is carried too."""
    texts = (piece.text if isinstance(piece, Sql) else piece for piece in pieces)
    named = {name for text in texts for name in NAME.findall(text)}
    return ", ".join(column for column in COLUMNS if column in named)
