"""PostGraphile over the desk's tables: how it is started and asked. Its own process is `server.mjs`.

It generates its schema from the tables; lists are asked for with its cursors, filters with its filter plugin, and full text
with a function in the database, which is how its documentation does what cannot be generated.
"""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.database import NAME
from benchmarks.http1 import ask
from benchmarks.install import install_node_packages
from benchmarks.peer import Launch, Peer, Requests, Setting, post
from benchmarks.questions import Page, Questions

HERE = Path(__file__).resolve().parent
INCIDENT = (HERE / "incident.graphql").read_text()
ORDER = 'condition: {kind: "incident"}, orderBy: [EARLIEST_DESC, ROW_ID_DESC]'
DETAIL = f"query Detail($id: String!) {{ recordsRecordByRowId(rowId: $id) {{ ...incident }} }} {INCIDENT}"
LIST = f"""
    query List($after: Cursor, $filter: RecordsRecordFilter!) {{
        allRecordsRecords({ORDER}, first: 50, after: $after, filter: $filter) {{ nodes {{ ...incident }} }}
    }}
    {INCIDENT}
"""
SEARCH = f"""
    query Search($words: String!) {{ searchIncidents(words: $words, first: 50) {{ nodes {{ ...incident }} }} }}
    {INCIDENT}
"""
CURSOR = f"""
    query Before($offset: Int!, $filter: RecordsRecordFilter!) {{
        allRecordsRecords({ORDER}, first: 1, offset: $offset, filter: $filter) {{ pageInfo {{ endCursor }} }}
    }}
"""

# Nothing comes after a row without a date: such a row's cursor compares with null.
DATED = {"earliest": {"isNull": False}}


def launch(setting: Setting) -> Launch:
    folder = setting.folder / "node"
    node = install_node_packages(folder, HERE)
    shutil.copy(HERE / "server.mjs", folder)
    with closing(setting.database.connect(autocommit=True)) as connection:
        connection.execute((HERE / "search.sql").read_text())
    environment = {
        "DATABASE_URL": f"postgresql:///{NAME}?host={setting.database.sockets}&user=whereabouts",
        "PORT": str(setting.port),
        "GRAPHILE_ENV": "production",
        "NODE_ENV": "production",
    }
    return Launch([node, str(folder / "server.mjs")], environment)


def requests(questions: Questions, port: int) -> Requests:
    return {
        "detail": [_query(DETAIL, id=slug) for slug in questions.ids],
        "list": [_page(page, port) for page in questions.pages],
        "filter": [_query(LIST, filter=_filter(p.mediator, p.first, p.last)) for p in questions.periods],
        "search": [_query(SEARCH, words=word) for word in questions.words],
        "deep": [_page(page, port) for page in questions.deep_pages],
    }


def _query(query: str, **variables: Any) -> bytes:
    return post("/graphql", json.dumps({"query": query, "variables": variables}).encode())


def _page(page: Page, port: int) -> bytes:
    """A page by the cursor of the row before it, as somebody has it who came page by page."""
    if not page.number:
        return _query(LIST, filter=DATED)
    answer = ask(port, [_query(CURSOR, offset=page.offset - 1, filter=DATED)])[0]
    cursor = json.loads(answer.body)["data"]["allRecordsRecords"]["pageInfo"]["endCursor"]
    return _query(LIST, after=cursor, filter=DATED)


def _filter(mediator: str, first: str, last: str) -> dict[str, Any]:
    is_mediator = {"role": {"equalTo": "mediator"}, "actorId": {"equalTo": mediator}}
    return {
        "recordsParticipationsByRecordId": {"some": is_mediator},
        "latest": {"greaterThanOrEqualTo": first},
        "earliest": {"lessThanOrEqualTo": last},
    }


PEER = Peer(
    name="PostGraphile",
    launch=launch,
    requests=requests,
    ready=_query("{ __typename }"),
)
