"""Sparse documents: of a stored document only the fields that were asked for, in its own order, with its own values."""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any

import orjson

from records.api.formats.columns import ALWAYS, columns_of, names_in
from records.api.formats.offered import FORMS
from records.api.parameters import Parameter

TAKE_FIELDS = ("json", "ndjson", *(form.name for form in FORMS.values() if form.is_table))
LONGEST = 2_000
EXAMPLE = "url,version"  # what every document has

Wanted = dict[str, Any]  # what is wanted of each member: the same again, or None for all of it


@cache
def fields_parameter(kinds: tuple[str, ...]) -> Parameter:
    """Which parts of the documents of these kinds to show."""
    names = names_in(columns_of(kinds))
    return Parameter(
        "fields",
        "Only these parts of each document, with commas between them: `title,date.edtf,participants.actor`, and always `id` "
        "and `kind`. They are named like the columns of the tables, or by what columns lie below (`date`). Tables have the "
        "columns of these parts.",
        _reader(names),
        many=True,
        schema={"type": "string"},
        longest=LONGEST,
        example=EXAMPLE,
        choices=names,
    )


def _reader(names: Iterable[str]) -> Callable[[str], str]:
    known = frozenset(names)

    def read(text: str) -> str:
        if text not in known:
            near = difflib.get_close_matches(text[:100], sorted(known), n=1)
            advice = f"Did you mean {near[0]}?" if near else "They are named like the columns of format=csv."
            raise ValueError(f"There is no such field here. {advice}")
        return text

    return read


def fields_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that were given, each once; none where everything is wanted."""
    return tuple(dict.fromkeys(name for group in values.get("fields", ()) for name in group))


def cut(documents: Iterable[bytes], names: Collection[str]) -> list[bytes]:
    """Each document with what was asked of it; without names, as it is."""
    if not names:
        return list(documents)
    wanted = _by_member({*names, *ALWAYS})
    return [orjson.dumps(_part(orjson.loads(document), wanted)) for document in documents]


def _by_member(names: Iterable[str]) -> Wanted:
    """`date` is all of a date, whatever else is asked of it."""
    wanted: Wanted = {}
    for name in sorted(names, reverse=True):  # what lies below a name, before the name
        *above, last = name.split(".")
        inside = wanted
        for step in above:
            inside = inside.setdefault(step, {})
        inside[last] = None
    return wanted


def _part(value: Any, wanted: Wanted | None) -> Any:
    if wanted is None:
        return value
    if isinstance(value, list):
        return [_part(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _part(said, wanted[name]) for name, said in value.items() if name in wanted}
