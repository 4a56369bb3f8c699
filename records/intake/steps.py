"""Stores the entries of an uploaded file, and says of each what that changes.

A dry run does the same and takes it back, so that what it shows is what the database would hold, and so that whatever
the database refuses is said beforehand.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction

from records.intake.complete import complete
from records.intake.intake import Outcome
from records.intake.read import gather_upload
from records.kinds import KINDS
from records.kinds.base import HEAD, Kind, Publishable, Record, shared
from records.kinds.base.vocabulary import State
from records.loading.dump import as_fixture
from records.loading.entry import Entry
from records.loading.gather import Gathered
from records.loading.load import checked, store_or_name
from records.loading.problems import LoadError, Problem
from records.loading.store import entries_on_desk
from records.loading.validate import Valid
from records.published import LIVE, Published
from records.publishing.batches import collecting_garbage_seldom, in_batches
from records.publishing.log import open_log

Key = tuple[str, str]  # kind and id

MOST_ENTRIES = 2_000
MACHINERY = {*HEAD} - {"id"}


@dataclass(frozen=True)
class Side:
    """An entry at one moment: the document with its sensitivity, to show; the fixture, to store; and its hash."""

    document: dict[str, Any]
    fixture: dict[str, Any]
    hash: str


@dataclass(frozen=True)
class Step:
    """What storing one entry means. `row` is where the file says it, or its line; `sequence` is its newest row in the
    register, and `is_published` whether readers see a version, which stays until somebody publishes this one.
    """

    kind: Kind
    slug: str
    label: str
    outcome: Outcome
    before: Side | None
    after: Side
    state: State
    sequence: int | None
    is_published: bool
    row: int

    @property
    def fields(self) -> list[str]:
        """The fields that change."""
        before = self.before.document if self.before else {}
        return [key for key, value in self.after.document.items() if before.get(key) != value]


@transaction.atomic
def try_out(*, name: str, raw: bytes, by: str) -> list[Step]:
    """What storing a file would change; nothing of it is kept. Raises LoadError with every problem."""
    try:
        return store_upload(name=name, raw=raw, by=by)
    finally:
        transaction.set_rollback(True)


@collecting_garbage_seldom()
def store_upload(*, name: str, raw: bytes, by: str) -> list[Step]:
    """Store a file's entries as drafts, in the caller's transaction, and say what that changed. Raises LoadError."""
    gathered = _gathered(name, raw)
    open_log()  # the first of all locks, as in publishing and loading
    _lock(gathered.entries)
    valid = _checked(gathered)
    before = {key: side_of(item) for key, item in entries_on_desk(valid).items()}
    outcomes = [Outcome(said) for batch in in_batches(valid) for said in store_or_name(batch, by=by)]
    after = entries_on_desk(valid)
    register = newest_rows(after)
    steps = [
        _step(each, outcome, before.get(each.key), after[each.key], register.get(each.key))
        for each, outcome in zip(valid, outcomes, strict=True)
    ]
    return sorted(steps, key=lambda step: (step.row, step.kind.name, step.slug))


def _gathered(name: str, raw: bytes) -> Gathered[list[Entry]]:
    gathered = gather_upload(name, raw)
    if len(gathered.entries) > MOST_ENTRIES:
        says = f"The file has more than {MOST_ENTRIES:,} entries: divide it."
        raise LoadError([Problem(Path(name), 1, "", says)])
    return gathered


def _checked(gathered: Gathered[list[Entry]]) -> list[Valid]:
    of_cells = {(found.path, found.line, found.field): found for found in gathered.problems}
    gathered.problems += complete(gathered.entries)
    try:
        return checked(gathered)
    except LoadError as error:
        raise LoadError(list(_without_echoes(error.problems, of_cells))) from error


def _without_echoes(problems: list[Problem], of_cells: dict[Any, Problem]) -> Iterable[Problem]:
    """A cell that could not be read is not also reported as missing."""
    for found in problems:
        if of_cells.get((found.path, found.line, found.field), found) == found:
            yield found


def _lock(entries: Sequence[Entry]) -> None:
    """What the desk holds of them stays as it is until the transaction ends. Evidence for a record may not say its kind."""
    tables: list[tuple[str | None, Any]] = [(kind.name, kind.model) for kind in KINDS.values()]
    for name, model in (*tables, (None, Record)):
        if ids := [entry.id for entry in entries if entry.kind == name]:
            list(model._default_manager.filter(pk__in=ids).order_by("pk").select_for_update())


def side_of(item: Publishable) -> Side:
    """An entry as it stands on the desk."""
    kind = KINDS[item.kind_name]
    rendered = shared(kind.document).to_representation(item)
    document = {key: value for key, value in rendered.items() if key not in MACHINERY}
    fixture = as_fixture(kind, item)
    told = orjson.dumps(fixture, option=orjson.OPT_SORT_KEYS)
    sensitivity = item.sensitivity or None
    return Side(document | {"sensitivity": sensitivity}, fixture, hashlib.sha256(told).hexdigest())


def newest_rows(keys: Iterable[Key]) -> dict[Key, Published]:
    """The newest row of each entry that the register has ever known, without its document."""
    wanted = set(keys)
    rows = Published.objects.filter(superseded_at=None, slug__in={slug for _, slug in wanted})
    found = rows.only("kind", "slug", "sequence", "action")
    return {(row.kind, row.slug): row for row in found if (row.kind, row.slug) in wanted}


def _step(
    valid: Valid, outcome: Outcome, before: Side | None, item: Publishable, newest: Published | None
) -> Step:
    return Step(
        kind=valid.kind,
        slug=valid.entry.id,
        label=item.label,
        outcome=outcome,
        before=before,
        after=before if before and outcome == Outcome.UNCHANGED else side_of(item),
        state=State(item.state),
        sequence=newest.sequence if newest else None,
        is_published=newest is not None and newest.action in LIVE,
        row=valid.entry.origin.line_of(valid.entry.at),
    )


def fingerprint(steps: Iterable[Step]) -> str:
    """Changes with anything that a dry run shows, so that nobody stores what they have not seen."""
    told = [
        (step.kind.name, step.slug, step.before.hash if step.before else None, step.after.hash, step.state)
        for step in steps
    ]
    return hashlib.sha256(orjson.dumps(sorted(told, key=str))).hexdigest()
