"""Redact: remove the text of every version of an entry, for ever; a contentless tombstone and the log's leaves stay."""

from collections.abc import Iterable

from django.db import transaction

from records.history.changing import changing
from records.kinds import KINDS
from records.kinds.base.vocabulary import State
from records.published import Action, Published, ReasonClass
from records.publishing.citing import ever_citing
from records.publishing.errors import Refused
from records.publishing.index import nothing_to_find
from records.publishing.log import Log, open_log


@transaction.atomic
def redact(*, entries: Iterable[tuple[str, str]], reason_class: str) -> list[Published]:
    """Redact entries, given as (kind, id); return the tombstones written.

    Raises `Refused` when an entry was never published, or when a readable version of another entry still carries its
    name: redact that one in the same call, then publish it again without the name. Nothing is written then.
    """
    log = open_log()
    wanted = sorted(set(entries))
    _refuse_unless_redactable(wanted, reason_class)
    with changing(why=f"redact ({reason_class})"):
        return [_redact_one(log, *entry, reason_class=reason_class) for entry in wanted]


def _refuse_unless_redactable(entries: list[tuple[str, str]], reason_class: str) -> None:
    if reason_class not in ReasonClass.values:
        raise Refused({"reason class": [f"Use one of: {', '.join(ReasonClass.values)}."]})
    reasons = {"/".join(entry): said for entry in entries if (said := _reasons(entry, redacted=entries))}
    if reasons:
        raise Refused(reasons)


def _reasons(entry: tuple[str, str], *, redacted: list[tuple[str, str]]) -> list[str]:
    if not Published.objects.entry(*entry).filter(document__isnull=False).exists():
        return ["The register holds no text of it, so there is nothing to redact."]
    carrying = ["/".join(citing) for citing in ever_citing(entry) if citing not in redacted]
    return [
        f"{name} carries its name in some version: redact that too, then publish it without."
        for name in carrying
    ]


def _redact_one(log: Log, kind: str, slug: str, *, reason_class: str) -> Published:
    last = Published.objects.entry(kind, slug).latest("version")
    KINDS[kind].model._default_manager.filter(pk=slug).update(state=State.WITHDRAWN)
    tombstone = log.append(
        kind=kind,
        slug=slug,
        version=last.version + 1,
        action=Action.REDACT,
        published_at=log.next_moment(),
        document=None,
        reason_class=reason_class,
    )
    Published.objects.entry(kind, slug).update(document=None, nonce=None, **nothing_to_find())
    return tombstone
