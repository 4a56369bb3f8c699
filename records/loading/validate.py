"""Checks gathered entries: each against its kind's document, then all together for references and repeated rows.

Every problem is collected; nothing is written. Of each entry only its id and what it cites are kept meanwhile.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db import models
from rest_framework.serializers import ValidationError

from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Kind, Record, RecordDocument, row_lists, shared
from records.kinds.base.evidence import check_states
from records.kinds.base.vocabulary import Sensitivity
from records.loading.entry import Entry, anchor_of
from records.loading.gather import Gathered
from records.loading.problems import Problem
from records.loading.reader import Where
from records.loading.references import Id, References
from records.loading.shape import Shape, references, shape_of


@dataclass
class Valid:
    """An entry whose own document is in order."""

    entry: Entry
    kind_name: str
    shape: Shape
    sensitivity: str

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id."""
        return self.kind_name, self.entry.id


def validate(gathered: Gathered[Any], problems: list[Problem]) -> Iterator[Valid]:
    """The entries that are in order by themselves, one after another.

    Problems are added to the list; some are only known once the last entry was asked for.
    """
    problems += gathered.problems
    cited = References()
    for entry in map(_completed, gathered.entries):
        cited.note(entry)
        if checked := _check(entry, problems):
            yield checked
    if gathered.complete:  # or else what is missing may stand in a file that could not be read
        problems += _dangling(gathered.entries, cited.missing())


def _completed(entry: Entry) -> Entry:
    """An addition to a record that is only on the desk becomes that record, with the new evidence at its end."""
    if entry.kind is not None:
        return entry
    on_desk = Record.objects.filter(pk=entry.id).first()
    if on_desk is None:
        return entry
    kind = KINDS[on_desk.kind]
    document = shared(kind.document).to_representation(kind.model._default_manager.get(pk=entry.id))
    known = {anchor_of(item) for item in document["evidence"]}
    whole = Entry(kind.name, document, entry.origin, entry.at, on_desk.sensitivity)
    whole.add_evidence(entry, known=known)
    return whole


def _check(entry: Entry, problems: list[Problem]) -> Valid | None:
    kind = KINDS.get(str(entry.kind))
    if kind is None:
        problems.append(_unknown_kind(entry))
        return None
    reader = shared(kind.document)
    said: list[tuple[Where, str]] = []
    validated: dict[str, Any] = {}
    try:
        validated = reader.run_validation({key: value for key, value in entry.data.items() if key != "kind"})
    except ValidationError as error:
        said += [*flatten(error.detail), *_wrong_states(reader, entry)]
    said += _repeated_rows(reader, entry.data)
    found = [*(entry.problem(where, says) for where, says in said), *_sensitivity(entry)]
    problems += found
    return None if found else Valid(entry, kind.name, shape_of(reader, validated), entry.sensitivity or "")


def _wrong_states(reader: Any, entry: Entry) -> Iterator[tuple[Where, str]]:
    """What a serializer says of `states` only once every other field is in order."""
    if isinstance(reader, RecordDocument):
        yield from flatten({"evidence": check_states(reader, entry.data)})


def _unknown_kind(entry: Entry) -> Problem:
    if entry.kind is None:
        return entry.problem(
            ("id",), "No record has this id, here or on the desk: give its kind, or mend the id."
        )
    return entry.problem(("kind",), f"Unknown kind. Use one of: {', '.join(RECORD_KINDS)}.")


def _sensitivity(entry: Entry) -> list[Problem]:
    if entry.sensitivity in (None, *Sensitivity.values):
        return []
    return [entry.problem(("sensitivity",), f"Use one of: {', '.join(Sensitivity.values)}.")]


def flatten(errors: Any, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Serializer errors as (path, sentence) pairs."""
    if isinstance(errors, dict):
        for key, below in errors.items():
            yield from flatten(below, where if key == "non_field_errors" else (*where, key))
    elif isinstance(errors, list) and any(isinstance(below, dict | list) for below in errors):
        for position, below in enumerate(errors):
            yield from flatten(below, (*where, position))
    else:
        yield from ((where, str(says)) for says in (errors if isinstance(errors, list) else [errors]))


def _repeated_rows(reader: Any, data: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Rows that a unique constraint would refuse, said before the database has to."""
    for name, child, rule, told_apart_by in _rules(type(reader)):  # type: ignore[arg-type]
        written = data.get(name)
        seen: set[tuple[str, ...]] = set()
        for position, row in enumerate(written if isinstance(written, list) else []):
            given = child.as_mapping(row)
            key = tuple([str(_id_or_value(given, column)) for column in told_apart_by])
            if key in seen and isinstance(given, dict):
                yield (name, position), f"This repeats an earlier item: {rule.replace('_', ' ')}."
            seen.add(key)


@cache
def _rules(document: Hashable) -> list[tuple[str, Any, str, list[str]]]:
    """What must not be twice among the rows of an entry: the list, its serializer, and a constraint with its fields."""
    return [
        (name, rows.child, constraint.name, _fields_of(rows.child, constraint.fields[1:]))
        for name, rows in row_lists(shared(cast("type[Any]", document))).items()
        for constraint in rows.child.Meta.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    ]


def _fields_of(row_document: Any, columns: Sequence[str]) -> list[str]:
    """The fields of a row by the columns that they fill."""
    names = {field.source: name for name, field in row_document.fields.items()}
    return [names.get(column, column) for column in columns]


def _id_or_value(row: Any, name: str) -> Any:
    """What an unchecked row says in a field, references by id."""
    value = row.get(name) if isinstance(row, dict) else None
    return value.get("id") if isinstance(value, dict) else value


def _dangling(entries: Iterable[Entry], missing: Collection[Id]) -> Iterator[Problem]:
    """The references to what is neither on the desk nor in this load."""
    for entry in map(_completed, entries) if missing else ():
        kind = KINDS.get(str(entry.kind))
        for cite in references(shared(kind.document), entry.data) if kind else ():
            if (cite.model, cite.id) in missing:
                what = str(cite.model._meta.verbose_name)
                yield entry.problem(
                    cite.where, f"No {what} has the id {cite.id[:60]!r}: add it, or mend the id."
                )
