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
Told = tuple[str, str]  # the name of a list, and the key by which its items are told apart


@dataclass
class Branch:
    """Where paths lead on from a value: the groups of those that end here, and how the others go on."""

    ends: list[int] = field(default_factory=list)
    every: dict[str, "Branch"] = field(default_factory=dict)
    some: dict[Told, dict[str, "Branch"]] = field(default_factory=dict)  # by the value that their key has


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
        for name, after in branch.every.items():
            if (below := value.get(name)) is not None:
                _collect(below, after, found)
        for (name, key), ways in branch.some.items():
            _collect_some(value.get(name), key, ways, found)


def _collect_some(value: Any, key: str, ways: dict[str, Branch], found: list[list[Any]]) -> None:
    """What is reached from those items that a way is for."""
    if isinstance(value, list):
        for item in value:
            _collect_some(item, key, ways, found)
    elif value is not None and (after := ways.get(value.get(key))):
        _collect(value, after, found)


@cache
def _tree(groups: tuple[Paths, ...]) -> Branch:
    root = Branch()
    for group, paths in enumerate(groups):
        for path in paths:
            _grow(root, _steps(path)).ends.append(group)
    return root


def _grow(branch: Branch, steps: Iterable[re.Match[str]]) -> Branch:
    """The branch to which the steps lead, which is made where it is not there."""
    for step in steps:
        name, key, wanted = step["name"], step["key"], step["value"]
        ways = branch.some.setdefault((name, key), {}) if key else branch.every
        branch = ways.setdefault(wanted if key else name, Branch())
    return branch


def _steps(path: str) -> Iterator[re.Match[str]]:
    for step in path.split("."):
        found = _STEP.match(step)
        if found is None:
            raise ValueError(f"{step!r} is not a step of a path")
        yield found
