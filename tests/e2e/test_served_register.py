"""The whole road: `manage.py serve` from nothing, real HTTP, the reading role, and the pages in a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from loaded import environment_of
from served import ROOT, Served, free_port, served

from config.bodies import GRACE
from config.embedded.cluster import DATABASE, OWNER, READER, Cluster

CHROMIUM = "/usr/bin/chromium"
SANDBOXED_BY_US = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("served") / "var"
    made.mkdir()
    yield made
    Cluster.below(made).remove()
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def register(data_dir: Path) -> Iterator[Served]:
    with served(data_dir) as running:
        yield running


# Questions


def test_it_says_who_mediated_the_release_of_17_and_where_that_stands(register: Served) -> None:
    [release] = register.ask(
        "/api/v1/prisoner-releases/?mediator=united-states&date_from=2022-10&date_to=2022-10"
    )["results"]
    assert release["count"]["low"] == 17
    assert {proof["paragraph"] for proof in release["evidence"]} >= {1, 3, 7}


def test_it_sets_disputed_claims_side_by_side(register: Served) -> None:
    answer = register.ask("/api/v1/measures/armenians-held-by-azerbaijan/claims/")
    assert (answer["disputed"], answer["range"]) == (True, {"low": 33, "high": 200})


def test_it_finds_a_name_in_another_spelling(register: Served) -> None:
    assert register.ask("/api/v1/records/?search=Mirzoyan&ordering=relevance")["count"] >= 1


FORMS = [
    "ordering=date",
    "ordering=-published_at",
    "ordering=relevance&search=armenia",
    "search=armenia&actor=armenia,azerbaijan&actor=azerbaijan&status=completed,reported&contested=false&kind=incident",
    "date_from=2020&date_to=2023-05&date_match=certain",
    "date_to=2021&country=AM",
    "as_of=60&count=exact",
    "as_of=1990-01-01",
    "changed_since=2020-01-01T00:00:00%2B04:00",
    "count_min=10",
    "count_min=0&count_max=10000000000",
]


@pytest.mark.parametrize("query", FORMS)
def test_the_reading_connection_can_bind_and_page_every_form_of_question(
    register: Served, query: str
) -> None:
    following: str | None = f"/api/v1/records/?page_size=9&{query}"
    seen: list[str] = []
    while following:
        answer = register.ask(following)
        seen += [found["id"] for found in answer["results"]]
        following = answer["next"]
    assert len(seen) == len(set(seen)) == answer["count"]


@pytest.mark.parametrize("path", ["versions/", "versions/1/", "?as_of=100", ""])
def test_the_reading_connection_can_read_an_entry(register: Served, path: str) -> None:
    assert register.ask(f"/api/v1/actors/armenia/{path}")["id"] == "armenia"


def test_a_tag_that_still_holds_is_answered_with_304(register: Served) -> None:
    status, headers, body = register.get("/api/v1/records/")
    assert status == 200
    status, again, body = register.get("/api/v1/records/", **{"If-None-Match": headers["etag"]})
    assert (status, body, again["etag"]) == (304, b"", headers["etag"])


def test_errors_are_problems_over_the_wire(register: Served) -> None:
    for path, expected in (
        ("/api/v1/records/?colour=1", 400),
        ("/api/v1/x/", 404),
        ("/api/v1/records/?search=%00", 400),
    ):
        status, headers, _ = register.get(path)
        assert (status, headers["content-type"]) == (expected, "application/problem+json")


# The reading role


@pytest.fixture
def reader(register: Served) -> Iterator[psycopg.Connection]:
    sockets = Cluster.below(register.data_dir).sockets
    with psycopg.connect(host=str(sockets), user=READER, dbname=DATABASE, autocommit=True) as connection:
        yield connection


def test_the_reading_role_reads_the_register(reader: psycopg.Connection) -> None:
    row = reader.execute("SELECT count(*) FROM records_published").fetchone()
    assert row is not None
    assert row[0] > 100


def test_the_reading_role_may_read_no_other_table(register: Served, reader: psycopg.Connection) -> None:
    sockets = Cluster.below(register.data_dir).sockets
    with psycopg.connect(host=str(sockets), user=OWNER, dbname=DATABASE) as owner:
        found = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    private = sorted(name for (name,) in found if name not in ("records_published", "records_segment"))
    assert {"auth_user", "records_actor", "records_record", "django_session"} <= set(private)
    for table in private:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(psycopg.sql.SQL("SELECT 1 FROM {}").format(psycopg.sql.Identifier(table)))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO records_published SELECT * FROM records_published LIMIT 1",
        "UPDATE records_published SET version = 9",
        "DELETE FROM records_published",
        "TRUNCATE records_published",
        "CREATE TABLE mine (a int)",
        "ALTER TABLE records_published DISABLE TRIGGER ALL",
        "COPY records_published TO PROGRAM 'cat'",
    ],
)
def test_the_reading_role_writes_nothing(reader: psycopg.Connection, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
        reader.execute(statement)


# The pages

in_a_browser = pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="there is no chromium")


class Watched:
    """A page that notes what its policy forbade, what failed, and every host it asked."""

    def __init__(self, page: Any) -> None:
        self.page, self.hosts, self.complaints = page, set(), []
        page.on(
            "request",
            lambda request: self.hosts.add(request.url.split("/")[2]) if "://" in request.url else None,
        )
        page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=SANDBOXED_BY_US)
        yield running
        running.close()


@pytest.fixture(params=["light", "narrow"])
def watched(request: pytest.FixtureRequest, browser: Any) -> Iterator[Watched]:
    """A page in a context of its own."""
    size = {"width": 390, "height": 844} if request.param == "narrow" else {"width": 1280, "height": 900}
    page = browser.new_page(viewport=size)
    yield Watched(page)
    page.close()


def keep(watched: Watched, name: str) -> None:
    """A picture to look at, where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        width = watched.page.viewport_size["width"]
        watched.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=name == "home")


