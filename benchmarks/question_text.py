"""A drawn question in words, on one line. Django must be set up before this is imported."""

from collections.abc import Sequence

from benchmarks.drawing import Question
from benchmarks.kinds_asked import RECORDS
from records.reading.trees import AllOf, AnyOf, Kinds, Not, Number, Period, Since, Terms, Tree, Words


def text_of(question: Question) -> str:
    """Kinds, moment, conditions, order and size of a page."""
    kinds = "all records" if question.kinds == RECORDS else ", ".join(question.kinds)
    then = "" if question.at.is_now else f" as of {question.at.sequence}"
    conditions = " and ".join(map(_said, question.conditions)) or "everything"
    order = question.first.order
    way = "" if order.descending else ", oldest first"
    return f"{kinds}{then}: {conditions}; by {order.by}{way}, {question.first.size} a page"


def _said(tree: Tree) -> str:
    match tree:
        case Not(part):
            return f"not {_said(part)}"
        case AllOf(parts):
            return _together(" and ", parts)
        case AnyOf(parts):
            return _together(" or ", parts)
        case Terms(any_of) | Kinds(any_of):
            return f"one of {{{', '.join(any_of)}}}" if len(any_of) > 1 else any_of[0]
        case Period(first, last, certain):
            return f"{'certainly ' if certain else ''}{first or ''}..{last or ''}"
        case Number(low, high):
            return f"number {'' if low is None else low}..{'' if high is None else high}"
        case Since(time):
            return f"since {time.isoformat(timespec='seconds')}"
        case Words(text):
            return f'search "{text}"'


def _together(word: str, parts: Sequence[Tree]) -> str:
    return f"({word.join(map(_said, parts))})"
