"""A writer and two read nodes, three PostgreSQL servers, set up and served as docs/operations.md says.

What is published on the writer arrives on the nodes, what is redacted there is gone from their tables, and a node that was
killed catches up while the publisher waits for nobody. No test depends on how long anything takes.
"""

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from database_servers import (
    PASSWORD,
    REPLICATION,
    SECRET,
    SUPERUSER,
    DatabaseServer,
    as_reader,
    follow,
    make_node,
    make_servers,
    make_writer,
    sql_blocks,
    wait_for,
)
from served import Served, served

from config.embedded.cluster import OWNER, READER
from records.published import Published
from records.publishing.log import content_hash, entry_hash

COLUMNS = ", ".join(
    f"{field.column}::text" if field.column == "document" else field.column
    for field in Published._meta.local_fields
)
QUESTIONS = [
    "/api/v1/",
    "/api/v1/records/",
    "/api/v1/records/?page_size=9&search=armenia&ordering=relevance",
    "/api/v1/records/?as_of=60&count=exact&actor=armenia",
    "/api/v1/prisoner-releases/?mediator=united-states&date_from=2022-10&date_to=2022-10",
    "/api/v1/measures/armenians-held-by-azerbaijan/claims/",
    "/api/v1/actors/armenia/",
    "/api/v1/actors/armenia/versions/",
    "/api/v1/changes/?after=0&page_size=200",
    "/api/docs/",
    "/api/schema/",
    "/health/live",
    "/api/v1/records/?colour=1",
    "/api/v1/figures/nothing/",
    "/api/v1/nothing/",
    "/nothing/",
]
CATALOGUE = {
    "columns": "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attstorage, attcompression,"
    " pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attrelid = 'records_published'::regclass AND attnum > 0 AND NOT attisdropped",
    "indexes": "SELECT replace(pg_get_indexdef(indexrelid), $$fastupdate='on'$$, $$fastupdate=off$$)"
    " FROM pg_index WHERE indrelid = 'records_published'::regclass",  # the difference is tested below
    "constraints": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = 'records_published'::regclass",
    "triggers": "SELECT pg_get_triggerdef(oid), tgenabled, pg_get_functiondef(tgfoid) FROM pg_trigger"
    " WHERE tgrelid = 'records_published'::regclass AND NOT tgisinternal",
    "segments": "SELECT attname, format_type(atttypid, atttypmod), attcollation, attnotnull, pg_get_indexdef(indexrelid),"
    " has_table_privilege('whereabouts_reader', attrelid, 'SELECT')"
    " FROM pg_attribute JOIN pg_index ON indrelid = attrelid"
    " WHERE attrelid = 'records_segment'::regclass AND attnum > 0",
    "options": "SELECT reloptions, relreplident FROM pg_class WHERE oid = 'records_published'::regclass",
    "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    " AND starts_with(proname, 'records_published')",  # the others guard and watch the desk
    "grants": "SELECT grantee, privilege_type FROM information_schema.table_privileges"
    " WHERE table_name = 'records_published' AND grantee = 'whereabouts_reader'",
}

SMALL_SEGMENTS = """
CREATE OR REPLACE FUNCTION records_published_fill_segment() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
AS 'BEGIN PERFORM records_published_make_segments(16, 8); RETURN NULL; END';
CREATE OR REPLACE TRIGGER fill_segment AFTER INSERT ON records_published
    FOR EACH ROW WHEN (NEW.sequence % 8 = 0) EXECUTE FUNCTION records_published_fill_segment();
ALTER TABLE records_published ENABLE ALWAYS TRIGGER fill_segment;
"""


@dataclass
class Node:
    database: DatabaseServer
    server: Served

    def sequence(self) -> int:
        return int(self.server.ask("/health/ready")["sequence"])

    def noticed(self) -> int:
        """The sequence that its worker answers from, which may be half a second old."""
        return int(self.server.ask("/api/v1/figures/?page_size=1")["sequence"])

    def replication(self) -> dict[str, Any]:
        found: dict[str, Any] = self.server.ask("/health/ready")["replication"]
        return found


@dataclass
class Register:
    writer: Node
    nodes: list[Node]

    def wait_for_nodes(self) -> None:
        reached = self.writer.sequence()
        for node in (self.writer, *self.nodes):
            wait_for(lambda node=node: node.noticed() == reached)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("nodes")
    with ExitStack() as stack:
        writer, *nodes = made = make_servers(folder, "writer", "north", "south")
        for server in made:
            stack.callback(server.remove)
        make_writer(writer)
        with ThreadPoolExecutor() as pool:
            desk = pool.submit(start, stack, writer)
            readers = list(pool.map(lambda node: start_node(stack, node, writer), nodes))
        yield Register(desk.result(), readers)


