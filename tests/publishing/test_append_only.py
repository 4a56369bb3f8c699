"""The database itself keeps the register append-only, whoever asks and whatever the application believes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from records.published import Published
from records.publishing.redact import redact

UNCITED = "2023-05-04-blinken-statement"

OTHER_VALUE = {
    "sequence": "sequence + 100000",
    "kind": "'figure2'",
    "slug": "'another'",
    "version": "version + 1",
    "action": "'redact'",
    "reason_class": "'error'",
    "replaced_by": "'another'",
    "content_hash": "'\\x00'",
    "entry_hash": "'\\x00'",
    "published_at": "published_at + interval '1 second'",
}


def run(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: Any) -> str:
    with pytest.raises((IntegrityError, InternalError)) as error:
        run(statement, *values)
    assert error.value.__cause__.sqlstate == "23001"
    return str(error.value)


@pytest.mark.parametrize("column", OTHER_VALUE)
def test_what_was_published_cannot_be_changed(column: str) -> None:
    said = refused(f"UPDATE records_published SET {column} = {OTHER_VALUE[column]} WHERE sequence = 1")
    assert "The register is append-only: what was published cannot be changed." in said


def test_every_column_is_frozen_or_accounted_for() -> None:
    columns = {column.name for column in Published._meta.fields}
    removable, closable = {"document", "nonce"}, {"superseded_at"}
    derived = {"period", "span", "sort_date", "count", "terms", "keys", "found_under"}
    derived |= {"cites", "search", "standing"}
    assert columns == set(OTHER_VALUE) | removable | closable | derived


@pytest.mark.parametrize(
    "statement", ["DELETE FROM records_published WHERE sequence = 1", "TRUNCATE records_published"]
)
def test_a_row_cannot_be_taken_away(statement: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    assert "The register is append-only" in refused(statement)


@pytest.mark.parametrize(
    "change",
    [
        "document = '{}'",
        "document = (document::text || ' ')::json",
        "nonce = '\\x00'",
        "document = '{}', nonce = '\\x00'",
    ],
)
def test_a_document_is_never_rewritten_not_even_by_a_blank(change: str) -> None:
    said = refused(f"UPDATE records_published SET {change} WHERE sequence = 1")
    assert "a document can be removed by a redaction, never rewritten" in said


def test_no_document_is_removed_without_a_tombstone() -> None:
    said = refused("UPDATE records_published SET document = NULL, nonce = NULL WHERE sequence = 1")
    assert "a redaction writes its tombstone first" in said


def test_a_removed_document_does_not_come_back() -> None:
    redact(entries=[("incident", UNCITED)], reason_class="safety")
    said = refused(
        f"UPDATE records_published SET document = '{{}}', nonce = '\\x00' WHERE slug = '{UNCITED}'"
    )
    assert "never rewritten" in said


def test_a_document_does_not_lose_its_nonce_alone() -> None:
    with pytest.raises(IntegrityError, match="document_and_nonce_go_together"):
        run("UPDATE records_published SET nonce = NULL WHERE sequence = 1")


@pytest.mark.parametrize("value", ["NULL", "now() + interval '1 day'"])
def test_a_superseded_version_stays_superseded(value: str) -> None:
    run("UPDATE records_published SET superseded_at = now() WHERE sequence = 1")
    said = refused(f"UPDATE records_published SET superseded_at = {value} WHERE sequence = 1")
    assert "a superseded version stays superseded" in said


def test_the_index_may_be_rewritten() -> None:
    run(
        "UPDATE records_published SET period = NULL, sort_date = '1900-01-01', count = NULL, terms = '{}', search = NULL"
        " WHERE sequence = 1"
    )
    assert Published.objects.get(pk=1).terms == []


def test_an_update_that_changes_nothing_is_no_change() -> None:
    run(
        "UPDATE records_published SET document = document, superseded_at = superseded_at, kind = kind WHERE sequence = 1"
    )


def next_row() -> Published:
    """A row that the log would take next, but for being a second version 1 of something."""
    row, last = Published.objects.get(pk=1), Published.objects.latest("sequence")
    row.sequence, row.published_at = last.sequence + 1, last.published_at + timedelta(seconds=1)
    return row


DUPLICATE = {"action": "withdraw", "reason_class": "duplicate", "document": None, "nonce": None}


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"action": "edit"}, "published_action_is_a_known_word"),
        ({"slug": "half", "reason_class": "whim"}, "published_reason_class_is_a_known_word"),
        ({"slug": "half", "replaced_by": "other"}, "only_a_withdrawn_duplicate_is_replaced_and_by_another"),
        (
            {"slug": "half", **DUPLICATE, "reason_class": "error", "replaced_by": "other"},
            "only_a_withdrawn_duplicate_is_replaced_and_by_another",
        ),
        (
            {"slug": "half", **DUPLICATE, "replaced_by": "half"},
            "only_a_withdrawn_duplicate_is_replaced_and_by_another",
        ),
        ({"version": 1}, "an_entry_has_each_version_once"),
        ({"version": 99}, "an_entry_has_one_current_version"),
        ({"slug": "half", "nonce": None}, "document_and_nonce_go_together"),
    ],
)
def test_a_row_that_breaks_the_log_is_not_written(columns: dict[str, Any], rule: str) -> None:
    row = next_row()
    for column, value in columns.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row.save(force_insert=True)


def test_a_row_fits_that_was_written_before_there_were_merges() -> None:
    """As a read node gets it from a writer that is upgraded after it."""
    row = next_row()
    run(
        "INSERT INTO records_published (sequence, kind, slug, version, action, reason_class, content_hash, entry_hash,"
        " published_at, span, sort_date, terms, cites, standing)"
        " VALUES (%s, 'incident', 'older', 1, 'withdraw', 'error', '', '', %s, 3, '0001-01-01', '{}', '{}', 0)",
        row.sequence,
        row.published_at,
    )
    assert Published.objects.get(slug="older").replaced_by == ""


@pytest.mark.parametrize(
    "columns", [{"sequence": 0}, {"sequence": 10**6}, {"published_at": datetime(2000, 1, 1, tzinfo=UTC)}]
)
def test_a_row_out_of_sequence_or_time_is_not_written(columns: dict[str, Any]) -> None:
    row = next_row()
    for column, value in {"slug": "new", **columns}.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError, match="the next sequence and a later time"), transaction.atomic():
        row.save(force_insert=True)


def test_a_version_is_not_superseded_before_it_was_published() -> None:
    said = refused("UPDATE records_published SET superseded_at = '1900-01-01' WHERE sequence = 1")
    assert "The register is append-only" in said
