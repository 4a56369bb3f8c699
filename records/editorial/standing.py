"""How an entry on the desk stands to the register: what is live, what would change, and what stands in the way."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import QuerySet, Subquery
from django.db.models.expressions import Combinable

from records.editorial.hints import hints_about
from records.editorial.readable import Change, changes
from records.editorial.whys import whys_since
from records.history.timeline import Change as Why
from records.kinds import KINDS
from records.kinds.base import Publishable
from records.published import Published
from records.publishing.desk import reread
from records.publishing.document import candidates, kind_of, says_the_same
from records.publishing.live import last_row, live_version
from records.publishing.policy import reasons_by_entry
from records.reviewing.remarks import Remark, remarks_on


@dataclass(frozen=True)
class Standing:
    """An entry, its live version if there is one, and what publishing would mean now."""

    item: Publishable
    live: Published | None
    document: dict[str, Any]
    reasons: list[str]

    @property
    def says_something_new(self) -> bool:
        return self.live is None or not says_the_same(self.document, self.live.document)

    @property
    def removal(self) -> Published | None:
        """What took it out of the register; None where it is there, or never was."""
        return None if self.live else last_row(self.item)

    @property
    def may_be_published(self) -> bool:
        return self.says_something_new and not self.reasons

    @property
    def hints(self) -> list[str]:
        """What it leaves open, which does not stand in the way."""
        return hints_about(KINDS[kind_of(self.item)], self.document)

    @property
    def remarks(self) -> QuerySet[Remark]:
        """What was said and done about it so far."""
        return remarks_on(self.item)

    @property
    def whys(self) -> list[Why]:
        """Why it was changed since readers last saw it."""
        return whys_since(self.item, self.live)

    @property
    def changes(self) -> list[Change]:
        return changes(
            orjson.loads(self.live.document) if self.live and self.live.document else None, self.document
        )


def standings_of(items: Iterable[Publishable], *, by: str) -> list[Standing]:
    """Where entries stand, as they are now, if `by` were to publish them together."""
    together = candidates(reread(items))
    reasons = reasons_by_entry(together, by=by)
    return [
        Standing(each.item, live_version(each.item), each.document, reasons[each.name]) for each in together
    ]


def standing_of(item: Publishable, *, by: str) -> Standing:
    """Where one entry stands by itself."""
    (standing,) = standings_of([item], by=by)
    return standing


def fingerprint(documents: Iterable[dict[str, Any]]) -> str:
    """Changes with anything that would be published, so that nobody publishes what they have not seen."""
    told = sorted(orjson.dumps(document, option=orjson.OPT_SORT_KEYS) for document in documents)
    return hashlib.sha256(b"\n".join(told)).hexdigest()


def with_live_version(items: QuerySet[Any], *, kind: str | Combinable, slug: Combinable) -> QuerySet[Any]:
    """Entries with `live_version` and `live_since`, null where nothing is live."""
    live = Published.objects.current().filter(kind=kind, slug=slug)
    return items.annotate(
        live_version=Subquery(live.values("version")[:1]),
        live_since=Subquery(live.values("published_at")[:1]),
    )
