"""An entry as a file wrote it, and where each part of it stands, so that a problem can be shown there."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from records.loading.problems import Problem, dotted
from records.loading.reader import Located, Where


@dataclass
class Entry:
    """One entry as its file wrote it. `kind` is None for an addition to a record made elsewhere."""

    kind: str | None
    data: dict[str, Any]
    origin: Located
    at: Where
    sensitivity: Any = None
    added_evidence: list[tuple[Located, Where]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.data.get("id"))

    def by_itself(self) -> "Entry":
        """The same without the rest of its file."""
        return replace(self, origin=self.origin.part(self.at))

    def head(self) -> "Entry":
        """Enough of it to say what is wrong with it as a whole."""
        return Entry(self.kind, {"id": self.id}, self.origin.part(self.at), self.at, self.sensitivity)

    def problem(self, where: Where, says: str) -> Problem:
        """A problem at a field of this entry, wherever that field was written."""
        origin, inside = self.origin, self.at + where
        evidence = self.data.get("evidence")
        own = len(evidence) - len(self.added_evidence) if isinstance(evidence, list) else 0
        added = self.added_evidence and len(where) > 1 and where[0] == "evidence"
        if added and isinstance(where[1], int) and where[1] >= own:
            origin, base = self.added_evidence[where[1] - own]
            inside = base + where[2:]
        return Problem(origin.path, origin.line_of(inside), dotted(where), says)

    def add_evidence(self, addition: "Entry", *, known: Collection[tuple[str, ...]] = ()) -> None:
        """Append another file's evidence but for what is `known`, remembering where each item was written."""
        evidence = addition.data.get("evidence")
        if not isinstance(evidence, list) or not isinstance(self.data.get("evidence", []), list):
            return
        fresh = [position for position, item in enumerate(evidence) if anchor_of(item) not in known]
        self.data["evidence"] = [*self.data.get("evidence", []), *(evidence[position] for position in fresh)]
        self.added_evidence += [(addition.origin, (*addition.at, "evidence", position)) for position in fresh]


def anchor_of(item: Any) -> tuple[str, ...]:
    """Source, paragraph and phrase of an item of evidence, well-formed or not, as text to compare by."""
    if not isinstance(item, dict):
        return (str(item),)
    source = item.get("source")
    named = source.get("id") if isinstance(source, dict) else source
    return str(named), str(item.get("paragraph")).rjust(20), str(item.get("phrase"))
