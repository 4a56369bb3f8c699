"""The register at one moment, as a package has it: which collections, how much is in each, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from records.api.exports import BEFORE_ANYTHING, PUBLISHED, chunks_of
from records.api.formats.export import Export
from records.api.formats.offered import Form
from records.api.moments import refuse_unreached
from records.citation import cite
from records.kinds import KINDS
from records.kinds.base import Kind
from records.reading.stream import stream
from records.reading.totals import standing_by_kind
from records.reading.wanted import At, Wanted

PATH = "/api/v1/export/"


@dataclass(frozen=True)
class Snapshot:
    """`root` is the scheme and host where readers find the register; `rows` are counted by kind, without the `redacted`."""

    root: str
    sequence: int
    published_at: datetime | None
    rows: Mapping[str, int]
    redacted: int

    @property
    def moment(self) -> datetime:
        return self.published_at or BEFORE_ANYTHING

    @property
    def name(self) -> str:
        """What to call it, in a file name."""
        return f"whereabouts-{self.sequence}"

    @property
    def address(self) -> str:
        """Where it is described for ever."""
        return f"{self.root}{PATH}?as_of={self.sequence}"

    @property
    def citation(self) -> str:
        """A text to cite it by."""
        return cite(
            called="The whole register",
            what="data package",
            state=f"sequence {self.sequence}",
            at=self.moment,
            address=self.address,
        )

    def address_of(self, kind: Kind, form: Form) -> str:
        """Where everything of a kind is for ever, in a form."""
        query = urlencode({"format": form.name, "as_of": self.sequence})
        return f"{self.root}/api/v1/{kind.collection}/?{query}"

    def export_of(self, kind: Kind, form: Form) -> Export:
        """Everything of a kind, ready to be written."""
        pages = stream(Wanted((kind.name,), At(sequence=self.sequence)), PUBLISHED)
        return Export(
            collection=kind.collection,
            kinds=(kind.name,),
            chunks=chunks_of(pages),
            root=self.root,
            address=self.address_of(kind, form),
            sequence=self.sequence,
            moment=self.moment,
        )


def snapshot_at(at: At, *, root: str) -> Snapshot:
    """The register at a moment. Raises a 400 Problem for a sequence number that it has not reached."""
    sequence, published_at, redacted, rows = standing_by_kind(tuple(KINDS), at)
    if sequence is None:
        refuse_unreached(at)
    return Snapshot(root, sequence or 0, published_at, rows, redacted)


def kinds() -> Iterator[Kind]:
    """The kinds in the order of a package: what is referred to stands before what refers to it."""
    yield from sorted(KINDS.values(), key=lambda kind: kind.is_record)
