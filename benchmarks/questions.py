"""What is asked of everyone, taken from the database before the run: many different questions of each shape.

Nobody can win by answering one address from memory. Each server's own file turns these into its own requests.
"""

from dataclasses import dataclass
from datetime import date

import psycopg

from benchmarks.synthetic import make_world

PAGE = 50
DETAILS, PAGES, FILTERS = 200, 10, 20
DEEP_PAGE = 1_000
FREQUENT = slice(4, 24)  # the commonest words of all are in nearly every record

CURRENT = """
    SELECT slug FROM records_published
    WHERE kind = 'incident' AND superseded_at IS NULL AND document IS NOT NULL ORDER BY md5(slug) LIMIT %s
"""
COUNT = "SELECT count(*) FROM records_published WHERE kind = 'incident' AND superseded_at IS NULL AND document IS NOT NULL"
BUSIEST = """
    SELECT actor_id, extract(year FROM earliest)::int AS year FROM records_participation AS taking_part
    JOIN records_record AS record ON record.id = record_id
    WHERE role = 'mediator' AND kind = 'incident' AND earliest IS NOT NULL
    GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT %s
"""
# Where a page of each order begins: the last row of the page before it.
REGISTER_KEYS = """
    SELECT sort_date, slug FROM (
        SELECT sort_date, slug, row_number() OVER (ORDER BY sort_date DESC, slug DESC) AS number FROM records_published
        WHERE kind = 'incident' AND superseded_at IS NULL AND document IS NOT NULL
    ) AS numbered WHERE number = ANY (%s) ORDER BY number
"""
DATED = "SELECT count(*) FROM records_record WHERE kind = 'incident' AND earliest IS NOT NULL"
DESK_KEYS = """
    SELECT earliest, id FROM (
        SELECT earliest, id, row_number() OVER (ORDER BY earliest DESC NULLS LAST, id) AS number FROM records_record
        WHERE kind = 'incident'
    ) AS numbered WHERE number = ANY (%s) ORDER BY number
"""

Key = tuple[date | None, str]


@dataclass(frozen=True)
class Period:
    """What one mediator did in one year."""

    mediator: str
    first: str
    last: str


@dataclass(frozen=True)
class Page:
    """A page by its number from 0, and the row before it in the register and on the desk; none before the first."""

    number: int
    after_in_register: Key | None
    after_on_desk: Key | None

    @property
    def offset(self) -> int:
        return self.number * PAGE


@dataclass(frozen=True)
class Questions:
    ids: list[str]
    pages: list[Page]
    deep_pages: list[Page]
    periods: list[Period]
    words: list[str]

    @property
    def deep_page(self) -> int:
        """Number, from 1, of the deepest page that is asked for."""
        return self.deep_pages[-1].number + 1


def prepare(connection: psycopg.Connection, *, records: int) -> Questions:
    """Questions about a filled database."""
    counts = [row[0] for statement in (COUNT, DATED) for row in connection.execute(statement)]
    deepest = min(DEEP_PAGE, max(PAGES, min(counts) // PAGE))
    busiest = connection.execute(BUSIEST, [FILTERS]).fetchall()
    return Questions(
        ids=[slug for (slug,) in connection.execute(CURRENT, [DETAILS])],
        pages=_pages(connection, range(PAGES)),
        deep_pages=_pages(connection, range(deepest - PAGES, deepest)),
        periods=[Period(actor, f"{year}-01-01", f"{year}-12-31") for actor, year in busiest],
        words=make_world(records).words.items[FREQUENT],
    )


def _pages(connection: psycopg.Connection, numbers: range) -> list[Page]:
    before = [number * PAGE for number in numbers if number]
    found = [connection.execute(statement, [before]).fetchall() for statement in (REGISTER_KEYS, DESK_KEYS)]
    keys: list[tuple[Key | None, Key | None]] = list(zip(*found, strict=False))
    first: list[tuple[Key | None, Key | None]] = [(None, None)] if 0 in numbers else []
    return [Page(number, *key) for number, key in zip(numbers, first + keys, strict=False)]
