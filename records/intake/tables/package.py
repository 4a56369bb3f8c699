"""Opens an .xlsx file that nobody has vouched for: a zip of XML parts, bounded, without macros, entities or passwords.

Parts are parsed event by event. What they mean is the business of `xlsx_read.py`.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, NoReturn
from xml.parsers import expat

from records.intake.tables.sheets import TableError

MOST_PARTS = 500
MOST_UNPACKED = 20_000_000  # bytes of all parts together
_PIECE = 65_536
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    RuntimeError,
)


class Package:
    """The parts of a workbook by name. Raises TableError for what is none."""

    def __init__(self, raw: bytes) -> None:
        if raw.startswith(_OLD_OR_LOCKED):
            raise TableError("This is an old .xls file or has a password: save it as .xlsx without one.")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN as error:
            raise TableError("This is not an .xlsx workbook: save it as .xlsx, or as CSV.") from error
        self.names = set(self._archive.namelist())
        self._check(self._archive.infolist())

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise TableError("The workbook holds macros: save it as .xlsx without them.")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise TableError("The workbook is too large once unpacked: divide it, or remove pictures.")
        if any(part.flag_bits & 1 for part in parts):
            raise TableError("The workbook has a password: save it without one.")
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
            raise TableError("The workbook is packed in an unusual way: save it again as .xlsx.")

    def parse(
        self,
        name: str,
        *,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] = lambda _: None,
        text: Callable[[str], Any] = lambda _: None,
    ) -> None:
        """Call these for each element of a part, by local names. A part that is not there has no elements."""
        if name not in self.names:
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, given: start(_local(tag), _named_locally(given))
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        try:
            with self._archive.open(name) as part:
                while piece := part.read(_PIECE):
                    parser.Parse(piece)
            parser.Parse(b"", True)
        except _BROKEN as error:
            raise TableError("The workbook is damaged: open it and save it again.") from error


def _refuse_doctype(*_: Any) -> NoReturn:
    raise TableError("The workbook defines entities of its own: save it again as .xlsx.")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _named_locally(given: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in given.items()}
