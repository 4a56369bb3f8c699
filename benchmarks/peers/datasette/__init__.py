"""Datasette over an SQLite file of the incidents: how it is made, started and asked.

One table holds each document as JSON, beside the columns that are asked about; a second one who mediated; full text is
on title and summary. The file is served as immutable, which Datasette recommends for what does not change. `_where` is
used because `_through`, asked for together with the filter of a column, shares a parameter's name with it in 0.65 and
answers wrongly.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

from benchmarks.peer import Launch, Peer, Requests, Setting, get
from benchmarks.questions import PAGE, Page, Questions

TABLE = "/bench/incidents"
READ = """
    SELECT document::text FROM records_published
    WHERE kind = 'incident' AND superseded_at IS NULL AND document IS NOT NULL
"""
TABLES = """
    CREATE TABLE incidents (
        id TEXT PRIMARY KEY, title TEXT, summary TEXT, category TEXT, earliest TEXT, latest TEXT, document TEXT
    );
    CREATE TABLE mediators (incident TEXT REFERENCES incidents (id), actor TEXT, PRIMARY KEY (actor, incident));
"""
INSERT = """
    INSERT INTO incidents
    SELECT document ->> 'id', document ->> 'title', document ->> 'summary', document ->> 'category',
        document -> 'date' ->> 'earliest', document -> 'date' ->> 'latest', document
    FROM (SELECT ? AS document)
"""
INDEXES = """
    INSERT OR IGNORE INTO mediators
    SELECT incidents.id, item.value -> 'actor' ->> 'id' FROM incidents, json_each(document, '$.participants') AS item
    WHERE item.value ->> 'role' = 'mediator';
    CREATE INDEX by_date ON incidents (earliest DESC, id);
    CREATE INDEX by_incident ON mediators (incident);
    CREATE VIRTUAL TABLE incidents_fts USING fts5 (title, summary, content=incidents, tokenize='porter');
    INSERT INTO incidents_fts (incidents_fts) VALUES ('rebuild');
    ANALYZE;
    VACUUM;
"""
LEAN = {"_shape": "objects", "_json": "document", "_col": "document", "_nocount": "1", "_nofacet": "1"}


def launch(setting: Setting) -> Launch:
    program = setting.peers_program("datasette")
    path = setting.folder / "bench.db"
    with closing(setting.database.connect()) as connection:
        make(path, connection)
    options = ("--host", "127.0.0.1", "--port", str(setting.port))
    allowed = ("--setting", "max_returned_rows", "1000", "--setting", "suggest_facets", "off")
    return Launch([program, "serve", "--immutable", str(path), *options, *allowed])


def make(path: Path, connection: psycopg.Connection) -> None:
    """Write the file anew."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(TABLES)
        file.executemany(INSERT, connection.execute(READ))
        file.commit()
        file.executescript(INDEXES)


def requests(questions: Questions, port: int) -> Requests:
    return {
        "detail": [
            get(f"{TABLE}/{quote(slug)}.json?_shape=objects&_json=document") for slug in questions.ids
        ],
        "list": [_page(page) for page in questions.pages],
        "filter": [
            _list(
                _where=f"id in (select incident from mediators where actor = '{period.mediator}')",
                latest__gte=period.first,
                earliest__lte=period.last,
            )
            for period in questions.periods
        ],
        "search": [_list(_search=word) for word in questions.words],
        "deep": [_page(page) for page in questions.deep_pages],
    }


def _page(page: Page) -> bytes:
    """Datasette pages by key: `_next` is the value sorted by and the primary key of the row before."""
    if page.after_on_desk is None:
        return _list()
    day, slug = page.after_on_desk
    return _list(_next=f"{day},{slug}")


def _list(**parameters: str) -> bytes:
    return get(
        f"{TABLE}.json?{urlencode(LEAN | {'_sort_desc': 'earliest', '_size': str(PAGE)} | parameters)}"
    )


PEER = Peer(
    name="Datasette (SQLite)",
    launch=launch,
    requests=requests,
    ready=_list(_size="1"),
    export=get(f"{TABLE}.csv?_stream=on&_col=document&_header=off"),
    export_line=b'}"\r\n',
)
