"""Checks an entry as the whole that would be published, with the serializer that publishes it.

Forms see one row at a time; what a source states can only be judged against all of the record. So the desk saves,
asks here, and takes the save back when there is a problem. Nothing is written here.
"""

from dataclasses import dataclass
from typing import Any

from records.kinds.base import DocumentPart, Kind, Publishable, row_lists, shared
from records.loading.reader import Where
from records.loading.validate import flatten
from records.publishing.document import render

Problems = list[tuple[Where, str]]


class NotWhole(Exception):
    """The entry contradicts itself; `problems` are paths into its document, each with a sentence."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Misplaced:
    """A problem with the form field it belongs to, None where it belongs to no single one."""

    column: str | None
    says: str


def check_whole(kind: Kind, item: Publishable) -> None:
    """Raise NotWhole unless the entry's document would be accepted."""
    # The plain representation: a record's own also compares what sources state, and fails on what does not exist.
    written = DocumentPart.to_representation(shared(kind.document), item)
    reader = kind.document(data=written)
    if not reader.is_valid():
        raise NotWhole(list(flatten(reader.errors)))
    try:
        render(item)
    except (LookupError, TypeError, ValueError) as error:
        says = (
            "What the sources state cannot be compared with this record: a field named there holds nothing."
        )
        raise NotWhole([(("evidence",), says)]) from error


def problems_of_columns(kind: Kind, problems: Problems) -> list[Misplaced]:
    """Those problems that are not inside a list of rows, with the column they belong to."""
    document = kind.document()
    rows = row_lists(document)
    return [
        Misplaced(_column(document, where), _sentence(where[1:], says))
        for where, says in problems
        if not where or where[0] not in rows or len(where) < 2
    ]


def problems_of_rows(kind: Kind, problems: Problems, name: str) -> list[tuple[int, Misplaced]]:
    """Problems inside one list of the document, by position."""
    row = row_lists(kind.document())[name].child
    inside = [(where, says) for where, says in problems if len(where) > 1 and where[0] == name]
    return [
        (int(where[1]), Misplaced(_column(row, where[2:]), _sentence(where[3:], says)))
        for where, says in inside
    ]


def _column(document: Any, where: Where) -> str | None:
    if not where or str(where[0]) not in document.fields:
        return None
    source = document.fields[str(where[0])].source
    return str(where[0]) if source == "*" else str(source)


def _sentence(rest: Where, says: str) -> str:
    return f"{'.'.join(map(str, rest))}: {says}" if rest else says
