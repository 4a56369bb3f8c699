"""Add evidence: what was typed for a second record of an event goes to the first, after the evidence it has."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from records.editorial.whole import check_whole
from records.kinds import KINDS
from records.kinds.base import Record
from records.kinds.base.record import Evidence
from records.publishing.desk import reread


@transaction.atomic
def add_evidence(*, record: Record, rows: Sequence[Evidence], by: str) -> list[Evidence]:
    """Add the rows that the record does not have yet, in their order, and return them. Raises NotWhole.

    A row is there already when its source, paragraph and phrase are, whatever it states.
    """
    kind = KINDS[record.kind]
    locked: Any = kind.model._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    known = {_anchor(item) for item in locked.evidence.all()}
    fresh = {_anchor(row): row for row in rows if _anchor(row) not in known}
    position = (locked.evidence.aggregate(last=Max("position"))["last"] or 0) + 1
    for offset, row in enumerate(fresh.values()):
        row.pk, row.record, row.position = None, locked, position + offset
        row.save(force_insert=True)
    if fresh:
        locked.edited_by = by
        locked.save()
        check_whole(kind, *reread([locked]))
    return list(fresh.values())


def _anchor(item: Evidence) -> tuple[str, int, str]:
    return str(item.source_id), item.paragraph, item.phrase
