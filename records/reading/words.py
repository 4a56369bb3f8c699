"""A search in the syntax and the words of the server's web search, and which words of a text it found."""

from collections.abc import Collection, Iterable

from records.folding import WORD
from records.published import SEARCH_CONFIG
from records.reading.connection import ask
from records.reading.search import Item, alternatives


def as_query(text: str) -> str:
    """The same question in the words of the index."""
    return _said(alternatives(text))


def has_words(text: str) -> bool:
    """Whether there is anything to look for, or to leave out, beside words that every text has."""
    return bool(alternatives(text))


def has_phrases(text: str) -> bool:
    """Whether words may have to stand side by side."""
    return any(item.is_phrase for items in alternatives(text) for item in items)


def may_only_leave_out(text: str) -> bool:
    """Whether a text may be found for what it has not, or without any words."""
    found = alternatives(text)
    return not found or any(all(item.is_left_out for item in items) for items in found)


def asked_for(text: str) -> str:
    """The words of a question that are to be found, without those to be left out."""
    return _said([item for item in items if not item.is_left_out] for items in alternatives(text))


def _said(found: Iterable[Iterable[Item]]) -> str:
    return " or ".join(filter(None, (" ".join(map(str, items)) for items in found)))


def found_among(words: Collection[str], text: str) -> frozenset[str]:
    """Those of the words (as `in_words` has them) by which the question finds a text."""
    asked = asked_for(text)
    beginnings = {word[0] for word in WORD.findall(asked)}
    likely = [word for word in words if word[:1] in beginnings]  # no word loses its first letter to its stem
    statement = (
        "SELECT word FROM unnest(%s::text[]) AS word "
        f"WHERE tsvector_to_array(to_tsvector('{SEARCH_CONFIG}', word)) && "
        f"(SELECT tsvector_to_array(to_tsvector('{SEARCH_CONFIG}', %s)))"
    )
    return frozenset(row[0] for row in ask(statement, (likely, asked))) if likely else frozenset()
