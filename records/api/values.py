"""The values that a question states, in its address and in its tree: where each stands, and the question with others in their
place. Only what was read without an error is looked at.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from records.api import trees
from records.api.pages import asked

Tree = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """A parameter's text, or one of several between commas; `place` is `mediator`, or `filter.any[1].mediator`."""

    place: str
    name: str
    text: str


def values_in(query: QueryDict) -> Iterator[Value]:
    """Every text, those in the tree at their places."""
    for name, texts in query.lists():
        for text in texts:
            yield from _in_tree(json.loads(text), name) if name == trees.NAME else [Value(name, name, text)]


def parts_of(value: Value) -> list[Value]:
    """What stands between its commas."""
    return [Value(value.place, value.name, part) for part in value.text.split(",")]


def has_not(query: QueryDict) -> bool:
    """Whether a tree leaves anything out by `not`."""
    return any(f".{trees.NOT}." in value.place for value in values_in(query))


def with_others(query: QueryDict, instead: Mapping[Value, str]) -> list[tuple[str, str]]:
    """The question in its one spelling, with what is to stand in the place of whole texts or of their parts."""
    return [(name, _rewritten(name, text, instead)) for name, text in asked(query)]


def _in_tree(node: Tree, place: str) -> Iterator[Value]:
    for word, given in node.items():
        if word not in trees.WORDS:
            yield Value(f"{place}.{word}", word, given)
        for part, at in _branches(word, given, place):
            yield from _in_tree(part, at)


def _branches(word: str, given: Any, place: str) -> list[tuple[Tree, str]]:
    if word == trees.NOT:
        return [(given, f"{place}.{word}")]
    parts = given if word in trees.WORDS else ()
    return [(part, f"{place}.{word}[{number}]") for number, part in enumerate(parts)]


def _rewritten(name: str, text: str, instead: Mapping[Value, str]) -> str:
    if name != trees.NAME:
        return _replaced(Value(name, name, text), instead)
    return json.dumps(_with_others_in(json.loads(text), name, instead), ensure_ascii=False)


def _with_others_in(node: Tree, place: str, instead: Mapping[Value, str]) -> Tree:
    return {word: _in_member(word, given, place, instead) for word, given in node.items()}


def _in_member(word: str, given: Any, place: str, instead: Mapping[Value, str]) -> Any:
    if word not in trees.WORDS:
        return _replaced(Value(f"{place}.{word}", word, given), instead)
    parts = [_with_others_in(part, at, instead) for part, at in _branches(word, given, place)]
    return parts[0] if word == trees.NOT else parts


def _replaced(value: Value, instead: Mapping[Value, str]) -> str:
    if value in instead:
        return instead[value]
    return ",".join(instead.get(part, part.text) for part in parts_of(value))
