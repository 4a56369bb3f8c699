"""Paths into a document, and the values they reach: `participants[role=host].actor.id`. Lists are searched through.

Several paths are walked together, so that what they have in common is walked once. Nothing here knows what a document says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

_STEP = re.compile(r"^(?P<name>\w+)(\[(?P<key>\w+)=(?P<value>[\w-]+)\])?$")

Paths = tuple[str, ...]
Which = tuple[str | None, str | None]  # items whose key has this value; every item where there is no key


@dataclass
class Branch:
    """Where paths lead on from a value: the groups of those that end here, and how the others go on, by name."""

    ends: list[int] = field(default_factory=list)
    steps: dict[str, dict[Which, "Branch"]] = field(default_factory=dict)


def values_at(document: Any, path: str) -> list[Any]:
    """Every value that `path` reaches in a document; nothing where a step is missing or null."""
    return values_at_each(document, ((path,),))[0]


def values_at_each(document: Any, groups: tuple[Paths, ...]) -> list[list[Any]]:
    """The values that each group of paths reaches."""
    found: list[list[Any]] = [[] for _ in groups]
    _collect(document, _tree(groups), found)
    return found


def _collect(value: Any, branch: Branch, found: list[list[Any]]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, branch, found)
    elif value is not None:
        for group in branch.ends:
            found[group].append(value)
        for name, ways in branch.steps.items():
            if (below := value.get(name)) is not None:
                for which, after in ways.items():
                    for item in _items(below, which) if which[0] else (below,):
                        _collect(item, after, found)


def _items(value: Any, which: Which) -> Iterator[Any]:
    key, wanted = which
    if isinstance(value, list):
        for item in value:
            yield from _items(item, which)
    elif value is not None and value.get(key) == wanted:
        yield value


@cache
def _tree(groups: tuple[Paths, ...]) -> Branch:
    root = Branch()
    for group, paths in enumerate(groups):
        for path in paths:
            _grow(root, _steps(path)).ends.append(group)
    return root


def _grow(branch: Branch, steps: Iterable[tuple[str, Which]]) -> Branch:
    """The branch to which the steps lead, which is made where it is not there."""
    for name, which in steps:
        branch = branch.steps.setdefault(name, {}).setdefault(which, Branch())
    return branch


def _steps(path: str) -> Iterator[tuple[str, Which]]:
    for step in path.split("."):
        found = _STEP.match(step)
        if found is None:
            raise ValueError(f"{step!r} is not a step of a path")
        yield found["name"], (found["key"], found["value"])
