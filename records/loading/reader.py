"""Reads fixture YAML and the front matter of seeds from files nobody has vouched for.

It bounds what a file may hold, refuses every YAML feature that fixtures do not need, and hands back plain
dicts, lists, str, int, bool and None together with the line each value stands on. It does not know what a
record is: unknown fields, missing fields and references are for the code that receives a `Located`.

Events are read one by one from libyaml's parser. Composing (`yaml.load` with the C loader) overflows the
stack on deep nesting, and the pure-Python scanner is too slow to refuse a large file promptly; the events of
libyaml's parser are neither.
"""

import marshal
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from records.characters import BIDI, CONTROL
from records.loading.files import ReadError, describe_forbidden, read_text

DEEPEST_NESTING = 12  # mappings and lists inside one another
MOST_NODES = 40_000  # values, lists and mappings; a key counts with its value
LONGEST_SCALAR = 20_000  # characters
LONGEST_ECHO = 60  # characters of the input repeated in a message

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
PLAIN_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}

FORBIDDEN_IN_VALUE = re.compile(rf"[{CONTROL}{BIDI}\r]")

# libyaml's words on the left. What was left open is reported where it began, not where its end was missed.
MISPLACED = {
    "mapping values are not allowed in this context": 'no ":" may stand here; quote text that holds ": "',
    "did not find expected key": "this line does not fit its neighbours; check its indentation and quotes",
    "did not find expected '-' indicator": "this line is no item of the list above; check its indentation",
    "did not find expected node content": "a value is missing here; write it, or quote the text",
    "block sequence entries are not allowed in this context": "no list may begin here; use a new line",
    "found character that cannot start any token": "text may not begin with this character, nor a line with "
    "a tab; put quotes around the text, indent with blanks",
    "found unknown escape character": 'a "\\" in double quotes starts an unknown escape; use single quotes',
    "found invalid Unicode character escape code": "this escape is no character; write the character itself",
    "found undefined tag handle": 'tags are not allowed; remove the "!" or put quotes around the text',
    "did not find expected <document start>": "something follows the document's end; remove or indent it",
}
LEFT_OPEN = {
    "could not find expected ':'": 'a key lacks its ":"; write "key: value", and indent text that runs on',
    "found unexpected end of stream": "a quotation mark opened here is never closed; close it",
    "found unexpected document indicator": "a quotation mark opened here is never closed; close it",
    "did not find expected ',' or ']'": 'a "[" opened here lacks a "," or its "]"; add it',
    "did not find expected ',' or '}'": 'a "{" opened here lacks a "," or its "}"; add it',
}

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """A document's data, and the line of each value by its keys and positions: ("records", 0, "id")."""

    path: Path
    data: Any
    lines: Mapping[Where, int]

    def line_of(self, where: Where) -> int:
        """The line of the value at `where`, or of the nearest value around it that the file holds."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def __reduce__(self) -> Any:
        return _unpickled, (
            str(self.path),
            self.data,
            self.lines,
        )  # paths are slow to make, and many share one

    def part(self, at: Where) -> "Located":
        """The lines of one entry, which stands in a list of the document or is all of it, without its data."""
        if isinstance(self.lines, PackedLines):
            return self
        lines = self._lines_by_entry.get(at, {}) if at else self.lines
        return Located(self.path, None, PackedLines(lines))

    @cached_property
    def _lines_by_entry(self) -> dict[Where, dict[Where, int]]:
        parts: dict[Where, dict[Where, int]] = {}
        for where, line in self.lines.items():
            parts.setdefault(where[:2], {})[where] = line
        return parts


def _unpickled(path: str, data: Any, lines: Mapping[Where, int]) -> Located:
    return Located(_path(path), data, lines)


@lru_cache(maxsize=64)
def _path(text: str) -> Path:
    return Path(text)


class PackedLines(Mapping[Where, int]):
    """Lines in one piece until somebody asks for one: hardly any are."""

    def __init__(self, lines: Mapping[Where, int]) -> None:
        self._packed = marshal.dumps({**lines})

    def _lines(self) -> dict[Where, int]:
        lines: dict[Where, int] = marshal.loads(self._packed)  # noqa: S302  of our own making
        return lines

    def __getitem__(self, where: Where) -> int:
        return self._lines()[where]

    def __iter__(self) -> Iterator[Where]:
        return iter(self._lines())

    def __len__(self) -> int:
        return len(self._lines())


def read_yaml(path: Path) -> Located:
    """The one YAML document in a file. Raises ReadError, and nothing else, whatever the file holds."""
    return read_yaml_text(path, read_text(path))


def read_yaml_text(path: Path, text: str) -> Located:
    """The same for text that was read already; `path` only names it."""
    return _parse(path, text)


def read_front_matter(path: Path) -> tuple[Located, str, int]:
    """The YAML between the leading `---` lines, the text after it as written, and that text's first line."""
    lines = read_text(path).split("\n")
    if lines[0].rstrip() != "---":
        raise ReadError(path, 1, 'the file must begin with a line "---" that opens its front matter; add it')
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), None)
    if end is None:
        raise ReadError(path, 1, 'the front matter is never closed; add a line "---" after its last field')
    # An empty first line stands in for the opening `---`, so that line numbers remain those of the file.
    located = _parse(path, "\n".join(["", *lines[1:end], ""]))
    return located, "\n".join(lines[end + 1 :]), end + 2


