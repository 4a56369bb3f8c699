"""What each source says a field's value is, and whether they can all be right.

`states` on an evidence item maps a field of the record (a dotted path reaches inside a list, as in
`casualties.0.killed`) to the value that one source gives. A less precise value agrees; values that cannot both be true
make the record contested. Nothing is overruled here: both stay visible.
"""

import re
from typing import Any

from rest_framework import serializers

from records import dates, quantities
from records.kinds.base.document_fields import Quantity, Reference, When

NOT_STATED = {"id", "evidence", "related"}  # the record's own business, not a source's


class NoSuchField(ValueError):
    """A `states` path that names nothing in the record."""


def check_states(serializer: Any, attrs: dict[str, Any]) -> dict[int, Any]:
    """Errors by position of the evidence item, in the shape serializers report them; empty when all is well.

    `attrs` may be unchecked: what is malformed in other ways is passed over here, because its own field reports it.
    """
    problems: dict[int, Any] = {}
    evidence = attrs.get("evidence")
    for position, item in enumerate(evidence if isinstance(evidence, list) else []):
        stated = item.get("states") if isinstance(item, dict) else None
        pairs = stated.items() if isinstance(stated, dict) else ()
        wrong = {path: said for path, value in pairs if (said := _problem(serializer, attrs, path, value))}
        if wrong:
            problems[position] = {"states": wrong}
    return problems


def with_years_as_text(serializer: Any, states: dict[str, Any]) -> dict[str, Any]:
    """A year that was written as a number is a date like any other, and dates are text."""
    return {
        path: str(value) if isinstance(value, int) and isinstance(field_at(serializer, path), When) else value
        for path, value in states.items()
    }


def conflicts(serializer: Any, document: dict[str, Any]) -> list[str]:
    """Paths on which the record and its sources, or two sources, cannot both be right."""
    stated: dict[str, list[Any]] = {}
    for item in document["evidence"]:
        for path, value in item["states"].items():
            stated.setdefault(path, [_value_at(document, path)]).append(value)
    return [
        path for path, values in stated.items() if _cannot_all_be_true(field_at(serializer, path), values)
    ]


def field_at(serializer: Any, path: str) -> Any:
    """The serializer field a path names; raises NoSuchField."""
    field = serializer
    if path.split(".", maxsplit=1)[0] in NOT_STATED:
        raise NoSuchField(
            "Name what the source says of the event, such as date, count or casualties.0.killed."
        )
    for part in path.split("."):
        if getattr(getattr(field, "child", None), "is_citation", False):
            break
        if isinstance(field, serializers.ListSerializer) and re.fullmatch("[0-9]{1,3}", part):
            field = field.child
        elif isinstance(field, serializers.Serializer) and part in field.fields:
            field = field.fields[part]
        else:
            raise NoSuchField(f"{part[:60]!r} is not a field of this record.")
    if isinstance(field, serializers.BaseSerializer) or field.read_only:
        raise NoSuchField("Name a single value here, such as date, count or casualties.0.killed.")
    return field


def _problem(serializer: Any, attrs: dict[str, Any], path: str, value: Any) -> list[str] | None:
    try:
        field = field_at(serializer, str(path))
        _reach(attrs, str(path))
        _refuse_embedded(field, value)
        field.run_validation(value)
    except NoSuchField as error:
        return [str(error)]
    except serializers.ValidationError as error:
        return [_sentence(error.detail)]
    return None


def _refuse_embedded(field: Any, value: Any) -> None:
    """A stated reference is an id: a mapping could carry anything into the document."""
    if isinstance(field, Reference) and not isinstance(value, str):
        raise NoSuchField("Write the id alone, such as armenia.")


def _sentence(detail: Any) -> str:
    while isinstance(detail, dict | list):
        detail = next(iter(detail.values() if isinstance(detail, dict) else detail))
    return str(detail)


def _reach(attrs: Any, path: str) -> None:
    """Refuse a list position that the record does not have, at any depth."""
    reached, name = attrs, ""
    for part in path.split("."):
        if not isinstance(reached, dict | list):
            return  # malformed: the field reports that itself
        if isinstance(reached, dict):
            reached, name = reached.get(part, []), part
        elif int(part) < len(reached):
            reached = reached[int(part)]
        else:
            raise NoSuchField(f"{name} has no item {part}; its items count from 0.")


def _value_at(document: Any, path: str) -> Any:
    for part in path.split("."):
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def _cannot_all_be_true(field: Any, values: list[Any]) -> bool:
    known = [field.run_validation(value) for value in values if value is not None]
    return any(_cannot_both_be_true(field, a, b) for n, a in enumerate(known) for b in known[n + 1 :])


def _cannot_both_be_true(field: Any, a: Any, b: Any) -> bool:
    if isinstance(field, When):
        return dates.disjoint(dates.parse(a["date"]), dates.parse(b["date"]))
    if isinstance(field, Quantity):
        return quantities.disjoint(quantities.parse(a), quantities.parse(b))
    return bool(a != b)
