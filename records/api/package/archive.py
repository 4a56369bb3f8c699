"""A package as one ZIP, streamed: each file as it is read from the register, and their description last.

It is written without going back, so that memory stays as it is however much there is; that is also why the description,
which holds sizes and hashes, comes last. The times in it are the moment of the register: the same moment gives the same
bytes, as long as the compressing library stays the same.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import orjson

from records.api.formats.measured import Measured
from records.api.formats.offered import Form
from records.api.formats.pieces import Pieces
from records.api.package.descriptor import DOCUMENTS, TABLE, descriptor
from records.api.package.readme import readme
from records.api.package.snapshot import Snapshot, kinds
from records.kinds.base import Kind

File = tuple[str, Iterable[bytes]]
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # what a ZIP can say
UNIX, READABLE = 3, 0o100644 << 16


def write_archive(snapshot: Snapshot) -> Iterator[bytes]:
    """One ZIP, piece by piece."""
    pieces = Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        for name, content in _files(snapshot):
            with archive.open(_entry(name, snapshot.moment), "w", force_zip64=True) as file:
                for piece in content:
                    file.write(piece)
                    if written := pieces.take():
                        yield written
    yield pieces.take()


def _files(snapshot: Snapshot) -> Iterator[File]:
    measured: dict[str, Measured] = {}
    for kind in kinds():
        for form in (TABLE, DOCUMENTS):
            made = Measured(snapshot.export_of(kind, form), form.write)
            measured[_place(kind, form)] = made
            yield _place(kind, form), made
    told = descriptor(snapshot, place=_place, measured=measured)
    yield "README.md", [readme(snapshot).encode()]
    yield "datapackage.json", [orjson.dumps(told, option=orjson.OPT_INDENT_2)]


def _place(kind: Kind, form: Form) -> str:
    return f"data/{kind.collection}.{form.extension}"


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(moment, EARLIEST).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, READABLE
    return entry
