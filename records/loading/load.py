"""Load: fixtures to the desk, all or nothing. Loading the same files again changes nothing, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from records.history.changing import changing, ignore_no_trigger
from records.kinds import KINDS
from records.kinds.base import Publishable
from records.loading.gather import Gathered, gather
from records.loading.problems import LoadError, Problem
from records.loading.store import (
    Outcome,
    differs,
    edited_by_others,
    entries_on_desk,
    kinds_of_records,
    store,
    take_stock,
)
from records.loading.validate import Valid, validate
from records.published import Published
from records.publishing.batches import BATCH, collecting_garbage_seldom, in_batches
from records.publishing.log import open_log
from records.publishing.publish_passing import publish_passing

FIXTURES = "fixtures"  # how the desk names the author of what was loaded

Progress = Callable[[int, int], None]


def show_nothing(done: int, total: int) -> None:
    """The progress of a load that nobody watches."""


@dataclass
class Loaded:
    """What a load did: entries by outcome, rows published, and why others were not."""

    outcomes: Counter[str] = field(default_factory=Counter)
    published: Sequence[Published] = ()
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
    with changing(who=by, why=f"load {' '.join(path.name or str(path) for path in paths)}"):
        return load_gathered(
            gather(paths, seeds),
            check=check,
            publish_as=publish_as,
            by=by,
            overwrite=overwrite,
            progress=progress,
        )


@collecting_garbage_seldom()
def load_gathered(
    gathered: Gathered,
    *,
    check: bool = False,
    publish_as: str | None = None,
    by: str = FIXTURES,
    overwrite: bool = False,
    progress: Progress = show_nothing,
) -> Loaded:
    """The same for entries that were read already, which are let go as they are stored."""
    valid = checked(gathered)
    gathered.entries.clear()
    if not overwrite and (refused := list(_edited_since(valid, by=by))):
        raise LoadError(refused)
    if check:
        return Loaded(outcomes=Counter({"checked": len(valid)}))
    return _write(valid, by=by, publish_as=publish_as, progress=progress)


def checked(gathered: Gathered) -> list[Valid]:
    """The entries, in order by themselves, together and beside the desk. Raises LoadError with every problem."""
    valid = validate(gathered)
    if refused := list(_of_another_kind(valid)):
        raise LoadError(refused)
    return valid


def _of_another_kind(valid: list[Valid]) -> Iterator[Problem]:
    kinds = kinds_of_records([entry.entry.id for entry in valid if entry.kind.is_record])
    for entry in valid:
        kind = kinds.get(entry.entry.id, entry.kind.name) if entry.kind.is_record else entry.kind.name
        if kind != entry.kind.name:
            yield entry.entry.problem(
                ("id",), f"This id belongs to another kind, {kind}, on the desk; choose another id."
            )


def _edited_since(valid: list[Valid], *, by: str) -> Iterator[Problem]:
    """Entries that someone changed by hand: what an editor did is not lost to a file."""
    for batch in in_batches(edited_by_others(valid, by=by)):
        there = entries_on_desk(batch)
        for entry in batch:
            if differs(entry, there[entry.key]):
                who = there[entry.key].edited_by
                says = (
                    f"{who} changed this on the desk after it was loaded: dump it first, or use --overwrite."
                )
                yield entry.entry.problem(("id",), says)


@transaction.atomic
def _write(valid: list[Valid], *, by: str, publish_as: str | None, progress: Progress) -> Loaded:
    """Store checked entries, and publish what passes where that is asked for. `valid` is emptied on the way."""
    open_log()  # the first of all locks, as in publishing, so that no two of them wait for each other crosswise
    ignore_no_trigger()
    loaded, handles = Loaded(), [_handle(entry) for entry in valid]
    while valid:
        batch, valid[:BATCH] = valid[:BATCH], []
        loaded.outcomes.update(store_or_name(batch, by=by))
        progress(len(handles) - len(valid), len(handles))
    if len(handles) > BATCH:
        take_stock({KINDS[handle.kind_name] for handle in handles})
    if publish_as:
        loaded.published, loaded.held_back = publish_passing(items=handles, by=publish_as)
    return loaded


def store_or_name(batch: Sequence[Valid], *, by: str) -> list[Outcome]:
    """Store them together or, where the database refuses that, by halves until it is clear which it refuses.

    Raises LoadError that names the entry. Call it within a transaction.
    """
    try:
        with transaction.atomic():
            return store(batch, entries_on_desk(batch), by=by)
    except IntegrityError as error:
        if len(batch) > 1:
            half = len(batch) // 2
            return [*store_or_name(batch[:half], by=by), *store_or_name(batch[half:], by=by)]
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a constraint"
        says = f"The database refuses this entry: {rule.replace('_', ' ')}."
        raise LoadError([batch[0].entry.problem(("id",), says)]) from error


def _handle(valid: Valid) -> Publishable:
    """Enough of an entry to read it again."""
    handle = valid.kind.model()
    handle.pk = valid.entry.id
    return handle
