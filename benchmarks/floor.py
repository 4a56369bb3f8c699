"""The floor: what this server and this database can do at the most when nothing stands between them.

A bare WSGI function that runs one prepared SQL statement over the register and joins bytes. It checks nothing, knows no
parameters but the ones below, and builds no envelope. Its statements are the obvious ones; for filters and search a better
plan may beat them.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import psycopg
from psycopg.abc import AdaptContext, Buffer

TAG = '"floor"'
PAGE = 50

CURRENT = "FROM records_published WHERE superseded_at IS NULL AND document IS NOT NULL"
OF_KIND = f"SELECT document {CURRENT} AND kind = 'incident'"
IN_ORDER = f"ORDER BY sort_date DESC, slug DESC LIMIT {PAGE}"
EVERYTHING = f"SELECT document {CURRENT} AND kind = ANY (%(kinds)s)"
RECORD_KINDS = ["incident", "figure", "negotiation-round", "prisoner-release", "missing-person-talk"]

# By the names of the parameters asked with; none for a detail, which is asked for by its path.
STATEMENTS = {
    (): f"{OF_KIND} {IN_ORDER}",
    ("slug",): f"{OF_KIND} AND slug = %(slug)s",
    ("after_date", "after_slug"): (
        f"{OF_KIND} AND (sort_date, slug) < (%(after_date)s::date, %(after_slug)s) {IN_ORDER}"
    ),
    ("date_from", "date_to", "term"): (
        f"{OF_KIND} AND terms && ARRAY[%(term)s::text] "
        f"AND period && daterange(%(date_from)s::date, %(date_to)s::date, '[]') {IN_ORDER}"
    ),
    ("search",): f"{OF_KIND} AND search @@ websearch_to_tsquery('english', %(search)s) {IN_ORDER}",
}

Start = Callable[[str, list[tuple[str, str]]], Any]


class AsBytes(psycopg.adapt.Loader):
    """A JSON column as the bytes that are stored."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def connect() -> psycopg.Connection:
    """One connection for good, whose statements are prepared on the server from their first use."""
    connection = psycopg.connect(
        os.environ["REGISTER_DATABASE_URL"],
        autocommit=True,
        prepare_threshold=0,
        cursor_factory=psycopg.Cursor,
    )
    _read_as_bytes(connection)
    return connection


def _read_as_bytes(context: AdaptContext) -> None:
    context.adapters.register_loader("json", AsBytes)  # type: ignore[union-attr]


CONNECTION = connect() if "REGISTER_DATABASE_URL" in os.environ else None


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """`/incidents/<id>/`, `/incidents/?…` and `/export`."""
    if environ.get("HTTP_IF_NONE_MATCH") == TAG:
        start_response("304 Not Modified", [("ETag", TAG)])
        return []
    path = environ["PATH_INFO"]
    if path == "/export":
        start_response("200 OK", [("Content-Type", "application/x-ndjson")])
        return _everything()
    slug = path[len("/incidents/") : -1]
    asked = {"slug": slug} if slug else dict(parse_qsl(environ["QUERY_STRING"]))
    documents = [row[0] for row in _connection().execute(STATEMENTS[tuple(sorted(asked))], asked)]
    body = documents[0] if slug else b'{"results":[' + b",".join(documents) + b"]}"
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("ETag", TAG)]
    start_response("200 OK", headers)
    return [body]


def _connection() -> psycopg.Connection:
    if CONNECTION is None:
        raise RuntimeError("set REGISTER_DATABASE_URL")
    return CONNECTION


def _everything() -> Iterator[bytes]:
    """Every current record, a line each, a thousand at a time."""
    with _connection().transaction(), _connection().cursor("export") as cursor:
        cursor.execute(EVERYTHING, {"kinds": RECORD_KINDS})
        while rows := cursor.fetchmany(1_000):
            yield b"".join(row[0] + b"\n" for row in rows)