def start_node(stack: ExitStack, database: DatabaseServer, writer: DatabaseServer) -> Node:
    make_node(database, writer)
    return start(stack, database, **as_reader(database))


def start(stack: ExitStack, server: DatabaseServer, **settings: str) -> Node:
    where = {"DATABASE_URL": server.url(), "SECRET_KEY": SECRET} | settings
    return Node(server, stack.enter_context(served(server.folder, **where)))


@pytest.fixture
def north(register: Register) -> Node:
    return register.nodes[0]


@pytest.fixture
def south(register: Register) -> Node:
    return register.nodes[1]


# What a node holds


def test_a_node_holds_the_register_and_nothing_else(north: Node) -> None:
    found = north.database.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    assert found == [("django_migrations",), ("records_published",), ("records_segment",)]


@pytest.mark.parametrize("part", CATALOGUE)
def test_its_table_is_the_writers(register: Register, north: Node, part: str) -> None:
    asked = CATALOGUE[part]
    here, there = (sorted(map(repr, each.database.sql(asked))) for each in (north, register.writer))
    assert here == there
    assert here


def test_a_node_sorts_each_row_into_its_indexes_as_it_comes(register: Register, north: Node) -> None:
    waits = "SELECT relname FROM pg_class WHERE 'fastupdate=on' = ANY (reloptions)"
    assert register.writer.database.sql(waits) == [("looked_up",)]
    assert north.database.sql(waits) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_its_answers_are_the_writers_to_the_byte(register: Register, question: str) -> None:
    status, headers, body = register.writer.server.get(question)
    for node in register.nodes:
        found = node.server.get(question)
        assert (found[0], found[2]) == (status, body)
        assert [found[1].get(name) for name in ("content-type", "etag")] == [
            headers.get(name) for name in ("content-type", "etag")
        ]


def test_it_has_no_desk(register: Register, north: Node) -> None:
    assert register.writer.server.get("/admin/login/")[0] == 200
    assert b"/admin/" not in north.server.get("/")[2]
    assert {north.server.get(path)[0] for path in ("/admin/", "/admin/login/")} == {404}


def test_its_entries_count_from_one_and_every_hash_recomputes(register: Register) -> None:
    register.wait_for_nodes()
    for node in register.nodes:
        found = node.database.sql(f"SELECT {COLUMNS} FROM records_published ORDER BY sequence", role=READER)
        rows = [Published(*values) for values in found]
        assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
        assert all(entry_hash(row) == row.entry_hash for row in rows)
        said = [row for row in rows if row.document is not None]
        assert len(said) > 100
        assert all(content_hash(row.nonce, row.document.encode()) == row.content_hash for row in said)


# Who may change it


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO records_published SELECT * FROM records_published LIMIT 1",
        "UPDATE records_published SET version = 9",
        "DELETE FROM records_published",
        "TRUNCATE records_published",
        "DELETE FROM records_segment",
        "SELECT * FROM django_migrations",
        "SELECT subconninfo FROM pg_subscription",
    ],
)
def test_the_readers_role_may_read_the_register_alone(north: Node, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        north.database.sql(statement, role=READER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_published SET document = '{}' WHERE sequence = 1",
        "UPDATE records_published SET kind = 'x' WHERE sequence = 1",
        "DELETE FROM records_published WHERE sequence = 1",
        "TRUNCATE records_published",
    ],
)
def test_its_owner_is_refused_by_the_table_itself(north: Node, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation):
        north.database.sql(statement, role=OWNER)


def test_the_replication_role_may_read_one_table_of_the_writer(register: Register) -> None:
    asked = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        f" AND has_table_privilege('{REPLICATION}', oid, 'SELECT')"
    )
    assert register.writer.database.sql(asked) == [("records_published",)]


# What arrives


def change_title(register: Register, entry: str, title: str) -> None:
    register.writer.database.sql(f"UPDATE records_record SET title = '{title}' WHERE id = '{entry}'")
    register.writer.database.manage("publish", entry)


def test_a_revision_arrives(register: Register) -> None:
    change_title(register, "2020-war", "A title that was revised")
    register.wait_for_nodes()
    for node in register.nodes:
        found = node.server.ask("/api/v1/incidents/2020-war/")
        assert (found["version"], found["title"]) == (2, "A title that was revised")
        assert node.server.ask("/api/v1/incidents/2020-war/versions/1/")["version"] == 1


