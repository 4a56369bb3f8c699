"""What every line of the history has: its place among all of them, the transaction and the database role that made it.

A line is written by a trigger, so it needs nobody's goodwill; who and why are what the desk or a command said beforehand
(`records.history.changing`), and are null for SQL from elsewhere. Lines are only added to: the database refuses the rest.
"""

import pgtrigger
from django.db import models
from django.db.models import BigIntegerField, CharField, Func, Value
from pghistory.models import Event

ORDER = "records_history_order"  # one sequence for all tables: clocks may be set back, it may not
REFUSE_CHANGE = "records_history_refuse_change()"  # made by a migration


def this_transaction() -> Func:
    """The number of the transaction, as PostgreSQL counts them; it repeats only in a cluster made anew."""
    return Func(function="txid_current", output_field=BigIntegerField())


class DeskEvent(Event):
    """One row of the desk as it was after a change, or before its deletion."""

    pgh_id = BigIntegerField(
        primary_key=True,
        db_default=Func(Value(ORDER), function="nextval", output_field=BigIntegerField()),
        help_text="Place in the one order of all changes.",
    )
    pgh_transaction = BigIntegerField(
        db_default=this_transaction(), help_text="Transaction; its lines are one change."
    )
    pgh_role = CharField(
        max_length=63,
        db_default=Func(
            function="SESSION_USER", template="%(function)s", output_field=CharField(max_length=63)
        ),
        help_text="Database role that made the change.",
    )

    class Meta:
        abstract = True


class OnlyAddedTo(pgtrigger.Trigger):
    """Refuses UPDATE, DELETE and TRUNCATE, but for what an erasure recorded in the same transaction deletes.

    It calls a function of its own, so that `pgtrigger.ignore` does not reach it.
    """

    name = "append_only"
    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate
    func = f"RAISE EXCEPTION '{REFUSE_CHANGE} is called instead';"

    def render_execute(self, model: models.Model) -> str:
        return REFUSE_CHANGE


class RefuseTruncate(pgtrigger.Trigger):
    """Refuses to empty a table of the desk at one stroke, which no trigger could record."""

    name = "refuse_truncate"
    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Truncate
    func = (
        "RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.'"
        " USING ERRCODE = 'restrict_violation';"
    )


class KeyStays(pgtrigger.Trigger):
    """Refuses to change a row's key or to give it to another entry: by these the history knows what a row is of."""

    name = "key_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = (
        "RAISE EXCEPTION 'An id is permanent, and a row stays with its entry: make a new row, and delete this one.'"
        " USING ERRCODE = 'restrict_violation';"
    )

    def __init__(self, *columns: str) -> None:
        super().__init__(condition=pgtrigger.AnyChange(*columns))
