"""Highlights: where the words of a search stand in the documents of a page, as pieces of the documents' own text.

A piece is plain text and never markup: every second one is a word that was found, so that a page shows them as it likes and
nothing in a document can become part of it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import orjson

from records.api.typed import go_by_names, typed_words
from records.folding import in_words
from records.kinds import KINDS
from records.reading.words import found_among

MOST_FIELDS = 10  # of one document
LONGEST, BEFORE = 300, 80  # characters of a fragment, and of it before the first word found
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f"  # accents and vowels that stand behind their letter
_WORD = re.compile(
    rf"\d{{1,3}}(?:[, \u00a0\u202f]\d{{3}})+(?!\d)|(?:[^\W_][{MARKS}]*)+(?:\.(?:[^\W_][{MARKS}]*)+)*"
)

Text = tuple[str, str]  # a JSON pointer and what stands there
Highlights = list[dict[str, Any]]


def highlights_of(documents: Sequence[bytes], search: str, kinds: tuple[str, ...]) -> list[Highlights]:
    """For each document, in their order, the fields in which words of the search stand."""
    texts = [list(_texts(orjson.loads(document))) for document in documents]
    folded = {word: in_words(word) for each in texts for _, text in each for word in _WORD.findall(text)}
    found = found_among(set(folded.values()), search)
    begun = tuple(typed_words(search)) if go_by_names(kinds) else ()
    marked = {word for word, plain in folded.items() if plain in found or plain.startswith(begun)}
    return [_of_document(each, marked) for each in texts]


def _of_document(texts: Sequence[Text], marked: set[str]) -> Highlights:
    highlights = []
    for pointer, text in texts:
        spans = [match.span() for match in _WORD.finditer(text) if match[0] in marked]
        if spans:
            highlights.append({"field": pointer, "pieces": _pieces(text, spans)})
    return highlights[:MOST_FIELDS]


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Plain, found, plain, found, … plain; a long text is cut to what stands around the first word found."""
    start, end = _window(text, spans[0][0])
    pieces, at = [], start
    for first, last in spans:
        if last <= end:
            pieces += [text[at:first], text[first:last]]
            at = last
    pieces.append(text[at:end])
    pieces[0] = ("…" if start else "") + pieces[0]
    pieces[-1] += "…" if end < len(text) else ""
    return pieces


def _window(text: str, first: int) -> tuple[int, int]:
    """From where to where a text is shown: whole words, as far as it has any."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    if start < first - 2 * BEFORE:
        start = first - BEFORE
    end = text.rfind(" ", start, start + LONGEST) if start + LONGEST < len(text) else len(text)
    return start, max(end, min(start + LONGEST, len(text))) if end <= first else end


def _texts(document: dict[str, Any]) -> Iterator[Text]:
    """What a search looks through: the kind's own texts, and the names of what is cited."""
    yield from _walk(document, "", "", KINDS[document["kind"]].search_paths)


def _walk(value: Any, pointer: str, path: str, searched: Collection[str]) -> Iterator[Text]:
    """Texts below a value, at one of the `searched` paths or the name of something cited."""
    is_cited = bool(pointer) and isinstance(value, dict) and "url" in value
    for key, part in enumerate(value) if isinstance(value, list) else value.items():
        below = path if isinstance(key, int) else f"{path}.{key}" if path else key
        if isinstance(part, dict | list):
            yield from _walk(part, f"{pointer}/{key}", below, searched)
        elif isinstance(part, str) and (below in searched or (is_cited and key == "name")):
            yield f"{pointer}/{key}", part
