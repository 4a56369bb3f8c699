"""django-ninja over the desk's tables: how it is started and asked."""

from benchmarks.peer import Launch, Peer, Setting, get, granian
from benchmarks.peers.by_offset import requests_below


def launch(setting: Setting) -> Launch:
    command = granian(
        setting.peers_program("granian"), "benchmarks.peers.ninja.project:application", setting.port
    )
    return Launch(command, {"DATABASE_URL": setting.database.url()})


PEER = Peer(
    name="django-ninja",
    launch=launch,
    requests=requests_below("/incidents"),
    ready=get("/incidents?limit=1"),
    export=get("/export"),
)
