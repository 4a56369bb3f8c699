"""What somebody typed to search for, as the server's web search takes it, and which words of a text it found.

People paste curly quotes, write dates as `2022-10-04` and names with a hyphen where others have a blank. All of it is put
into the words that documents are indexed by; what it means is left to the server.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from records import dates
from records.folding import in_words
from records.published import SEARCH_CONFIG
from records.reading.connection import ask

QUOTES = str.maketrans(
    dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}„‟«»", '"')
)
NO_MARKUP = str.maketrans(dict.fromkeys("<>&", " "))  # the server would take it for tags, and leave it out
# What the server leaves out of its index; a test holds this to the server.
_LEFT_OUT_BY_THE_SERVER = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
has had having do does did doing a an the and but if or because as until while of at by for with about against between
into through during before after above below to from up down in out on off over under again further then once here there
when where why how all any both each few more most other some such no nor not only own same so than too very s t can will
just don should now
"""
STOP_WORDS = frozenset(_LEFT_OUT_BY_THE_SERVER.split())

_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")
_NOT = re.compile(r"(?<!\S)NOT\s+(?=\w|$)")  # as libraries have it
_JOINED = re.compile(r"[^\W\d_]+(?:[-\N{HYPHEN}/][^\W\d_]+)+")
LEFT_OUT = re.compile(r'(?<!\S)-(?:"[^"]*"?|\S+)')
_OR = re.compile(r"(?<!\S)or(?!\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=64)  # one question needs it several times
def as_query(text: str) -> str:
    """The same question in the words of the index. Words that are joined by hyphens are looked for side by side."""
    parts = _DAY.sub(_in_words, text.translate(QUOTES).translate(NO_MARKUP)).split('"')
    parts[::2] = [_NOT.sub("-", part) for part in parts[::2]]
    parts[::2] = [_JOINED.sub(r'"\g<0>"', part) for part in parts[::2]]
    return in_words('"'.join(parts))


def has_words(text: str) -> bool:
    """Whether there is anything to look for, or to leave out, beside words that every text has."""
    return not STOP_WORDS.issuperset(_WORD.findall(as_query(text)))


def has_phrases(text: str) -> bool:
    """Whether words may have to stand side by side."""
    return '"' in as_query(text)


def may_only_leave_out(text: str) -> bool:
    """Whether a text may be found for what it has not."""
    return any(not LEFT_OUT.sub(" ", part).strip() for part in _OR.split(as_query(text)))


def asked_for(text: str) -> str:
    """The words of a question that are to be found, without those to be left out."""
    return LEFT_OUT.sub(" ", as_query(text))


def found_among(words: Collection[str], text: str) -> frozenset[str]:
    """Those of the words (as `in_words` has them) by which the question finds a text."""
    asked = asked_for(text)
    beginnings = {word[0] for word in _WORD.findall(asked)}
    likely = [word for word in words if word[:1] in beginnings]  # no word loses its first letter to its stem
    statement = (
        "SELECT word FROM unnest(%s::text[]) AS word "
        f"WHERE tsvector_to_array(to_tsvector('{SEARCH_CONFIG}', word)) && "
        f"(SELECT tsvector_to_array(to_tsvector('{SEARCH_CONFIG}', %s)))"
    )
    return frozenset(row[0] for row in ask(statement, (likely, asked))) if likely else frozenset()


def _in_words(found: re.Match[str]) -> str:
    try:
        return dates.describe(found[0])
    except dates.EDTFError:
        return found[0]
