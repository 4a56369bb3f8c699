"""Who makes the changes that follow, and why: said once, around them, and kept with every line of the history.

pghistory has a context of its own. It puts two settings before every statement, cannot do so before `executemany`, and
names a change anew in each nested block; this one says two words, to the statements that change rows, and lets the
outermost block speak. It holds for the transaction only, so that a pooled connection carries nothing over.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

from records.characters import FORBIDDEN

LONGEST = 500  # characters of a reason
CHANGING = ("INSERT", "UPDATE", "DELETE", "WITH")
SAY = "SELECT set_config('pghistory.context_metadata', %s, true)"  # where the triggers look

_said: ContextVar[dict[str, str] | None] = ContextVar("said", default=None)


@contextmanager
def changing(*, who: str = "", why: str = "") -> Iterator[None]:
    """Say who changes the desk in this block, and why. What was said around it holds; what was left open is filled in."""
    outer = _said.get()
    if outer is not None:
        outer.update(_words(who=who, why=why) | outer)
        yield
        return
    said = _said.set(_words(who=who, why=why))
    try:
        with connection.execute_wrapper(_say_first):
            yield
        if connection.in_atomic_block and not connection.needs_rollback:
            _say("")  # what follows in this transaction is not of this block
    finally:
        _said.reset(said)


def because(why: str) -> None:
    """Give the block's changes this reason, in place of any said before. Outside a block nothing is said."""
    said = _said.get()
    if said is not None:
        said.update(_words(why=why))


def say_beforehand() -> None:
    """Tell the database before what passes by Django's cursor, which tells it with every other statement."""
    if said := _said.get():
        _say(json.dumps(said))


def ignore_no_trigger() -> None:
    """Say for this transaction that every trigger runs, as it would. It spares each an error to be caught, which costs
    the more, the more keys wait to be checked at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def _words(**said: str) -> dict[str, str]:
    """What was said, without what PostgreSQL could not keep as JSON."""
    plain = {key: FORBIDDEN.sub("", words)[:LONGEST].strip() for key, words in said.items()}
    return {key: words for key, words in plain.items() if words}


def _say(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SAY, [text])


def _say_first(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Tell the database in the same message as the statement, or just before it where that cannot be."""
    said = _said.get()
    if (
        not said or not _may_change(sql) or getattr(context["cursor"], "name", None)
    ):  # a named cursor only reads
        return execute(sql, params, many, context)
    text = json.dumps(said)
    if not many and isinstance(params, list | tuple):
        result = execute(f"{SAY}; {sql}", [text, *params], many, context)
        while context["cursor"].nextset():
            pass
        return result
    if connection.in_atomic_block:
        context["cursor"].cursor.execute(SAY, [text])
    return execute(sql, params, many, context)


def _may_change(sql: Any) -> bool:
    return isinstance(sql, str) and sql.lstrip().upper().startswith(CHANGING)