def _clip(text: str) -> str:
    """At most LONGEST_ECHO characters of the input; quote it with !r, to escape what a terminal obeys."""
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"


def _parse(path: Path, text: str) -> Located:
    # Before libyaml sees them: it compares each %TAG with all those before it.
    directive = re.search(r"^%", text, re.MULTILINE)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        raise ReadError(path, line, 'a line beginning with "%" is a directive; remove or indent the line')
    try:
        return _DocumentReader(path, text).read_document()
    except yaml.MarkedYAMLError as error:
        raise ReadError(path, *_explain(error, _last_line(text))) from error


def _last_line(text: str) -> int:
    """The last line with anything on it: libyaml places what is missing at the end on a line after it."""
    return text.rstrip(" \t\r\n").count("\n") + 1


def _explain(error: yaml.MarkedYAMLError, last_line: int) -> tuple[int, str]:
    """The line to mend, and how to mend it."""
    problem = error.problem or "no reason given"
    if problem in LEFT_OPEN and error.context_mark:
        return error.context_mark.line + 1, LEFT_OPEN[problem]
    mark = error.problem_mark or error.context_mark
    unnamed = f"this is not valid YAML ({_clip(problem)}); check the indentation, or quote the text"
    return min(mark.line + 1 if mark else 1, last_line), MISPLACED.get(problem, unnamed)


class _DocumentReader:
    """Builds plain data from events, refusing the first out of bounds; its own recursion is bounded too."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CLoader)
        self.last_line = _last_line(text)
        self.nodes = 0
        self.lines: dict[Where, int] = {}

    def read_document(self) -> Located:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise ReadError(self.path, 1, "the document is empty; write its fields or remove the file")
        root = next(self.events)
        if isinstance(root, yaml.ScalarEvent) and root.implicit[0] and not root.value:
            self.refuse(root, "the document is empty; write its fields or remove the file")
        data = self.read_node(root, (), 0)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, 'a second document begins here; keep one to a file and remove this "---"')
        return Located(self.path, data, self.lines)

    def refuse(self, event: Any, problem: str) -> NoReturn:
        raise ReadError(self.path, min(event.start_mark.line + 1, self.last_line), problem)

    def read_node(self, event: Any, where: Where, depth: int) -> Any:
        """The value that begins with `event`, which stands inside `depth` mappings and lists."""
        self.check_features(event)
        self.count_node(event)
        # A value in a mapping already has its key's line, which is where a reader looks for it.
        self.lines.setdefault(where, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return self.resolve(event)
        if depth == DEEPEST_NESTING:
            self.refuse(event, f"lists and mappings stand more than {DEEPEST_NESTING} deep; flatten them")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.read_sequence(where, depth + 1)
        return self.read_mapping(where, depth + 1)

    def count_node(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.refuse(event, f"the file holds more than {MOST_NODES:,} values; split it into several")

    def check_features(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                event, f"the alias {_clip(f'*{event.anchor}')!r} is not allowed; write its value, or quote it"
            )
        if event.anchor is not None:
            self.refuse(
                event,
                f"the anchor {_clip(f'&{event.anchor}')!r} is not allowed; remove it, or quote the text",
            )
        if event.tag is not None:
            self.refuse(event, f"the tag {_clip(event.tag)!r} is not allowed; remove it, or quote the text")

    def read_sequence(self, where: Where, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.read_node(event, (*where, len(items)), depth))
        return items

    def read_mapping(self, where: Where, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.read_key(event)
            if key in fields:
                first = self.lines[(*where, key)]
                self.refuse(event, f"the key {_clip(key)!r} already stands on line {first}; keep one of them")
            self.lines[(*where, key)] = event.start_mark.line + 1
            fields[key] = self.read_node(next(self.events), (*where, key), depth)
        return fields

    def read_key(self, event: Any) -> str:
        self.check_features(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                event, "a key may not be a list or a mapping; write a name, or put quotes around the text"
            )
        if event.implicit[0] and event.value == "<<":
            self.refuse(event, "the merge key << is not allowed; write the fields out")
        key = self.resolve(event)
        if not isinstance(key, str):
            self.refuse(event, f"the key {_clip(event.value)!r} is not text; put quotes around it")
        if not key.isascii():
            self.refuse(
                event, f"the key {_clip(key)!a} is not plain ASCII; retype it with unaccented letters"
            )
        return key

    def resolve(self, event: Any) -> str | int | bool | None:
        """Unquoted null, true, false and integers have a meaning of their own; all else is text."""
        text: str = event.value
        if len(text) > LONGEST_SCALAR:
            self.refuse(
                event, f"the text {_clip(text)!r} is longer than {LONGEST_SCALAR:,} characters; shorten it"
            )
        if bad := FORBIDDEN_IN_VALUE.search(text):  # the file held none: this one was written as an escape
            self.refuse(event, describe_forbidden(bad.group()))
        if not event.implicit[0]:
            return text
        if text in PLAIN_WORDS:
            return PLAIN_WORDS[text]
        return int(text) if INTEGER.fullmatch(text) else text
