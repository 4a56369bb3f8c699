"""Text folded for comparison: no case, no accents, and the letters that Unicode does not decompose. Never shown."""

import re
import unicodedata
from collections.abc import Callable

_LETTERS = str.maketrans(
    {
        "ə": "e",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ʼ": "'",
        "’": "'",
    }
)

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
WORD = re.compile(r"[^\W_]+")


def _day(found: re.Match[str]) -> str:
    """`2022-10-04` as 4 october 2022."""
    year, month, day = found.groups(default="")
    return f"{day.lstrip('0')} {_MONTHS.split('|')[int(month) - 1]} {year}".lstrip()


def _without_marks(found: re.Match[str]) -> str:
    return re.sub(r"[., ]", "", found[0])


# Words that people write in several ways: a hint, quickly looked for, without which they cannot be there; what they look
# like; and what is put in their place. Most texts hold none of them.
_WRITTEN_OTHERWISE: tuple[
    tuple[re.Pattern[str], re.Pattern[str], str | Callable[[re.Match[str]], str]], ...
] = (
    (
        re.compile(r"\d{4}-\d\d"),
        re.compile(r"(?<![\w-])(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\w-])"),
        _day,
    ),
    (
        re.compile(r"\.[^\W\d_]"),
        re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?"),
        _without_marks,
    ),
    (
        re.compile(r"\d[, ]\d{3}"),
        re.compile(r"\b\d{1,3}(?:[, ]\d{3})+\b"),
        _without_marks,
    ),
    (
        re.compile(r" (?=\d\d?\b)(?<=(?:ary|rch|ril|may|une|uly|ust|ber) )"),
        re.compile(rf"\b({_MONTHS}) (\d{{1,2}})\b,?"),
        r"\2 \1",
    ),
    (re.compile(r"[<>&]"), re.compile(r"[<>&]"), " "),  # the server would take it for tags, and leave it out
    (
        re.compile(r"[-\N{HYPHEN}/]"),
        re.compile(r"[-\N{HYPHEN}/](?<=\w.)(?=\w)"),
        " ",
    ),
)


def fold(text: str) -> str:
    """`Əliyev` and `aliyev` differ; `Əliyev` and `eliyev` do not. Dotted and dotless i are one letter."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text).casefold()  # a script or bold A is an A only then
    decomposed = unicodedata.normalize("NFKD", lowered)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)


def in_words(text: str) -> str:
    """Folded text as words to look for, however they were written: `U.S.` is us, 12,000 is 12000, June 4 is 4 June, and
    2022-06-04 is 4 June 2022.
    """
    words = fold(text)
    for hint, pattern, instead in _WRITTEN_OTHERWISE:
        if hint.search(words):
            words = pattern.sub(instead, words)
    return words


def words_of(text: str) -> list[str]:
    """The words of a text, as they are looked for."""
    return WORD.findall(in_words(text))
