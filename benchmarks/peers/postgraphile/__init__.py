"""PostGraphile over the desk's tables: how it is started and asked. Its own process is `server.mjs`."""

import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.install import install_node_packages
from benchmarks.peer import Launch, Peer, Requests, Setting, post
from benchmarks.questions import PAGE, Page, Questions

HERE = Path(__file__).resolve().parent
FIELDS = (HERE / "incident.graphql").read_text()
DETAIL = "query Detail($id: String!) { recordById(id: $id) { ...incident } }"
LIST = (
    "query List($filter: RecordFilter, $offset: Int) { allRecords("
    'condition: {kind: "incident"}, filter: $filter, orderBy: [EARLIEST_DESC, ID_DESC], first: 50, offset: $offset'
    ") { nodes { ...incident } } }"
)
SEARCH = "query Search($text: String!) { searchIncidents(text: $text, first: 50) { nodes { ...incident } } }"


def launch(setting: Setting) -> Launch:
    node = install_node_packages(setting.folder / "node", HERE)
    shutil.copy(HERE / "server.mjs", setting.folder / "node")
    return Launch(
        [node, str(setting.folder / "node" / "server.mjs")],
        {
            "DATABASE_URL": f"postgresql:///whereabouts_bench?host={setting.database.sockets}&user=whereabouts",
            "PORT": str(setting.port),
            "GRAPHILE_ENV": "production",
            "NODE_ENV": "production",
        },
    )


def requests(questions: Questions, port: int) -> Requests:
    raise NotImplementedError


PEER = Peer(name="PostGraphile", launch=launch, requests=requests, ready=b"")
