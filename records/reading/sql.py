"""Pieces of SQL that carry their values with them, so that neither can be put together without the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Sql:
    """Text with `%s` marks, and a value for each. Never changed; a frozen class would take thrice as long to make."""

    text: str
    values: tuple[Any, ...] = ()

    def __add__(self, other: "Sql | str") -> "Sql":
        more = other if isinstance(other, Sql) else Sql(other)
        return Sql(f"{self.text} {more.text}", (*self.values, *more.values))

    def within(self, before: str, after: str = ")") -> "Sql":
        """The same between two texts."""
        return Sql(f"{before}{self.text}{after}", self.values)


def joined(separator: str, parts: Iterable[Sql]) -> Sql:
    """Parts in a row."""
    together = list(parts)
    values = tuple(value for part in together for value in part.values)
    return Sql(separator.join(part.text for part in together), values)


def every(conditions: Iterable[Sql]) -> Sql:
    """All conditions at once; `TRUE` for none."""
    together = list(conditions)
    return joined(" AND ", together) if together else Sql("TRUE")


def either(conditions: Iterable[Sql]) -> Sql:
    """One condition at least; `FALSE` for none."""
    together = list(conditions)
    return joined(" OR ", together) if together else Sql("FALSE")
