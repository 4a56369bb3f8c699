"""FastAPI with SQLAlchemy's asyncio extension over the desk's tables: how it is started and asked."""

from benchmarks.database import NAME
from benchmarks.peer import Launch, Peer, Setting, get
from benchmarks.peers.by_offset import requests_below


def launch(setting: Setting) -> Launch:
    program = setting.peers_program("uvicorn")
    options = (
        "--host",
        "127.0.0.1",
        "--port",
        str(setting.port),
        "--no-access-log",
        "--log-level",
        "warning",
    )
    command = [program, "benchmarks.peers.fastapi_sqlalchemy.project:app", *options]
    url = f"postgresql+asyncpg://whereabouts@/{NAME}?host={setting.database.sockets}"
    return Launch(command, {"DATABASE_URL": url})


PEER = Peer(
    name="FastAPI + SQLAlchemy async",
    launch=launch,
    requests=requests_below("/incidents"),
    ready=get("/incidents?limit=1"),
    export=get("/export"),
)
