"""Whether a word is near enough to what was typed to be offered in its place: so many letters differ as a hand slips, or the
rest of a long word was not typed. Pieces in common are no reason: `seventeen` has all of `seven`, and means another number.
"""

LETTERS_A_SLIP = 6  # of a word, for each letter beside the first that may be wrong
LEAST_BEGUN = 4  # letters; fewer begin too many words


def is_near(typed: str, word: str) -> bool:
    """Whether one was meant by the other; both are folded."""
    return is_begun(typed, word) or slips(typed, word) <= 1 + min(len(typed), len(word)) // LETTERS_A_SLIP


def is_begun(typed: str, word: str) -> bool:
    """Whether what was typed is the beginning of the word, and long enough to say so."""
    return len(typed) >= LEAST_BEGUN and word.startswith(typed)


def slips(typed: str, word: str) -> int:
    """How many letters were added, left out, replaced, or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    above = [*range(len(word) + 1)]
    for row, letter in enumerate(typed, 1):
        here = [row]
        for column, other in enumerate(word, 1):
            swapped = row > 1 and column > 1 and typed[row - 2 : row] == other + word[column - 2]
            here.append(
                min(
                    above[column] + 1,
                    here[-1] + 1,
                    above[column - 1] + (letter != other),
                    *([before[column - 2] + 1] if swapped else ()),
                )
            )
        before, above = above, here
    return above[-1]
