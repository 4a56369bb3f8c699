"""Withdraw: take entries out of the register's present. Its past keeps what was said then."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from records.history.changing import changing
from records.published import Published, ReasonClass
from records.publishing.errors import Refused
from records.publishing.leaving import Entry, citing_that_stay, current_row, leave
from records.publishing.log import open_log


@transaction.atomic
def withdraw(*, entries: Iterable[Entry], reason_class: str) -> list[Published]:
    """Withdraw entries, given as (kind, id); return the tombstones written.

    Raises `Refused` when an entry is not in the register now, or is cited by one that stays: nothing is written then.
    """
    log = open_log()
    current = {entry: current_row(entry) for entry in sorted(set(entries))}
    _refuse_unless_withdrawable(current, reason_class)
    with changing(why=f"withdraw ({reason_class})"):
        return [leave(log, row, reason_class=reason_class) for row in current.values() if row]


def _refuse_unless_withdrawable(current: Mapping[Entry, Published | None], reason_class: str) -> None:
    if reason_class not in ReasonClass.values:
        raise Refused({"reason class": [f"Use one of: {', '.join(ReasonClass.values)}."]})
    said = {"/".join(entry): _reasons(entry, row, leaving=current.keys()) for entry, row in current.items()}
    reasons = {name: why for name, why in said.items() if why}
    if reasons:
        raise Refused(reasons)


def _reasons(entry: Entry, row: Published | None, *, leaving: Collection[Entry]) -> list[str]:
    if row is None:
        return ["It is not in the register now, so there is nothing to withdraw."]
    if staying := citing_that_stay(entry, leaving=leaving):
        return [f"{staying} cite it: withdraw them too, or publish them without it first."]
    return []
