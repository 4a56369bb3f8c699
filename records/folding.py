"""Text folded for comparison: no case, no accents, and the letters that Unicode does not decompose. Never shown."""

import unicodedata

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


def fold(text: str) -> str:
    """`Əliyev` and `aliyev` differ; `Əliyev` and `eliyev` do not. Dotted and dotless i are one letter."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text).casefold()  # a script or bold A is an A only then
    decomposed = unicodedata.normalize("NFKD", lowered)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)
