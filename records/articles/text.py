"""An article's text as paragraphs and words, and how a phrase is looked for in it. It is the one place that counts either."""

import hashlib
import unicodedata
from collections.abc import Sequence

from records.characters import with_plain_newlines

BOM = "\ufeff"


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of an article, in NFKC with blanks joined; the first is paragraph 1."""
    joined = (as_line(line) for line in text.removeprefix(BOM).splitlines())
    return [line for line in joined if line]


def as_line(text: str) -> str:
    """A text as it stands in a paragraph, whatever its blanks and ligatures."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def count_words(text: str) -> int:
    return len(text.split())


def sha256_of(text: str) -> str:
    """Of the file that holds exactly this text, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def stands_in(phrase: str, lines: Sequence[str]) -> list[int]:
    """The paragraphs, counted from 1, that hold a phrase."""
    wanted = as_line(phrase)
    return [number for number, line in enumerate(lines, start=1) if wanted and wanted in line]


def spellings(text: str) -> list[str]:
    """The files that a pasted text may have come from, as browsers keep neither line ends nor a byte-order mark.

    The first is the plainest: line feeds, and one at the end.
    """
    plain = with_plain_newlines(text).removeprefix(BOM)
    ended = [plain.rstrip("\n") + "\n", plain.rstrip("\n"), plain]
    files = [spelled for body in ended for spelled in (body, body.replace("\n", "\r\n"))]
    return list(dict.fromkeys([*files, *(BOM + spelled for spelled in files)]))
