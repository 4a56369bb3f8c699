"""From files to entries: reads fixtures and seeds, joins what several articles say of one record, and keeps the lines.

It knows the shape of a fixture file and nothing of what the fields mean: `validate.py` does that. Nothing is written.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from records.kinds import KINDS
from records.loading.files import ReadError, as_text, fixture_files
from records.loading.problems import Problem, dotted, from_read_error
from records.loading.reader import Located, Where, read_front_matter, read_yaml, read_yaml_text

COLLECTIONS = {kind.collection: kind.name for kind in KINDS.values()}
FILE_KEYS = {"source", "records", "sensitivity", *COLLECTIONS}
_DIGEST_PARAGRAPH = re.compile(r"^\[([1-9][0-9]{0,4})\]\s+(\S.*)$")


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


@dataclass
class Gathered:
    """What the files hold, and what is wrong with them as files. `complete` says that each could be read."""

    entries: list[Entry]
    problems: list[Problem]
    complete: bool


def gather(paths: list[Path], seeds: Path | None) -> Gathered:
    """Every entry in the given files and folders, with all problems found on the way."""
    unreadable: list[Problem] = []
    problems: list[Problem] = []
    entries: list[Entry] = []
    for path in _files(paths, unreadable):
        entries += _attempt(path, _entries_of_file, problems, unreadable)
    for path in sorted(seeds.glob("*.md")) if seeds else []:
        entries += _attempt(path, _entries_of_seed, problems, unreadable)
    return _gathered(entries, problems, unreadable)


def gather_one(path: Path, raw: bytes) -> Gathered:
    """Every entry in a fixture file of which only the bytes are there; `path` only names it."""
    return gather_with(path, lambda problems: _entries_of(read_yaml_text(path, as_text(path, raw)), problems))


def gather_with(path: Path, read: Callable[[list[Problem]], Iterator[Entry]]) -> Gathered:
    """Every entry that `read` finds in one file; it reports problems, and raises ReadError where it cannot go on."""
    unreadable: list[Problem] = []
    problems: list[Problem] = []
    entries = _attempt(path, lambda _, found: read(found), problems, unreadable)
    return _gathered(entries, problems, unreadable)


def _gathered(entries: list[Entry], problems: list[Problem], unreadable: list[Problem]) -> Gathered:
    whole = _join(entries, problems)
    return Gathered(whole, [*unreadable, *problems], complete=not unreadable)


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


def _join(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Whole entries, with the evidence that other files add to them; additions to what is on the desk stay apart."""
    whole: dict[tuple[str, str], Entry] = {}
    additions = [entry for entry in entries if entry.kind is None]
    repeated: list[Entry] = []
    for entry in entries:
        if entry.kind is None:
            continue
        first = whole.setdefault(_identity(entry), entry)
        if first is not entry:
            where = f"{first.origin.path}:{first.origin.line_of(first.at)}"
            problems.append(entry.problem(("id",), f"This id is defined twice; the other stands at {where}."))
            repeated.append(entry)  # checked all the same, so that its other errors are said too
    for addition in sorted(additions, key=_what_it_adds):
        _check_addition(addition, problems)
        target = whole.setdefault(("record", addition.id), addition)
        if target is not addition:
            add_evidence(target, addition)
    return [*(whole[key] for key in sorted(whole)), *repeated]


def _what_it_adds(addition: Entry) -> tuple[Any, ...]:
    """An order that stays when files are renamed or divided anew."""
    evidence = addition.data.get("evidence")
    said = [anchor_of(item) for item in evidence] if isinstance(evidence, list) else []
    return addition.id, said, addition.origin.path, addition.at


def anchor_of(item: Any) -> tuple[str, ...]:
    """Source, paragraph and phrase of an item of evidence, well-formed or not, as text to compare by."""
    if not isinstance(item, dict):
        return (str(item),)
    source = item.get("source")
    named = source.get("id") if isinstance(source, dict) else source
    return str(named), str(item.get("paragraph")).rjust(20), str(item.get("phrase"))


def _identity(entry: Entry) -> tuple[str, str]:
    """Record kinds share their ids; the others have ids of their own."""
    kind = KINDS.get(str(entry.kind))
    return ("record" if kind is None or kind.is_record else kind.name, entry.id)


def _check_addition(addition: Entry, problems: list[Problem]) -> None:
    for key in addition.data:
        if key not in ("id", "evidence"):
            says = "Without a kind this only adds evidence to a record made elsewhere: give its kind, or remove this."
            problems.append(addition.problem((key,), says))
    if not isinstance(addition.data.get("evidence"), list):
        problems.append(addition.problem(("evidence",), "Write a list of the evidence that this adds."))


def add_evidence(target: Entry, addition: Entry, *, known: Collection[tuple[str, ...]] = ()) -> None:
    """Append another file's evidence but for what is `known`, remembering where each item was written."""
    evidence = addition.data.get("evidence")
    if not isinstance(evidence, list) or not isinstance(target.data.get("evidence", []), list):
        return
    fresh = [position for position, item in enumerate(evidence) if anchor_of(item) not in known]
    target.data["evidence"] = [*target.data.get("evidence", []), *(evidence[position] for position in fresh)]
    target.added_evidence += [(addition.origin, (*addition.at, "evidence", position)) for position in fresh]
