"""Health: what the register's own server says. What read nodes say is in tests/e2e/test_read_nodes.py."""

from asking import get

from records.reading.moments import latest


def test_a_register_that_can_be_read_is_ready():
    assert get("/health/ready").json() == {"status": "ok", "sequence": latest()[0]}


def test_a_reader_of_the_desks_own_database_follows_nobody(settings):
    settings.IS_READER = True
    assert get("/health/ready").json()["replication"] is None
