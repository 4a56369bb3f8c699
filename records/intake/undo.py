"""Undo: the whole of an import is taken back, while nobody has published or changed any of what it touched.

What it made is deleted, and what it changed is again what it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError
from django.db.models.functions import Now

from records.history.changing import changing
from records.intake.intake import Intake, Outcome, Touched
from records.intake.intake import State as IntakeState
from records.intake.steps import newest_rows, side_of
from records.kinds import KINDS
from records.kinds.base import Kind, Publishable, Record, read_whole, row_lists, shared
from records.kinds.base.vocabulary import State
from records.loading.entry import Entry
from records.loading.gather import Gathered
from records.loading.load import checked, store_or_name
from records.loading.problems import LoadError
from records.loading.reader import Located
from records.loading.shape import parent_column
from records.published import Published
from records.publishing.batches import in_batches
from records.publishing.errors import Refused
from records.publishing.log import open_log

Reasons = dict[str, list[str]]

# What cites comes before what is cited.
_DELETED_FIRST = {name: rank for rank, name in enumerate(["source", "place", "measure", "actor"], start=1)}


@transaction.atomic
def undo(*, intake_id: int, by: str) -> Intake:
    """Take an import back. Raises Refused with every reason, by entry."""
    open_log()
    intake = Intake.objects.select_for_update().get(pk=intake_id)
    touched = list(intake.touched.all())
    if reasons := reasons_not_to_undo(intake, touched, lock=True):
        raise Refused(reasons)
    with changing(who=by, why=f"undo the import of {intake.file_name}"):
        _restore([each for each in touched if each.outcome == Outcome.CHANGED], by=by)
        _delete([each for each in touched if each.outcome == Outcome.CREATED])
    intake.touched.update(before=None)
    intake.state, intake.undone_by, intake.undone_at = IntakeState.UNDONE, by, Now()
    intake.save()
    intake.refresh_from_db()
    return intake


def reasons_not_to_undo(intake: Intake, touched: Sequence[Touched], *, lock: bool = False) -> Reasons:
    """Why an import cannot be taken back, by entry; empty when it can, as far as looking tells."""
    if intake.state == IntakeState.UNDONE:
        return {"": [f"{intake.undone_by} has undone this import already."]}
    newest = newest_rows(each.key for each in touched)
    there = {
        (kind.name, str(item.pk)): item
        for kind, ids in _by_kind(touched)
        for item in read_whole(kind.document, ids, lock=lock)
    }
    said = {str(each): _reason(each, there.get(each.key), newest.get(each.key)) for each in touched}
    return {name: [reason] for name, reason in said.items() if reason}


def _reason(touched: Touched, item: Publishable | None, newest: Published | None) -> str:
    if item is None:
        return "It is no longer on the desk."
    if (newest.sequence if newest else None) != touched.sequence:
        return "The register has a newer version of it since the import: correct or withdraw it instead."
    if touched.outcome == Outcome.CHANGED and touched.before is None:
        return "What it was before the import has been erased, and cannot be restored."
    if side_of(item).hash != touched.after:
        return f"{item.edited_by} changed it after the import, and undoing would lose that."
    if item.state != touched.state:
        is_now = State(item.state).label.lower()
        return (
            f"It is {is_now} now and was {State(touched.state).label.lower()} then: have it sent back first."
        )
    return ""


def _by_kind(touched: Iterable[Touched]) -> list[tuple[Kind, list[str]]]:
    """Kinds with ids, what cites before what is cited."""
    ids: dict[str, list[str]] = defaultdict(list)
    for each in touched:
        ids[each.kind].append(each.slug)
    return [(KINDS[name], ids[name]) for name in sorted(ids, key=lambda name: _DELETED_FIRST.get(name, 0))]


def _restore(touched: list[Touched], *, by: str) -> None:
    """The entries as they were, through the same checks as an import."""
    entries = [_entry_before(each) for each in touched]
    try:
        for batch in in_batches(checked(Gathered(entries, [], complete=True))):
            store_or_name(batch, by=by)
    except LoadError as error:
        says = [f"{found.path}: {found.field}: {found.says}" for found in error.problems]
        raise Refused({"": says}) from error


def _entry_before(touched: Touched) -> Entry:
    data = dict(touched.before or {})
    sensitivity = data.pop("sensitivity", None)
    return Entry(touched.kind, data, Located(Path(str(touched)), None, {}), (), sensitivity)


def _delete(touched: list[Touched]) -> None:
    """The entries with their rows. Raises Refused where something else has come to depend on them."""
    kinds = _by_kind(touched)
    for kind, ids in kinds:
        _let_go(kind, ids)
    try:
        for kind, ids in kinds:
            entries = kind.model._default_manager.filter(pk__in=ids)
            _refuse_dependents(kind, entries)
            entries.delete()
    except ProtectedError as error:
        cited_by = sorted({str(_owner(each)) for each in error.protected_objects})
        raise Refused({"": [f"{name} cites what would be deleted." for name in cited_by[:20]]}) from error


def _let_go(kind: Kind, ids: list[str]) -> None:
    """Remove what these entries cite, so that they can go in any order."""
    for rows in row_lists(shared(kind.document)).values():
        model: type[models.Model] = rows.child.Meta.model
        column = parent_column(model, kind.model)
        model._default_manager.filter(**{f"{column}__in": ids}).delete()
    for own in kind.model._meta.local_fields:
        if isinstance(own, models.ForeignKey) and own.null:
            kind.model._default_manager.filter(pk__in=ids).update(**{own.name: None})


def _refuse_dependents(kind: Kind, entries: models.QuerySet[Any]) -> None:
    """What would be deleted along with the entries, and is no part of them."""
    collector = Collector(using=entries.db)
    collector.collect(entries)
    own = {kind.model, *(kind.model._meta.get_parent_list()), Record}
    along = {model for model in collector.data if model not in own}
    along |= {found.model for found in collector.fast_deletes if found.model not in own and found.exists()}
    if along:
        names = ", ".join(sorted(str(model._meta.verbose_name) for model in along))
        raise Refused({"": [f"What would be deleted has since come by more: {names}. Remove that first."]})


def _owner(cites: Any) -> Any:
    """The entry that a row belongs to, or the entry itself."""
    if isinstance(cites, Publishable):
        return cites.pk
    owner = next(column for column in cites._meta.fields if isinstance(column, models.ForeignKey))
    return getattr(cites, owner.attname)
