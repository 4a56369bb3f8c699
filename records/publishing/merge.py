"""Merge: of entries that turn out to be one, one stays; the others are withdrawn as its duplicates, and lead to it.

Nothing that is published says anything new by it: what cites a duplicate has to be published anew first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db import transaction

from records.history.changing import changing
from records.published import Published, ReasonClass
from records.publishing.errors import Refused
from records.publishing.leaving import Entry, citing_that_stay, current_row, leave
from records.publishing.log import open_log


@transaction.atomic
def merge(*, entries: Iterable[Entry], into: Entry) -> list[Published]:
    """Withdraw duplicates, given as (kind, id), of the entry `into`; return the tombstones written.

    Raises `Refused` unless all of them are in the register now, of one kind, and cited by nothing that stays; nothing is
    written then.
    """
    log = open_log()
    current = {entry: current_row(entry) for entry in sorted(set(entries))}
    _refuse_unless_one(current, into)
    with changing(why=f"merge into {'/'.join(into)}"):
        return [
            leave(log, row, reason_class=ReasonClass.DUPLICATE, replaced_by=into[1])
            for row in current.values()
            if row
        ]


def _refuse_unless_one(current: Mapping[Entry, Published | None], into: Entry) -> None:
    said = {
        "/".join(entry): list(_reasons(entry, row, into, leaving=current.keys()))
        for entry, row in current.items()
    }
    if current_row(into) is None:
        said["/".join(into)] = ["It is not in the register now: publish it first, or merge into another."]
    reasons = {name: why for name, why in said.items() if why}
    if reasons:
        raise Refused(reasons)


def _reasons(
    entry: Entry, row: Published | None, into: Entry, *, leaving: Collection[Entry]
) -> Iterator[str]:
    if row is None:
        yield "It is not in the register now, so there is nothing to merge."
    if entry == into:
        yield "It cannot be merged into itself: name the entry that stays."
    elif entry[0] != into[0]:
        yield f"It is of another kind than {'/'.join(into)}: only entries of one kind can be one."
    if row and (staying := citing_that_stay(entry, leaving=leaving)):
        yield f"{staying} cite it: publish them with {'/'.join(into)} in its place, or without it, first."
