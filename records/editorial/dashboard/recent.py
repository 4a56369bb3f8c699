"""The newest versions in the register, as an account may see them."""

from dataclasses import dataclass
from datetime import datetime

import orjson

from records.editorial.dashboard.shown import Shown, page_address
from records.kinds import KINDS
from records.published import Published

MOST = 6


@dataclass(frozen=True)
class Version:
    """One version, with the page of its entry on the desk."""

    label: str
    kind: str
    number: int
    at: datetime
    address: str


def newest_versions(shown: Shown) -> list[Version]:
    rows = Published.objects.current().filter(kind__in=shown.kinds).order_by("-sequence")[:MOST]
    return [_version(row) for row in rows]


def _version(row: Published) -> Version:
    document = orjson.loads(row.document or b"{}")
    label = document.get("title") or document.get("name") or row.slug
    noun = str(KINDS[row.kind].model._meta.verbose_name)
    return Version(label, noun, row.version, row.published_at, page_address(row.kind, row.slug))