def test_a_withdrawal_and_a_publication_after_it_arrive(register: Register) -> None:
    address, entry = "/api/v1/incidents/1994-ceasefire/", "1994-ceasefire"
    before = register.nodes[0].server.ask(address)
    register.writer.database.manage("withdraw", entry, "--reason-class", "error")
    register.wait_for_nodes()
    for node in register.nodes:
        status, _, body = node.server.get(address)
        assert (status, json.loads(body)["reason_class"]) == (410, "error")
    register.writer.database.manage("publish", entry)
    register.wait_for_nodes()
    for node in register.nodes:
        assert node.server.ask(address)["title"] == before["title"]


def test_a_merge_arrives(register: Register) -> None:
    duplicate, stays = "thousands-of-armenians-searching-for-missing", "2020-war-soldiers-killed"
    register.writer.database.manage("merge", duplicate, "--into", stays)
    register.wait_for_nodes()
    for node in register.nodes:
        status, headers, _ = node.server.get(f"/api/v1/figures/{duplicate}/?format=json")
        assert (status, headers["location"]) == (308, f"/api/v1/figures/{stays}/?format=json")
        (tombstone,) = node.server.ask("/api/v1/changes/?reason_class=duplicate")["results"]
        assert (tombstone["id"], tombstone["replaced_by"]) == (duplicate, stays)


def test_a_redacted_text_is_gone_from_the_tables_of_the_nodes(register: Register) -> None:
    entry, marker = "2023-05-33-confirmed-prisoners", "Zanzibarian"
    held = f"SELECT count(*) FROM records_published AS entry WHERE entry::text ILIKE '%{marker[:7]}%'"
    change_title(register, entry, f"A title with a {marker} word")
    register.wait_for_nodes()
    assert [node.database.one(held) for node in register.nodes] == [1, 1]
    register.writer.database.manage("redact", entry, "--reason-class", "safety")
    register.wait_for_nodes()
    texts = f"SELECT count(*) FROM records_published WHERE slug = '{entry}' AND (document IS NOT NULL OR nonce IS NOT NULL)"
    for node in register.nodes:
        assert (node.database.one(held), node.database.one(texts)) == (0, 0)
        assert node.server.get(f"/api/v1/figures/{entry}/versions/1/")[0] == 410


def test_a_node_makes_its_own_segments_and_mends_them(register: Register) -> None:
    """Of eight rows here, so that a few publications fill one. What a text had is gone from them with it."""
    servers = [each.database for each in (register.writer, *register.nodes)]
    for server in servers:
        with psycopg.connect(server.url()) as connection:
            connection.execute(SMALL_SEGMENTS)
    for number in range(9):
        change_title(register, "2020-war-soldiers-killed", f"A title with an Atlantean word, {number}")
    register.wait_for_nodes()
    made, held = (
        "SELECT * FROM records_segment ORDER BY word, first",
        "SELECT count(*) FROM records_segment WHERE word ~ '^=atl'",
    )
    writers, *others = (server.sql(made) for server in servers)
    assert others == [writers, writers]
    assert all(server.one(held) for server in servers)
    register.writer.database.manage("redact", "2020-war-soldiers-killed", "--reason-class", "safety")
    register.wait_for_nodes()
    writers, *others = (server.sql(made) for server in servers)
    assert others == [writers, writers]
    assert [server.one(held) for server in servers] == [0, 0, 0]


def test_a_killed_node_catches_up_and_the_publisher_does_not_wait(register: Register, south: Node) -> None:
    south.database.kill()
    change_title(register, "2020-war", "Published while a node was away")
    wait_for(lambda: "not connected" in register.writer.database.manage("replication", "status"))
    with suppress(http.client.HTTPException, OSError):
        assert south.server.get("/health/ready")[0] in (200, 503)
    south.database.cluster.ensure_running()
    wait_for(lambda: south.server.get("/health/ready")[0] == 200)
    register.wait_for_nodes()
    assert south.server.ask("/api/v1/incidents/2020-war/")["title"] == "Published while a node was away"


# How far behind


def test_the_writer_says_nothing_of_replication(register: Register) -> None:
    assert register.writer.server.ask("/health/ready").keys() == {"status", "sequence"}


def test_a_node_says_how_far_behind_it_is(north: Node) -> None:
    wait_for(lambda: north.replication()["state"] == "receiving")
    assert north.replication().keys() == {"state", "received_at", "lag_seconds"}
    assert north.replication()["lag_seconds"] < 120
    assert "receiving" in north.database.manage("replication", "status")


