"""From files to entries: reads fixtures and seeds, joins what several articles say of one record, and keeps the lines.

It knows the shape of a fixture file and nothing of what the fields mean: `validate.py` does that. Nothing is written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from records.kinds import KINDS
from records.loading.entry import Entry
from records.loading.files import ReadError, as_text, fixture_files
from records.loading.join import InMemory, Joined
from records.loading.problems import Problem, dotted, from_read_error
from records.loading.reader import Located, Where, read_front_matter, read_yaml, read_yaml_text
from records.spool import Spool

COLLECTIONS = {kind.collection: kind.name for kind in KINDS.values()}
FILE_KEYS = {"source", "records", "sensitivity", *COLLECTIONS}
_DIGEST_PARAGRAPH = re.compile(r"^\[([1-9][0-9]{0,4})\]\s+(\S.*)$")


class Entries(Protocol):
    """Entries that can be gone through again."""

    def __iter__(self) -> Iterator[Entry]: ...

    def __len__(self) -> int: ...

    def clear(self) -> None: ...


Some = TypeVar("Some", bound=Entries)


@dataclass
class Gathered(Generic[Some]):
    """What the files hold, and what is wrong with them as files. `complete` says that each could be read."""

    entries: Some
    problems: list[Problem]
    complete: bool


def gather(paths: list[Path], seeds: Path | None) -> Gathered[Joined]:
    """Every entry in the given files and folders, put aside on disk, with all problems found on the way."""
    unreadable: list[Problem] = []
    problems: list[Problem] = []
    joined = Joined(Spool[Entry](), problems)
    for path in _files(paths, unreadable):
        for entry in _attempt(path, _entries_of_file, problems, unreadable):
            joined.add(entry.by_itself())
    for path in sorted(seeds.glob("*.md")) if seeds else []:
        for entry in _attempt(path, _entries_of_seed, problems, unreadable):
            joined.add(entry.by_itself())
    return Gathered(joined, [*unreadable, *problems], complete=not unreadable)


def gather_one(path: Path, raw: bytes) -> Gathered[list[Entry]]:
    """Every entry in a fixture file of which only the bytes are there; `path` only names it."""
    return gather_with(path, lambda problems: _entries_of(read_yaml_text(path, as_text(path, raw)), problems))


def gather_with(path: Path, read: Callable[[list[Problem]], Iterator[Entry]]) -> Gathered[list[Entry]]:
    """Every entry that `read` finds in one file; it reports problems, and raises ReadError where it cannot go on."""
    unreadable: list[Problem] = []
    problems: list[Problem] = []
    joined = Joined(InMemory(), problems)
    for entry in _attempt(path, lambda _, found: read(found), problems, unreadable):
        joined.add(entry)
    return Gathered(list(joined), [*unreadable, *problems], complete=not unreadable)


def _files(paths: list[Path], problems: list[Problem]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        try:
            files += fixture_files(path)
        except ReadError as error:
            problems.append(from_read_error(error))
    return sorted(set(files))


def _attempt(path: Path, read: Any, problems: list[Problem], unreadable: list[Problem]) -> list[Entry]:
    try:
        return list(read(path, problems))
    except ReadError as error:
        unreadable.append(from_read_error(error))
        return []


def _entries_of_file(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    yield from _entries_of(read_yaml(path), problems)


def _entries_of(file: Located, problems: list[Problem]) -> Iterator[Entry]:
    if not isinstance(file.data, dict):
        problems.append(
            Problem(file.path, 1, "", f"A fixture file is a mapping with some of: {_listed(FILE_KEYS)}.")
        )
        return
    problems += [
        Problem(file.path, file.line_of((key,)), key[:60], f"Unknown key. Use some of: {_listed(FILE_KEYS)}.")
        for key in file.data
        if key not in FILE_KEYS
    ]
    for key in ("records", *COLLECTIONS):
        if key in file.data:
            yield from _entries_of_list(file, key, problems)


def _listed(words: set[str]) -> str:
    return ", ".join(sorted(words))


def _entries_of_list(file: Located, key: str, problems: list[Problem]) -> Iterator[Entry]:
    items = file.data[key]
    if not isinstance(items, list):
        problems.append(Problem(file.path, file.line_of((key,)), key, "Write a list of entries here."))
        return
    for position, item in enumerate(items):
        where: Where = (key, position)
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            problems.append(
                Problem(file.path, file.line_of(where), dotted(where), "Each entry is a mapping with an id.")
            )
            continue
        yield _entry(file, where, item, COLLECTIONS.get(key))


def _entry(file: Located, where: Where, item: dict[str, Any], kind: str | None) -> Entry:
    data = dict(item)
    sensitivity = data.pop("sensitivity", file.data.get("sensitivity"))
    if isinstance(data.get("evidence"), list) and "source" in file.data:
        data["evidence"] = [
            {"source": file.data["source"], **cited} if isinstance(cited, dict) else cited
            for cited in data["evidence"]
        ]
    stated = data.get("kind")
    return Entry(kind or (None if stated is None else str(stated)), data, file, where, sensitivity)


def _entries_of_seed(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    front, body, first_line = read_front_matter(path)
    if not isinstance(front.data, dict) or not isinstance(front.data.get("id"), str):
        problems.append(Problem(path, 1, "id", "The front matter of a seed needs the source's id."))
        return
    data = dict(front.data)
    sensitivity = data.pop("sensitivity", None)
    data["digest"] = list(_digest(path, body, first_line, problems))
    yield Entry("source", data, front, (), sensitivity)


def _digest(path: Path, body: str, first_line: int, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(body.splitlines(), start=first_line):
        if not line.strip():
            continue
        found = _DIGEST_PARAGRAPH.match(line.strip())
        if found:
            yield {"paragraph": int(found[1]), "text": found[2]}
        else:
            problems.append(
                Problem(path, number, "digest", "Write each paragraph as one line: [number] text.")
            )
