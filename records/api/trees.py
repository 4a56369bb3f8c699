"""`filter`: a JSON tree of the same parameters, each read as in an address; every error says where in the tree it is.

`{"any": [...]}`, `{"all": [...]}` and `{"not": ...}` stand alone in their object. Any other object is a leaf, whose members
hold together.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from records.api.errors import ParameterError
from records.api.parameters import MOST_PARAMETERS, Parameter, invalid, read_values, unknown

NAME = "filter"
LONGEST = 4_000
DEEPEST, MOST_LEAVES = 4, 32
ANY, ALL, NOT = "any", "all", "not"
WORDS = (ANY, ALL, NOT)

SHAPE = 'Write an object: {"any": [...]}, {"all": [...]}, {"not": {...}}, or a parameter and its value, {"search": "talks"}.'
HELP = (
    'A tree of these parameters as JSON: `{"any": [...]}`, `{"all": [...]}`, `{"not": {...}}`, at most 4 deep, with up to 32 '
    'leaves such as `{"search": "talks"}`. A value is text, written as in an address; what stands in one leaf holds together.'
)


@dataclass(frozen=True)
class Leaf:
    """Parameters that hold together; `place` is where they stand, such as `filter.any[1]`."""

    place: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Branch:
    """`any` or `all` of its parts, or `not` its only one."""

    word: str
    parts: tuple["Node", ...]


Node = Leaf | Branch


def tree_of(parameters: Sequence[Parameter], *, beside: Collection[str], example: str) -> Parameter:
    """The parameter for trees of these. Those named in `beside` are no conditions and stay in the address."""
    schema = {"type": "string", "maxLength": LONGEST}
    read = _reader({parameter.name: parameter for parameter in parameters}, beside)
    return Parameter(NAME, HELP, read, schema=schema, longest=LONGEST, example=example)


def leaves_of(node: Node | None) -> Iterator[Leaf]:
    """Every leaf of a tree; of none, nothing."""
    if isinstance(node, Leaf):
        yield node
    elif node:
        for part in node.parts:
            yield from leaves_of(part)


def _reader(known: Mapping[str, Parameter], beside: Collection[str]) -> Callable[[str], Node]:
    def read(text: str) -> Node:
        reading = _Reading(known, beside)
        node = reading.node(_parsed(text), NAME, 0)
        if errors := reading.errors_of(node):
            raise invalid(errors)
        return node

    return read


class _Members(list[tuple[str, Any]]):
    """The members of a JSON object in their order, repeated ones included."""


def _parsed(text: str) -> Any:
    """JSON, with numbers as None: no value is one, and there are some that take long to read."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_Members,
            parse_int=_nothing,
            parse_float=_nothing,
            parse_constant=_nothing,
        )
    except RecursionError as error:
        raise ValueError(f"Nest {ANY}, {ALL} and {NOT} at most {DEEPEST} deep.") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"This is no JSON at character {error.pos + 1}. {SHAPE}") from error


def _nothing(_: str) -> None:
    return None


@dataclass
class _Reading:
    """One tree that is read: what it may hold, and what was wrong so far."""

    known: Mapping[str, Parameter]
    beside: Collection[str]
    errors: list[ParameterError] = field(default_factory=list)

    def errors_of(self, node: Node) -> list[ParameterError]:
        """What is wrong with it; of a tree that is too large, that alone."""
        leaves = list(leaves_of(node))
        if len(leaves) > MOST_LEAVES:
            return [ParameterError(NAME, "invalid", f"Write at most {MOST_LEAVES} leaves.")]
        if sum(len(leaf.values) for leaf in leaves) > MOST_PARAMETERS:
            return [ParameterError(NAME, "invalid", f"Give at most {MOST_PARAMETERS} parameters in it.")]
        return self.errors

    def node(self, given: Any, place: str, depth: int) -> Node:
        """A leaf or a branch; where it is neither, an empty leaf and an error."""
        if not isinstance(given, _Members) or not given:
            return self.refuse(place, "invalid", SHAPE)
        names = [name for name, _ in given]
        if twice := next((name for name in names if names.count(name) > 1), None):
            says = f"It stands there twice; for both, put two objects into {ALL} or {ANY}."
            return self.refuse(f"{place}.{twice}", "repeated", says)
        word = next((name for name in names if name in WORDS), None)
        if word is None:
            return self.leaf(given, place)
        if len(names) > 1:
            says = (
                f"{word} stands alone in its object; put it into {ALL}, with the rest in an object beside it."
            )
            return self.refuse(f"{place}.{word}", "conflict", says)
        if depth == DEEPEST:
            return self.refuse(place, "invalid", f"Nest {ANY}, {ALL} and {NOT} at most {DEEPEST} deep.")
        return self.branch(word, given[0][1], f"{place}.{word}", depth + 1)

    def branch(self, word: str, given: Any, place: str, depth: int) -> Node:
        if word == NOT:
            return Branch(word, (self.node(given, place, depth),))
        if not isinstance(given, list) or isinstance(given, _Members) or not given:
            return self.refuse(place, "invalid", "Write a list of objects, with one at least.")
        parts = [self.node(part, f"{place}[{number}]", depth) for number, part in enumerate(given)]
        return Branch(word, tuple(parts))

    def leaf(self, given: _Members, place: str) -> Leaf:
        """What is in it, each read as in an address."""
        texts = []
        for name, value in given:
            if name not in self.known:
                self.errors.append(self.misplaced(name, place))
            elif not isinstance(value, str):
                self.refuse(
                    f"{place}.{name}", "invalid", "Write the value as text, between quotes, as in an address."
                )
            else:
                texts.append((name, [value]))
        values, errors = read_values(self.known, texts)
        self.errors += [replace(error, parameter=f"{place}.{error.parameter}") for error in errors]
        return Leaf(place, values)

    def misplaced(self, name: str, place: str) -> ParameterError:
        """The error of a name that is no condition here."""
        if name in self.beside:
            says = f"This is no condition; give it in the address, beside {NAME}."
            return ParameterError(f"{place}.{name}", "unknown", says)
        return replace(unknown(name, [*WORDS, *self.known]), parameter=f"{place}.{name}")

    def refuse(self, place: str, code: str, detail: str) -> Leaf:
        self.errors.append(ParameterError(place, code, detail))
        return Leaf(place, {})
