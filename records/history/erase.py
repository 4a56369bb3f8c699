"""Erase: what the history keeps of one entry goes, where the law asks for it. The erasure itself is kept, for ever.

The entry stays as it is on the desk, and its history begins anew with that.
"""

import json

from django.db import connection, models, transaction

from records.history.erasure import Erasure
from records.history.states import lines_of
from records.history.tables import Watched, tables_of

BEGIN_ANEW = """
INSERT INTO {events} ({columns}, pgh_label, pgh_created_at, pgh_context)
SELECT {columns}, 'insert', now(), %s FROM {rows} WHERE {owner} = %s
"""
WHY = "as it stood when its history was erased"


@transaction.atomic
def erase(*, model: type[models.Model], kind: str, slug: str, by: str, reason: str) -> int:
    """Delete every line that the history has of an entry; return how many. Raises LookupError where there is none."""
    Erasure.objects.create(
        kind=kind, slug=slug, by=by, reason=reason
    )  # first: without it the database refuses
    list(model._default_manager.filter(pk=slug).select_for_update())
    tables = tables_of(model)
    erased = sum(lines_of(table, model, slug).delete()[0] for table in tables)
    if not erased:
        raise LookupError(f"The history has nothing of {kind}/{slug}.")
    for table in tables:
        _begin_anew(table, slug, by)
    return erased


def _begin_anew(table: Watched, slug: str, by: str) -> None:
    quote = connection.ops.quote_name
    columns = [str(table.events._meta.get_field(name).column) for name in table.columns]
    statement = BEGIN_ANEW.format(
        events=quote(table.events._meta.db_table),
        rows=quote(table.model._meta.db_table),
        columns=", ".join(map(quote, columns)),
        owner=quote(str(table.events._meta.get_field(table.owner).column)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps({"who": by, "why": WHY}), slug])
