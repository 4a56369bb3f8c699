"""What a reconciliation client asks, read from JSON and refused with a sentence where it cannot be understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from records.api.errors import ParameterError, Problem
from records.api.formats.columns import Column, columns_of
from records.api.names.index import MATCHED
from records.api.parameters import TOO_LONG, fits, invalid
from records.characters import FORBIDDEN
from records.kinds import KINDS

LONGEST = 200_000  # characters of a batch
MOST_QUERIES = 50
MOST_IDS = 200
MOST_CANDIDATES, USUAL_CANDIDATES = 50, 5
TYPES = {KINDS[kind].collection: kind for kind in MATCHED}


@dataclass(frozen=True)
class Query:
    """A name to match: among which kinds, how many candidates, and what else should be true of them."""

    text: str
    kinds: tuple[str, ...]
    limit: int
    wanted: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True)
class Extension:
    """Of which entries which columns are wanted."""

    ids: tuple[str, ...]
    columns: tuple[str, ...]


def read_queries(text: str) -> dict[str, Query]:
    """A batch: names by the keys that the client gave them. Raises a 400 Problem."""
    asked = _object(_json("queries", text), "queries", "a mapping of queries")
    if len(asked) > MOST_QUERIES:
        raise refused("queries", f"Ask at most {MOST_QUERIES} at once.")
    return {key: _query(key, value) for key, value in asked.items()}


def read_extension(text: str) -> Extension:
    """Ids and properties. Raises a 400 Problem."""
    asked = _object(_json("extend", text), "extend", "a mapping of ids and properties")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids) or len(ids) > MOST_IDS:
        raise refused("extend", f"Give ids, a list of at most {MOST_IDS}, such as actors/armenia.")
    if any(FORBIDDEN.search(each) for each in ids):
        raise refused("extend", "Remove control characters from the ids.")
    if not isinstance(properties, list) or not all(isinstance(each, dict) for each in properties):
        raise refused("extend", "Give properties, a list of {id}.")
    names = tuple(dict.fromkeys(_property("extend", each.get("id")) for each in properties))
    return Extension(tuple(dict.fromkeys(ids)), names)


def kinds_of(parameter: str, given: Any) -> tuple[str, ...]:
    """The kinds that a type, or several, stand for; all where none is given."""
    if given in (None, "", []):
        return MATCHED
    types = given if isinstance(given, list) else [given]
    if unknown := [name for name in types if not isinstance(name, str) or name not in TYPES]:
        raise refused(
            parameter, f"There is no type {str(unknown[0])[:40]!r}; the types are: {', '.join(TYPES)}."
        )
    return tuple(TYPES[name] for name in types)


def properties_of(kinds: tuple[str, ...]) -> dict[str, Column]:
    """The columns that entries of these kinds have."""
    return {column.name: column for kind in kinds for column in columns_of((kind,))}


def refused(parameter: str, says: str) -> Problem:
    return invalid([ParameterError(parameter, "invalid", says)])


def _query(key: str, value: Any) -> Query:
    asked = _object(value, "queries", f"a query under {key[:40]!r}")
    text, limit = asked.get("query", ""), asked.get("limit", USUAL_CANDIDATES)
    if not isinstance(text, str) or FORBIDDEN.search(text):
        raise refused("queries", "Write query as text, without control characters.")
    if not fits(text):
        raise refused("queries", TOO_LONG)
    if not isinstance(limit, int | float) or isinstance(limit, bool) or not limit >= 1:
        raise refused("queries", "Write limit as a number from 1.")
    return Query(
        text=text,
        kinds=kinds_of("queries", asked.get("type")),
        limit=int(min(limit, MOST_CANDIDATES)),
        wanted=tuple(map(_wanted, _list(asked.get("properties", []), "properties"))),
    )


def _wanted(value: Any) -> tuple[str, frozenset[str]]:
    asked = _object(value, "queries", "a property as {pid, v}")
    values = asked.get("v")
    return _property("queries", asked.get("pid")), frozenset(
        _as_text(each) for each in (values if isinstance(values, list) else [values])
    )


def _as_text(value: Any) -> str:
    """A value to compare: what was matched before is given as `{id}`."""
    if isinstance(value, dict):
        value = value.get("id", "")
    return str(value).rpartition("/")[2] if str(value).partition("/")[0] in TYPES else str(value)


def _property(parameter: str, name: Any) -> str:
    known = properties_of(MATCHED)
    if not isinstance(name, str) or name not in known:
        raise refused(parameter, f"There is no property {str(name)[:40]!r}; there are: {', '.join(known)}.")
    return name


def _json(parameter: str, text: str) -> Any:
    if len(text) > LONGEST:
        raise refused(parameter, f"Send at most {LONGEST} characters.")
    try:
        return orjson.loads(text)
    except ValueError as error:
        raise refused(
            parameter, "This is not JSON; see the documentation of the reconciliation API."
        ) from error


def _object(value: Any, parameter: str, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise refused(parameter, f"Write {what}.")
    return value


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise refused("queries", f"Write {name} as a list.")
    return value
