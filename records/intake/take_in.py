"""Take in: an uploaded file becomes drafts, exactly as its dry run showed, all of them or none."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from records.history.changing import changing
from records.intake.intake import Intake, Outcome, Touched, Upload
from records.intake.read import format_of
from records.intake.steps import Step, fingerprint, store_upload
from records.publishing.errors import Refused
from records.publishing.log import open_log

KEPT_FOR = timedelta(hours=1)
DIGITS = 19  # of a number that the database could not hold
MOST_KEPT = 5  # uploads of one account that wait for confirmation

GONE = "The file is no longer kept, or it was imported already: look at the imports, or upload it again."
NOTHING_NEW = "The desk holds all of this just so: there is nothing to import."

Permitted = Callable[[Sequence[Step]], list[str]]  # sentences for what this account may not do


class Moved(Exception):
    """The desk changed after the dry run. Nothing was stored; `steps` is what storing would mean now."""

    def __init__(self, steps: list[Step]) -> None:
        super().__init__()
        self.steps = steps


@transaction.atomic
def keep(*, name: str, raw: bytes, by: str) -> Upload:
    """Keep a file for its confirmation; what nobody confirmed is let go."""
    Upload.objects.filter(at__lt=Now() - KEPT_FOR).delete()
    for old in Upload.objects.filter(by=by).order_by("-pk")[MOST_KEPT - 1 :]:
        old.delete()
    digest = hashlib.sha256(raw).hexdigest()
    upload, _ = Upload.objects.update_or_create(
        by=by, sha256=digest, file_name=name, defaults={"raw": raw, "at": Now()}
    )
    return upload


def kept(*, upload_id: str, by: str) -> Upload:
    """The file that `by` uploaded and that waits for confirmation. Raises Refused when there is none."""
    number = int(upload_id) if upload_id.isdecimal() and len(upload_id) < DIGITS else 0
    upload = Upload.objects.filter(pk=number, by=by, at__gte=Now() - KEPT_FOR).first()
    if upload is None:
        raise Refused({"": [GONE]})
    return upload


@transaction.atomic
def take_in(*, upload_id: str, by: str, seen: str, permitted: Permitted) -> Intake:
    """Store the file that `by` uploaded if that still means what `seen` is the fingerprint of.

    Raises Refused, Moved, or LoadError where the desk no longer takes it.
    """
    open_log()  # whoever confirms twice waits here, and then finds the upload gone
    upload = kept(upload_id=upload_id, by=by)
    raw = bytes(upload.raw)
    with changing(who=by, why=f"import {upload.file_name}"):
        steps = store_upload(name=upload.file_name, raw=raw, by=by)
    if reasons := permitted(steps):
        raise Refused({"": reasons})
    if fingerprint(steps) != seen:
        raise Moved(steps)
    if all(step.outcome == Outcome.UNCHANGED for step in steps):
        raise Refused({"": [NOTHING_NEW]})
    upload.delete()
    return _write_down(upload, raw, steps)


def _write_down(upload: Upload, raw: bytes, steps: list[Step]) -> Intake:
    counts = Counter(str(step.outcome) for step in steps)
    intake = Intake.objects.create(
        file_name=upload.file_name,
        sha256=upload.sha256,
        size=len(raw),
        format=format_of(upload.file_name),
        by=upload.by,
        **{str(outcome): counts[str(outcome)] for outcome in Outcome},
    )
    different = [step for step in steps if step.outcome != Outcome.UNCHANGED]
    Touched.objects.bulk_create(
        Touched(
            intake=intake,
            position=position,
            kind=step.kind.name,
            slug=step.slug,
            label=step.label,
            outcome=step.outcome,
            fields=step.fields if step.before else [],
            before=step.before.fixture if step.before else None,
            after=step.after.hash,
            state=step.state,
            sequence=step.sequence,
        )
        for position, step in enumerate(different)
    )
    return intake
