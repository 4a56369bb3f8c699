"""Fill the desk's tables with the invented documents, by COPY: what the peers read.

Columns are taken from the models, so a column that is added later gets its default here. `EXTRAS` is what a careful
developer would add for the questions that are asked; the project's own desk does without, because only editors read it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from benchmarks.batches import in_batches
from benchmarks.synthetic import Records, cited_documents, make_world

BATCH = 2_000  # documents whose rows are held in memory
NOW = datetime(2024, 1, 1, tzinfo=UTC)
EDITORIAL = {
    "state": "published",
    "sensitivity": "low",
    "created_by": "benchmark",
    "edited_by": "benchmark",
    "created_at": NOW,
    "edited_at": NOW,
}

# The lists of a document that are rows of their own: the model, and its column that names the document.
ROW_LISTS = {
    "participants": ("Participation", "record"),
    "places": ("Placing", "record"),
    "outcomes": ("Outcome", "record"),
    "related": ("Relation", "record"),
    "evidence": ("Evidence", "record"),
    "casualties": ("Casualty", "incident"),
    "legs": ("Leg", "release"),
    "names": ("PlaceName", "place"),
}
# Columns that are called otherwise in a document.
IN_DOCUMENT = {"from_actor": "from", "to_actor": "to", "other": "record"}
DATES = {"date": "edtf", "date_note": "note", "earliest": "earliest", "latest": "latest"}

WORDS = "to_tsvector('english', title || ' ' || summary)"
EXTRAS = (
    # newest first, for all records and for the records of a kind
    "CREATE INDEX bench_by_date ON records_record (earliest DESC, id DESC)",
    "CREATE INDEX bench_by_kind_and_date ON records_record (kind, earliest DESC, id DESC)",
    "CREATE INDEX bench_by_last_day ON records_record (latest)",
    # who mediated
    "CREATE INDEX bench_by_actor_in_role ON records_participation (actor_id, role, record_id)",
    # full text as the documentation of Django, SQLAlchemy and PostgreSQL advises once it has to be quick: a stored column
    f"ALTER TABLE records_record ADD COLUMN bench_words tsvector GENERATED ALWAYS AS ({WORDS}) STORED",
    "CREATE INDEX bench_by_word ON records_record USING gin (bench_words)",
)

Rows = dict[Any, list[dict[str, Any]]]


def fill(connection: psycopg.Connection, *, records: int) -> None:
    """Put so many invented records, and what they cite, into empty desk tables. The caller commits."""
    for batch in in_batches(_documents(records), BATCH):
        rows: Rows = defaultdict(list)
        for document in batch:
            _add(rows, document)
        for model in sorted(rows, key=_parents_first):
            _copy(connection, model, rows[model])
    connection.execute(
        "SET CONSTRAINTS ALL IMMEDIATE"
    )  # references are checked here, so that tables may be changed
    for statement in EXTRAS:
        connection.execute(statement)


def _documents(records: int) -> Iterator[dict[str, Any]]:
    world = make_world(records)
    yield from cited_documents(world)
    invented = Records(world)
    for number in range(records):
        yield invented.document(number)


def _add(rows: Rows, document: dict[str, Any]) -> None:
    """The row of a document, that of its kind, and those of its lists."""
    from records.kinds import KINDS
    from records.kinds.base.record import Record

    kind = KINDS[document["kind"]]
    flat = EDITORIAL | document | _date_columns(document.get(kind.date or ""))
    if kind.is_record:
        rows[Record].append(_row(Record, flat))
        flat |= {"record_ptr": {"id": document["id"]}}
    rows[kind.model].append(_row(kind.model, flat))
    for name in ROW_LISTS.keys() & document.keys():
        _add_list(rows, name, document)


def _add_list(rows: Rows, name: str, document: dict[str, Any]) -> None:
    from django.apps import apps

    model_name, owner = ROW_LISTS[name]
    model = apps.get_model("records", model_name)
    for position, item in enumerate(document[name]):
        given = {"place": item} if name == "places" else item
        rows[model].append(_row(model, given | {owner: {"id": document["id"]}, "position": position}))


def _date_columns(when: dict[str, Any] | None) -> dict[str, Any]:
    days = {"earliest", "latest"}
    read = {column: (when or {}).get(key) for column, key in DATES.items()}
    return {key: date.fromisoformat(said) if said and key in days else said for key, said in read.items()}


def _row(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {field.column: _value(field, given) for field in _written(model)}


def _written(model: Any) -> list[Any]:
    """The model's own columns, without numbers that the database hands out."""
    from django.db.models import AutoField

    fields = model._meta.local_concrete_fields
    return [
        field for field in fields if not isinstance(field, AutoField) and "Auto" not in type(field).__name__
    ]


def _value(field: Any, given: dict[str, Any]) -> Any:
    value = given.get(IN_DOCUMENT.get(field.name, field.name))
    if value is None:
        return None if field.null else field.get_default()
    if field.is_relation:
        return value["id"]
    return Jsonb(value) if field.get_internal_type() == "JSONField" else value


def _copy(connection: psycopg.Connection, model: Any, rows: list[dict[str, Any]]) -> None:
    columns = [field.column for field in _written(model)]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])


def _parents_first(model: Any) -> bool:
    """Tables of things before tables of their lists and children; within a transaction the rest may come in any order."""
    return "id" not in {field.name for field in model._meta.local_concrete_fields if not field.auto_created}
