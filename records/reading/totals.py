"""How many there are: entries of a kind, at once and exactly at any moment, and entries whose text was removed since."""

from collections.abc import Sequence
from datetime import datetime

from records.published import LIVE
from records.reading.conditions import standing, with_moment
from records.reading.connection import ask
from records.reading.sql import Sql, joined
from records.reading.wanted import NOW, At, Wanted

NONE = Sql("0")
WORDS = "({})".format(", ".join(f"'{action}'" for action in LIVE))  # written out, as the index has them


def everything(wanted: Wanted) -> Sql:
    """SELECT of how many entries of the kinds stood: each row of the register says it for its kind."""
    then = "" if wanted.at.is_now else "AND sequence <= (SELECT sequence FROM moment)"
    last = f"SELECT standing FROM records_published WHERE kind = %s {then} ORDER BY sequence DESC LIMIT 1"
    each = [Sql(last, (kind,)).within("coalesce((", "), 0)") for kind in wanted.kinds]
    return joined(" + ", each).within("SELECT ", "")


def redacted(kinds: tuple[str, ...], at: At) -> Sql:
    """How many entries stood at a past moment whose text was removed since: few, and they have an index of their own."""
    if at.is_now:
        return NONE
    removed = Sql(
        "SELECT published_at, superseded_at FROM records_published WHERE kind = ANY (%s)", (list(kinds),)
    )
    removed += f"AND document IS NULL AND action IN {WORDS} OFFSET 0"
    return (Sql("SELECT count(*) FROM") + removed.within("(", ") AS removed WHERE") + standing(at)).within(
        "("
    )


def standing_by_kind(
    kinds: Sequence[str], at: At = NOW
) -> tuple[int | None, datetime | None, int, dict[str, int]]:
    """The sequence at a moment, its time, how many entries were redacted since, and how many of each kind can be read.

    The sequence is None when nothing was published by then.
    """
    counts = [everything(Wanted((kind,), at)).within("(") + "-" + redacted((kind,), at) for kind in kinds]
    statement = (
        with_moment(at)
        + "SELECT moment.sequence, moment.published_at,"
        + redacted(tuple(kinds), at)
        + ","
        + joined(", ", counts)
        + "FROM moment"
    )
    rows = ask(statement.text, statement.values)
    if not rows:
        return None, None, 0, {}
    sequence, published_at, gone, *found = rows[0]
    return sequence, published_at, gone, dict(zip(kinds, found, strict=True))
