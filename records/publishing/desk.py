"""Finding desk entries for the publishing verbs, by address-like names or in bulk. It reads and locks; it never writes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from records.kinds import KINDS
from records.kinds.base import Publishable, ask_whole, let_go_of_rows
from records.published import Published
from records.publishing.batches import in_batches
from records.publishing.document import entry_name, kind_of
from records.publishing.errors import Refused
from records.statements import one_trip

Entry = tuple[str, str]  # kind and id

READ_AT_ONCE = 50  # entries: about as many as fit between the server and this process, so that neither waits

# What is cited comes before what cites it, so that names are known when they are indexed.
_RANK = {name: rank for rank, name in enumerate(["measure", "place", "actor", "source"])}


def find(names: Iterable[str]) -> list[Publishable]:
    """Entries by `kind/id`, or by id alone where only one kind has it. Raises Refused for what is unknown."""
    found: list[Publishable] = []
    unknown: dict[str, list[str]] = {}
    for name in names:
        matches = list(_matches(name))
        if len(matches) == 1:
            found += matches
        else:
            unknown[name[:100]] = [_advice([entry_name(item) for item in matches])]
    if unknown:
        raise Refused(unknown)
    return found


def find_published(names: Iterable[str]) -> list[Entry]:
    """(kind, id) of entries that the register knows, by `kind/id` or by id alone; the desk may have lost them."""
    found: list[Entry] = []
    unknown: dict[str, list[str]] = {}
    for name in names:
        kind, _, slug = name.rpartition("/")
        rows = Published.objects.filter(slug=slug, **({"kind": kind} if kind else {}))
        matches = sorted(set(rows.values_list("kind", "slug")))
        if len(matches) == 1:
            found += matches
        else:
            unknown[name[:100]] = [_advice(["/".join(match) for match in matches])]
    if unknown:
        raise Refused(unknown)
    return found


def reread(items: Iterable[Publishable]) -> list[Publishable]:
    """The same entries as they stand now with all that they cite, in the order in which to publish them.

    Raises Refused for one that is gone.
    """
    return [item for batch in batches_on_desk(in_order(entries_of(items))) for item in batch]


def reread_and_lock(items: Iterable[Publishable]) -> Iterator[Publishable]:
    """The same, one after another; they stay as they are until the transaction ends.

    Each lets go of its rows when the next is asked for, so that not all of the desk is held at once.
    """
    for batch in batches_on_desk(in_order(entries_of(items)), lock=True):
        yield from letting_go(batch)


def letting_go(items: Iterable[Publishable]) -> Iterator[Publishable]:
    """Each of them, without its rows once the next is asked for."""
    for item in items:
        yield item
        let_go_of_rows(item)


def entries_of(items: Iterable[Publishable]) -> Iterator[Entry]:
    """Kind and id of each."""
    return ((kind_of(item), str(item.pk)) for item in items)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Each of them once, in the order in which to publish them."""
    return sorted(set(entries), key=_order)


def batches_on_desk(entries: Sequence[Entry], *, lock: bool = False) -> Iterator[list[Publishable]]:
    """Entries as they stand now, some at a time; the next are read meanwhile. Raises Refused for those that are gone."""
    gone: list[str] = []
    with one_trip():
        batches = [*in_batches(entries, size=READ_AT_ONCE), []]
        found = _ask(batches[0], lock=lock)
        for batch, following in pairwise(batches):
            there = {(kind, str(item.pk)): item for kind, items in found.items() for item in items()}
            found = _ask(following, lock=lock)
            gone += ["/".join(entry) for entry in batch if entry not in there]
            yield [there[entry] for entry in batch if entry in there]
    if gone:
        raise Refused({name: ["It is no longer on the desk."] for name in sorted(gone)})


def _ask(batch: Sequence[Entry], *, lock: bool) -> dict[str, Callable[[], list[Any]]]:
    """What gives the entries of each kind, once the server has read them."""
    ids: dict[str, list[str]] = {}
    for kind, slug in batch:
        ids.setdefault(kind, []).append(slug)
    return {kind: ask_whole(KINDS[kind].document, ids[kind], lock=lock) for kind in sorted(ids)}


def _order(entry: Entry) -> tuple[int, str, str]:
    kind, slug = entry
    return _RANK.get(kind, len(_RANK)), kind if kind in _RANK else "", slug


def everything() -> list[Publishable]:
    """Every entry on the desk, in publication order."""
    return [item for batch in batches_on_desk(in_order(every_entry())) for item in batch]


def every_entry() -> Iterator[Entry]:
    """Kind and id of every entry on the desk."""
    for kind in KINDS.values():
        for slug in kind.model._default_manager.values_list("pk", flat=True).iterator():
            yield kind.name, slug


def _matches(name: str) -> Iterable[Publishable]:
    kind_name, _, slug = name.rpartition("/")
    kinds = [KINDS[kind_name]] if kind_name in KINDS else [] if kind_name else KINDS.values()
    for kind in kinds:
        yield from kind.model._default_manager.filter(pk=slug)


def _advice(matches: Sequence[str]) -> str:
    if matches:
        return f"Several entries have this id; say which: {', '.join(matches)}."
    return "No entry has this id; write it as kind/id, for example source/an-id."
