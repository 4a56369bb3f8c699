"""A reader of every row: the conditions of a drawn question, one by one, in one plain statement that may use no index, with
nothing of the ways of reading. Django must be set up before this is imported.
"""

from collections.abc import Sequence
from typing import Any

import psycopg

from benchmarks.drawing import Question
from records.reading.conditions import QUERY, holds
from records.reading.sql import Sql, every
from records.reading.trees import Kinds, Words
from records.reading.words import as_query

ALL_ROWS = """
    SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_indexonlyscan = off;
    SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0
"""
SEQUENCE, BY_DATE, RANK = 0, slice(1, 3), 3

Match = tuple[Any, ...]  # sequence, sort date, slug, rank


class Plain:
    """Reads the database of this address, and cannot write to it."""

    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)
        self.connection.read_only = True

    def matches(self, question: Question) -> list[Match]:
        """In no order."""
        conditions = [
            Sql("document IS NOT NULL"),
            holds(Kinds(question.kinds)),
            self._stood(question),
            *map(holds, question.conditions),
        ]
        columns = Sql("SELECT sequence, sort_date, slug,") + _rank(question)
        with self.connection.transaction():
            self.connection.execute(ALL_ROWS)
            return self._ask(columns + "FROM records_published WHERE" + every(conditions))

    def documents(self, matches: Sequence[Match]) -> list[bytes]:
        """Theirs, in this order."""
        return [text.encode() for text in self._column("document::text", matches)]

    def terms(self, matches: Sequence[Match]) -> list[list[str]]:
        """Theirs, in this order."""
        return self._column("terms", matches)

    def _column(self, name: str, matches: Sequence[Match]) -> list[Any]:
        sequences = [match[SEQUENCE] for match in matches]
        rows = Sql(f"SELECT sequence, {name} FROM records_published WHERE sequence = ANY (%s)", (sequences,))
        found = dict(self._ask(rows))
        return [found[sequence] for sequence in sequences]

    def _stood(self, question: Question) -> Sql:
        if question.at.is_now:
            return Sql("superseded_at IS NULL")
        when = Sql("SELECT published_at FROM records_published WHERE sequence = %s", (question.at.sequence,))
        ((time,),) = self._ask(when)
        return Sql("published_at <= %s AND (superseded_at IS NULL OR superseded_at > %s)", (time, time))

    def _ask(self, statement: Sql) -> list[Match]:
        return self.connection.execute(statement.text.encode(), statement.values).fetchall()


def _rank(question: Question) -> Sql:
    """By the search; by the first of several."""
    if question.first.order.by != "relevance":
        return Sql("NULL")
    text = next(condition.text for condition in question.conditions if isinstance(condition, Words))
    return Sql(f"ts_rank(search, {QUERY})::float8", (as_query(text),))
