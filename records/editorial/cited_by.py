"""Who cites an entry, as the entries of the desk that pages lead to."""

from records.kinds import KINDS
from records.kinds.base import Publishable
from records.publishing.citing import current_citing
from records.publishing.document import kind_of


def entries_citing(item: Publishable) -> list[Publishable]:
    """The entries whose current document cites this one, by kind and title."""
    slugs_by_kind: dict[str, list[str]] = {}
    for kind, slug in current_citing((kind_of(item), str(item.pk))):
        slugs_by_kind.setdefault(kind, []).append(slug)
    return [entry for kind, slugs in slugs_by_kind.items() for entry in _entries(kind, slugs)]


def _entries(kind: str, slugs: list[str]) -> list[Publishable]:
    found = KINDS[kind].model._default_manager.filter(pk__in=slugs)
    return sorted(found, key=lambda entry: (entry.label, entry.pk))