def test_a_node_that_follows_no_more_answers_and_says_so(north: Node) -> None:
    north.database.sql("ALTER SUBSCRIPTION whereabouts_north DISABLE")
    wait_for(lambda: north.replication()["state"] == "disabled")
    before = north.replication()
    wait_for(lambda: north.replication()["lag_seconds"] > before["lag_seconds"])
    assert north.server.get("/api/v1/records/")[0] == 200
    north.database.sql("ALTER SUBSCRIPTION whereabouts_north ENABLE")
    wait_for(lambda: north.replication()["state"] == "receiving")


def test_a_node_that_cannot_write_an_entry_says_so(register: Register, north: Node) -> None:
    blocked = "ALTER TABLE records_published ADD CONSTRAINT nothing_new CHECK (sequence < 1) NOT VALID"
    north.database.sql(blocked)
    change_title(register, "2020-war", "An entry that a node cannot take")
    wait_for(lambda: north.replication()["state"] == "stopped")
    assert north.server.get("/api/v1/incidents/2020-war/")[0] == 200
    north.database.sql("ALTER TABLE records_published DROP CONSTRAINT nothing_new")
    register.wait_for_nodes()


# The commands, run again and run wrongly


def test_subscribing_again_changes_nothing(register: Register, north: Node) -> None:
    count = north.database.one("SELECT count(*) FROM records_published")
    assert f"has {count} entries" in follow(north.database, register.writer.database)
    assert north.database.one("SELECT count(*) FROM pg_subscription") == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"postgresql://{REPLICATION}:{PASSWORD}@/whereabouts?host=%2Fnowhere", "cannot be reached"),
        (f"postgresql://{REPLICATION}:{PASSWORD}%zz@host/whereabouts", "cannot be read"),
        (f"mysql://{REPLICATION}:{PASSWORD}@host/whereabouts", "cannot be read"),
    ],
)
def test_an_address_that_does_not_work_is_not_repeated(north: Node, address: str, said: str) -> None:
    failed, told = north.database.try_manage("replication", "subscribe", address)
    assert failed
    assert said in told
    assert PASSWORD not in told


def test_a_desk_is_not_made_into_a_node_nor_a_node_into_a_desk(register: Register, north: Node) -> None:
    address = register.writer.database.url(role=REPLICATION, password=PASSWORD)
    _, said = register.writer.database.try_manage("replication", "subscribe", address)
    assert "A node starts in an empty database of its own" in said
    assert "set WHEREABOUTS_ROLE=reader" in north.database.run("serve", PORT="65000").stderr


def test_a_node_that_lost_its_place_starts_again_as_the_page_says(register: Register, south: Node) -> None:
    writer = register.writer.database
    lose_the_place(writer, south.database)
    assert "whereabouts_south: lost" in writer.manage("replication", "status")
    wait_for(lambda: south.replication()["state"] == "stopped")
    here, elsewhere, there = (text.replace("north", "south") for text in sql_blocks("How far behind it is"))
    south.database.sql(here)
    south.database.sql(elsewhere, role=SUPERUSER, database="postgres")
    writer.sql(there, role=SUPERUSER)
    follow(south.database, writer)
    register.wait_for_nodes()


def lose_the_place(writer: DatabaseServer, node: DatabaseServer) -> None:
    """Let the writer's log grow past what is kept for a node that is away."""
    node.sql("ALTER SUBSCRIPTION whereabouts_south DISABLE")
    wait_for(
        lambda: (
            not writer.one(
                "SELECT bool_or(active) FROM pg_replication_slots WHERE slot_name = 'whereabouts_south'"
            )
        )
    )
    kept = writer.one("SHOW max_slot_wal_keep_size")
    writer.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'; SELECT pg_reload_conf()", role=SUPERUSER)
    for _ in range(4):
        writer.sql("SELECT pg_logical_emit_message(false, '', ''); SELECT pg_switch_wal()", role=SUPERUSER)
    writer.sql("CHECKPOINT", role=SUPERUSER)
    writer.sql(f"ALTER SYSTEM SET max_slot_wal_keep_size = '{kept}'; SELECT pg_reload_conf()", role=SUPERUSER)
    node.sql("ALTER SUBSCRIPTION whereabouts_south ENABLE")


def test_the_password_is_in_no_log(register: Register, tmp_path_factory: pytest.TempPathFactory) -> None:
    servers = [register.writer, *register.nodes]
    logs = [log for each in servers for log in each.database.cluster.home.glob("log*")]
    logs.append(register.writer.database.folder.parent / "served.log")
    assert len(logs) > len(servers)
    assert [log for log in logs if PASSWORD in log.read_text(errors="replace")] == []