@in_a_browser
def test_the_documentation_renders_and_executes_under_its_policy_without_another_host(
    register: Served, watched: Watched
) -> None:
    page = watched.page
    page.goto(f"{register.address}/api/docs/")
    page.wait_for_selector(".opblock", timeout=90_000)
    assert page.locator(".opblock").count() >= 40
    keep(watched, "docs")
    operation = page.locator("#operations-collections-list_collections")
    operation.locator(".opblock-summary").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    live = operation.locator(".live-responses-table .response-col_description").last
    live.locator("text=missing-person-talks").first.wait_for(timeout=90_000)
    live.scroll_into_view_if_needed()
    keep(watched, "docs-executed")
    assert watched.complaints == []
    assert watched.hosts == {f"127.0.0.1:{register.port}"}


@in_a_browser
def test_the_front_page_renders_and_fits_its_window(register: Served, watched: Watched) -> None:
    watched.page.goto(f"{register.address}/")
    keep(watched, "home")
    assert watched.page.get_by_role("heading", name="Whereabouts").is_visible()
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.page.get_by_role("link", name="prisoner-releases").is_visible()
    assert watched.complaints == []
    assert watched.hosts == {f"127.0.0.1:{register.port}"}


@pytest.mark.parametrize("path", ["/admin/login/", "/api/v1/reconcile/"])
def test_forms_that_never_arrive_stop_nobody_who_reads(register: Served, path: str) -> None:
    half = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{register.port}\r\nContent-Length: 1000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=a"
    )
    with ExitStack() as open_connections:
        for _ in range(40):
            sender = open_connections.enter_context(socket.create_connection(("127.0.0.1", register.port)))
            sender.sendall(half.encode())
        began = time.monotonic()
        for _ in range(3):
            register.ask("/api/v1/records/?page_size=1")
        assert time.monotonic() - began < GRACE  # whoever is behind a sender waits that long


# A second start; last, for it stops the first


def test_a_second_start_serves_what_the_first_published(register: Served) -> None:
    before = register.ask("/api/v1/records/?page_size=200")
    password = (register.data_dir / "admin-password").read_text()
    register.process.terminate()
    register.process.wait(30)
    with served(register.data_dir) as again:
        assert again.ask("/api/v1/records/?page_size=200") == before
        assert (again.data_dir / "admin-password").read_text() == password
        assert again.took < max(10, register.took)


# How it ends

NOT_UNDER_NOHUP = pytest.mark.skipif(
    signal.getsignal(signal.SIGHUP) == signal.SIG_IGN, reason="nohup is told to go on"
)


@NOT_UNDER_NOHUP
def test_it_ends_with_its_terminal(register: Served) -> None:
    with served(register.data_dir) as again:
        again.process.send_signal(signal.SIGHUP)
        assert again.process.wait(30) == 0
    assert not Cluster.below(register.data_dir).answers()


@pytest.mark.parametrize("how", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=NOT_UNDER_NOHUP)])
def test_a_first_start_that_is_ended_leaves_no_database_running(tmp_path: Path, how: signal.Signals) -> None:
    environment = environment_of(tmp_path) | {"PORT": str(free_port())}
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"Preparing the database ...\n"
        process.send_signal(how)
        assert process.wait(30) == 128 + how
    assert not Cluster.below(tmp_path).answers()
