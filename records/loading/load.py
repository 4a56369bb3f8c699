"""Load: fixtures to the desk, all or nothing. Loading the same files again changes nothing, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from records.kinds.base import Publishable
from records.loading.gather import gather
from records.loading.problems import LoadError, Problem
from records.loading.store import differs, entries_on_desk, kinds_of_records, store
from records.loading.validate import Valid, validate
from records.published import Published
from records.publishing.desk import reread
from records.publishing.log import open_log
from records.publishing.publish import publish
from records.publishing.publishable import publishable

FIXTURES = "fixtures"  # how the desk names the author of what was loaded

Progress = Callable[[int, int], None]
OnDesk = dict[tuple[str, str], Publishable]


def show_nothing(done: int, total: int) -> None:
    """The progress of a load that nobody watches."""


@dataclass
class Loaded:
    """What a load did: entries by outcome, rows published, and why others were not."""

    outcomes: Counter[str] = field(default_factory=Counter)
    published: list[Published] = field(default_factory=list)
    held_back: dict[str, list[str]] = field(default_factory=dict)


def load(
    *,
    paths: list[Path],
    seeds: Path | None = None,
    check: bool = False,
    publish_as: str | None = None,
    by: str = FIXTURES,
    overwrite: bool = False,
    progress: Progress = show_nothing,
) -> Loaded:
    """Load every entry in `paths` (and the sources in `seeds`).

    `check` writes nothing. `publish_as` publishes, as that account, what the policy lets through. An entry that someone
    edited on the desk since it was loaded is refused unless `overwrite`. Raises LoadError with every problem.
    """
    valid = validate(gather(paths, seeds))
    there = entries_on_desk(valid)
    refused = [*_of_another_kind(valid), *([] if overwrite else _edited_since(valid, there, by=by))]
    if refused:
        raise LoadError(refused)
    if check:
        return Loaded(outcomes=Counter({"checked": len(valid)}))
    return _write(valid, there, by=by, publish_as=publish_as, progress=progress)


def _of_another_kind(valid: list[Valid]) -> Iterator[Problem]:
    kinds = kinds_of_records([entry.entry.id for entry in valid if entry.kind.is_record])
    for entry in valid:
        kind = kinds.get(entry.entry.id, entry.kind.name) if entry.kind.is_record else entry.kind.name
        if kind != entry.kind.name:
            yield entry.entry.problem(
                ("id",), f"This id belongs to another kind, {kind}, on the desk; choose another id."
            )


def _edited_since(valid: list[Valid], there: OnDesk, *, by: str) -> Iterator[Problem]:
    """Entries that someone changed by hand: what an editor did is not lost to a file."""
    for entry in valid:
        existing = there.get((entry.kind.name, entry.entry.id))
        if existing and existing.edited_by != by and differs(entry, existing):
            says = f"{existing.edited_by} changed this on the desk after it was loaded: dump it first, or use --overwrite."
            yield entry.entry.problem(("id",), says)


@transaction.atomic
def _write(
    valid: list[Valid], there: OnDesk, *, by: str, publish_as: str | None, progress: Progress
) -> Loaded:
    open_log()  # the first of all locks, as in publishing, so that no two of them wait for each other crosswise
    loaded = Loaded()
    for done, entry in enumerate(valid, start=1):
        loaded.outcomes[_store(entry, there.get((entry.kind.name, entry.entry.id)), by=by)] += 1
        progress(done, len(valid))
    if publish_as:
        passing, loaded.held_back = publishable(reread(map(_handle, valid)), by=publish_as)
        loaded.published = publish(items=passing, by=publish_as)
    return loaded


def _store(entry: Valid, existing: Publishable | None, *, by: str) -> str:
    try:
        with transaction.atomic():
            return store(entry, existing, by=by)
    except IntegrityError as error:
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a constraint"
        says = f"The database refuses this entry: {rule.replace('_', ' ')}."
        raise LoadError([entry.entry.problem(("id",), says)]) from error


def _handle(valid: Valid) -> Publishable:
    """Enough of an entry to read it again."""
    handle = valid.kind.model()
    handle.pk = valid.entry.id
    return handle
