"""What is wrong with what was asked to be loaded: every problem, each with file, line and field."""

from dataclasses import dataclass
from pathlib import Path

from records.loading.files import ReadError
from records.loading.reader import Where


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `field` is the dotted path inside the entry, empty where the whole entry is meant."""

    path: Path
    line: int
    field: str
    says: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field + ': ' if self.field else ''}{self.says}"


class LoadError(Exception):
    """Nothing was written; `problems` lists everything that was found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def from_read_error(error: ReadError) -> Problem:
    """A file that could not be read at all."""
    return Problem(error.path, error.line, "", error.problem)


def dotted(where: Where) -> str:
    """`("evidence", 0, "phrase")` as `evidence.0.phrase`."""
    return ".".join(map(str, where))
