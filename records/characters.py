"""Characters that no text here may hold: one list for files, forms, documents and queries, so that what one lets in all do.

Bidi controls make a line read otherwise than it is stored; U+0085, U+2028 and U+2029 would shift lines. Joiners
(U+200C, U+200D) are letters of real languages and stay.
"""

import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
FORBIDDEN = re.compile(rf"[{CONTROL}{BIDI}]")


def with_plain_newlines(text: str) -> str:
    """Line ends as one character: browsers send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
