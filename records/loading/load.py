"""Load: fixtures to the desk, all or nothing. Loading the same files again changes nothing, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from records.history.changing import changing, ignore_no_trigger
from records.kinds import KINDS
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
from records.publishing.batches import BATCH, batches_of, collecting_garbage_seldom
from records.publishing.log import open_log
from records.publishing.publish_passing import publish_passing
from records.spool import Spool

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
    gathered: Gathered[Any],
    *,
    check: bool = False,
    publish_as: str | None = None,
    by: str = FIXTURES,
    overwrite: bool = False,
    progress: Progress = show_nothing,
) -> Loaded:
    """The same for entries that were read already, which are let go once they are checked."""
    valid = _set_aside(gathered, unless_edited_since=None if overwrite else by)
    gathered.entries.clear()
    if check:
        return Loaded(outcomes=Counter({"checked": len(valid)}))
    return _write(valid, by=by, publish_as=publish_as, progress=progress)


def checked(gathered: Gathered[Any]) -> list[Valid]:
    """The entries, in order by themselves, together and beside the desk. Raises LoadError with every problem."""
    return [entry for batch in _checked(gathered) for entry in batch]


def _checked(gathered: Gathered[Any]) -> Iterator[list[Valid]]:
    """The same some hundreds at a time; what is wrong is raised at the end."""
    problems: list[Problem] = []
    of_another_kind: list[Problem] = []
    for batch in batches_of(validate(gathered, problems)):
        of_another_kind += _of_another_kind(batch)
        yield batch
    if problems or of_another_kind:
        raise LoadError(problems or of_another_kind)


def _set_aside(gathered: Gathered[Any], *, unless_edited_since: str | None) -> Spool[Valid]:
    """The checked entries, on disk. Raises LoadError, also for those that others edited since this author did."""
    valid: Spool[Valid] = Spool()
    edited: list[Problem] = []
    for batch in _checked(gathered):
        if unless_edited_since is not None:
            edited += _edited_since(batch, by=unless_edited_since)
        for entry in batch:
            valid.put(replace(entry, entry=entry.entry.head()))
    if edited:
        raise LoadError(edited)
    return valid


def _of_another_kind(valid: Sequence[Valid]) -> Iterator[Problem]:
    kinds = kinds_of_records([entry.id for entry in valid if entry.kind.is_record])
    for entry in valid:
        kind = kinds.get(entry.id, entry.kind_name) if entry.kind.is_record else entry.kind_name
        if kind != entry.kind_name:
            yield entry.entry.problem(
                ("id",), f"This id belongs to another kind, {kind}, on the desk; choose another id."
            )


def _edited_since(valid: Sequence[Valid], *, by: str) -> Iterator[Problem]:
    """Entries that someone changed by hand: what an editor did is not lost to a file."""
    batch = edited_by_others(valid, by=by)
    there = entries_on_desk(batch)
    for entry in batch:
        if differs(entry, there[entry.key]):
            who = there[entry.key].edited_by
            says = f"{who} changed this on the desk after it was loaded: dump it first, or use --overwrite."
            yield entry.entry.problem(("id",), says)


@transaction.atomic
def _write(valid: Spool[Valid], *, by: str, publish_as: str | None, progress: Progress) -> Loaded:
    """Store checked entries, and publish what passes where that is asked for."""
    open_log()  # the first of all locks, as in publishing, so that no two of them wait for each other crosswise
    ignore_no_trigger()
    loaded = Loaded()
    ids: dict[str, list[str]] = {}
    for batch in batches_of(valid):
        loaded.outcomes.update(store_or_name(batch, by=by))
        for entry in batch:
            ids.setdefault(entry.kind_name, []).append(entry.id)
        progress(sum(map(len, ids.values())), len(valid))
    if len(valid) > BATCH:
        take_stock(KINDS[kind] for kind in ids)
    if publish_as:
        entries = ((kind, slug) for kind, slugs in ids.items() for slug in slugs)
        loaded.published, loaded.held_back = publish_passing(entries=entries, by=publish_as)
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
