"""Withdraw: take entries out of the register's present. Its past keeps what was said then."""

from collections.abc import Iterable

from django.db import transaction

from records.history.changing import changing
from records.kinds import KINDS
from records.kinds.base.vocabulary import State
from records.published import Action, Published, ReasonClass
from records.publishing.citing import current_citing
from records.publishing.errors import Refused
from records.publishing.log import Log, open_log


@transaction.atomic
def withdraw(*, entries: Iterable[tuple[str, str]], reason_class: str) -> list[Published]:
    """Withdraw entries, given as (kind, id); return the tombstones written.

    Raises `Refused` when an entry is not in the register now, or is cited by one that stays: nothing is written then.
    """
    log = open_log()
    wanted = sorted(set(entries))
    current = {entry: _current_row(*entry) for entry in wanted}
    _refuse_unless_withdrawable(current, reason_class)
    with changing(why=f"withdraw ({reason_class})"):
        return [_withdraw_one(log, row, reason_class) for row in current.values() if row]


def _current_row(kind: str, slug: str) -> Published | None:
    return Published.objects.current().entry(kind, slug).first()


def _refuse_unless_withdrawable(current: dict[tuple[str, str], Published | None], reason_class: str) -> None:
    if reason_class not in ReasonClass.values:
        raise Refused({"reason class": [f"Use one of: {', '.join(ReasonClass.values)}."]})
    said = {"/".join(entry): _reasons(entry, row, leaving=set(current)) for entry, row in current.items()}
    reasons = {name: why for name, why in said.items() if why}
    if reasons:
        raise Refused(reasons)


def _reasons(entry: tuple[str, str], row: Published | None, *, leaving: set[tuple[str, str]]) -> list[str]:
    if row is None:
        return ["It is not in the register now, so there is nothing to withdraw."]
    staying = [citing for citing in current_citing(entry) if citing not in leaving]
    if staying:
        return [f"{_listed(staying)} cite it: withdraw them too, or publish them without it first."]
    return []


def _listed(entries: list[tuple[str, str]]) -> str:
    names = ["/".join(entry) for entry in entries]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _withdraw_one(log: Log, row: Published, reason_class: str) -> Published:
    KINDS[row.kind].model._default_manager.filter(pk=row.slug).update(state=State.WITHDRAWN)
    return log.append(
        kind=row.kind,
        slug=row.slug,
        version=row.version + 1,
        action=Action.WITHDRAW,
        published_at=log.next_moment(),
        document=None,
        reason_class=reason_class,
    )
