"""Finds an article's own sentences in what should be somebody's own words."""

import re
from collections.abc import Iterable

from records.articles.text import as_line

TOO_MANY = 11  # consecutive words; evidence may quote eight
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def copied_run(text: str, lines: Iterable[str]) -> list[str]:
    """The first run of eleven or more consecutive words that a text shares with these paragraphs, in whole; or none.

    Case and punctuation do not tell words apart.
    """
    theirs = {run for line in lines for run in _runs(_words(line))}
    ours = _words(text)
    for start, run in enumerate(_runs(ours)):
        if run in theirs:
            end = start + TOO_MANY
            while end < len(ours) and tuple(ours[end + 1 - TOO_MANY : end + 1]) in theirs:
                end += 1
            return ours[start:end]
    return []


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(as_line(text).casefold())]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + TOO_MANY]) for start in range(len(words) - TOO_MANY + 1)]
