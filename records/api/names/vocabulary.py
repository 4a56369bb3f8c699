"""Words that the register uses and a search looks for, found by likeness: for whoever mistyped one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from threading import RLock
from typing import Any

from records.api.names.index import trigrams
from records.api.nearness import is_near
from records.folding import fold
from records.reading.common_words import STOP_WORDS

LEAST_ALIKE = 0.3  # as pg_trgm has it
MOST_COMPARED = 12  # letter by letter

WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Vocabulary:
    """Each word in the spellings it has, and how many entries use it."""

    of_entry: dict[str, frozenset[str]] = field(default_factory=dict)
    spelled: dict[str, Counter[str]] = field(default_factory=dict)
    holders: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lock: Any = field(default_factory=RLock)  # what one thread learns, another may be looking through

    def put(self, entry: str, texts: Iterable[str]) -> None:
        """Count the words of an entry, in the place of those that it had."""
        words = frozenset(word for text in texts for word in WORD.findall(text))
        with self.lock:
            self.drop(entry)
            self._count(entry, frozenset(word for word in words if fold(word) not in STOP_WORDS))

    def _count(self, entry: str, words: frozenset[str]) -> None:
        self.of_entry[entry] = words
        for word in words:
            plain = fold(word)
            if plain not in self.spelled:
                self.spelled[plain] = Counter()
                for piece in trigrams(plain):
                    self.holders[piece].add(plain)
            self.spelled[plain][word] += 1

    def drop(self, entry: str) -> None:
        """Forget the words of an entry, if it is known; those that no other has are gone."""
        with self.lock:
            for word in self.of_entry.pop(entry, ()):
                plain = fold(word)
                self.spelled[plain][word] -= 1
                if not +self.spelled[plain]:
                    del self.spelled[plain]
                    for piece in trigrams(plain):
                        self.holders[piece].discard(plain)

    def has(self, word: str) -> bool:
        """Whether an entry has this word."""
        return fold(word) in self.spelled

    def near(self, word: str, most: int) -> list[str]:
        """The words that it may be a slip for, as they are mostly spelled, the nearest by letters first: of those that share
        most pieces with it.
        """
        asked = fold(word)
        pieces = trigrams(asked)
        with self.lock:
            shared = Counter(plain for piece in pieces for plain in self.holders.get(piece, ()))
            alike = {
                plain: common / (len(pieces) + len(trigrams(plain)) - common)
                for plain, common in shared.items()
            }
            likely = [plain for plain, share in alike.items() if share >= LEAST_ALIKE]
            likely = sorted(likely, key=lambda plain: (-alike[plain], plain))[:MOST_COMPARED]
            likely = [plain for plain in likely if is_near(asked, plain)]
            likely.sort(key=lambda plain: -SequenceMatcher(None, asked, plain).ratio())
            return [self.spelling(plain) for plain in likely[:most]]

    def spelling(self, plain: str) -> str:
        """How a word is mostly written."""
        return max(self.spelled[plain].items(), key=lambda pair: (pair[1], pair[0]))[0]
