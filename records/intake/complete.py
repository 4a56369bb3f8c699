"""Completes uploaded entries by what the desk holds of them and the file may not decide. Nothing is written.

A table without a column leaves that field alone. No import lowers or raises how sensitive an entry is said to be: that is
for somebody to decide who looks at the entry.
"""

from collections.abc import Iterator
from typing import Any

from records.intake.tables.entries import TableEntry
from records.kinds import KINDS
from records.kinds.base import Kind, Publishable, read_whole
from records.loading.dump import as_fixture
from records.loading.entry import Entry
from records.loading.problems import Problem


def complete(entries: list[Entry]) -> list[Problem]:
    """Fill in what the desk has. Returns a problem for each entry that would change its sensitivity."""
    problems: list[Problem] = []
    for kind in {entry.kind: KINDS[entry.kind] for entry in entries if entry.kind in KINDS}.values():
        of_kind = {entry.id: entry for entry in entries if entry.kind == kind.name}
        for item in read_whole(kind.document, of_kind):
            problems += _complete(of_kind[str(item.pk)], kind, item)
    return problems


def _complete(entry: Entry, kind: Kind, item: Publishable) -> Iterator[Problem]:
    if isinstance(entry, TableEntry) and entry.left_alone:
        _leave_alone(entry, as_fixture(kind, item))
    if entry.sensitivity in (None, ""):
        entry.sensitivity = item.sensitivity or None
    elif item.sensitivity and entry.sensitivity != item.sensitivity:
        says = (
            f"The desk says {item.sensitivity}, and an import does not change that: write {item.sensitivity} or nothing "
            "here, or change it on the entry's page first."
        )
        yield entry.problem(("sensitivity",), says)


def _leave_alone(entry: TableEntry, there: dict[str, Any]) -> None:
    """Whole fields as they are; and parts of a field, where the table gives the rest of it."""
    for name in entry.left_alone - {"sensitivity"}:
        key, _, part = name.partition(".")
        given, known = entry.data.get(key), there.get(key)
        if not part and key in there:
            entry.data[key] = known
        elif part and isinstance(given, dict) and isinstance(known, dict) and part in known:
            given.setdefault(part, known[part])
