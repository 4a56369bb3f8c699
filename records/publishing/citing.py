"""Who cites an entry: the question that withdrawing, merging, redacting and republishing ask; and what to cite instead."""

from records.kinds.base.publishable import address_of, entries_at
from records.published import Published


def path_of(kind: str, slug: str) -> str:
    """The public path of an entry."""
    return address_of(kind, slug)


def current_citing(entry: tuple[str, str]) -> list[tuple[str, str]]:
    """(kind, id) of the entries whose current document cites this one."""
    rows = Published.objects.current().citing_any([path_of(*entry)])
    return sorted(rows.values_list("kind", "slug"))


def ever_citing(*entries: tuple[str, str]) -> list[tuple[str, str]]:
    """(kind, id) of the entries of which any readable version, current or past, cites one of these."""
    rows = Published.objects.filter(document__isnull=False).citing_any([path_of(*entry) for entry in entries])
    return sorted(set(rows.values_list("kind", "slug")))


def all_carrying(entry: tuple[str, str]) -> list[tuple[str, str]]:
    """What has to be redacted together with this entry: whatever carries its name, and what carries the name of that."""
    found = {entry}
    new = [entry]
    while new:
        new = [citing for citing in ever_citing(*new) if citing not in found]
        found.update(new)
    return sorted(found - {entry})


def merged_into(path: str) -> str | None:
    """The path of the entry that stays, where the one at this path is a duplicate of it."""
    merged = Published.objects.entries(entries_at([path])).filter(superseded_at=None).exclude(replaced_by="")
    row = merged.values_list("kind", "replaced_by").first()
    return path_of(*row) if row else None
