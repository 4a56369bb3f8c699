"""Everything that matches, in chunks: one statement each, all of the same moment, and never more than a chunk in memory.

No transaction stays open between chunks, so that a slow reader holds nothing back.
"""

from collections.abc import Iterator
from dataclasses import replace

from records.reading.pages import Page, read_page
from records.reading.wanted import At, Order, Slice, Wanted

CHUNK = 200  # documents


def stream(wanted: Wanted, order: Order) -> Iterator[Page]:
    """Pages to the end; the first may be empty."""
    page = read_page(wanted, Slice(order, CHUNK), count="none")
    yield page
    wanted = replace(wanted, at=At(sequence=page.sequence or 0))
    while len(page.documents) == CHUNK:
        page = read_page(wanted, Slice(order, CHUNK, page.keys[-1]), count="none")
        yield page
