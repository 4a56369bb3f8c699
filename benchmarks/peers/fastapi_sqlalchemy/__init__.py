"""FastAPI with SQLAlchemy's asyncio extension over the desk's tables: how it is started and asked."""

from urllib.parse import urlencode

from benchmarks.database import NAME
from benchmarks.peer import Launch, Peer, Requests, Setting, get
from benchmarks.questions import PAGE, Page, Questions


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


def requests(questions: Questions, port: int) -> Requests:
    return {
        "detail": [get(f"/incidents/{slug}") for slug in questions.ids],
        "list": [_page(page) for page in questions.pages],
        "filter": [
            _list(mediator=period.mediator, date_from=period.first, date_to=period.last)
            for period in questions.periods
        ],
        "search": [_list(search=word) for word in questions.words],
        "deep": [_page(page) for page in questions.deep_pages],
    }


def _page(page: Page) -> bytes:
    return _list(offset=str(page.offset))


def _list(**parameters: str) -> bytes:
    return get(f"/incidents?{urlencode(parameters | {'limit': str(PAGE)})}")


PEER = Peer(
    name="FastAPI + SQLAlchemy async",
    launch=launch,
    requests=requests,
    ready=get("/incidents?limit=1"),
    export=get("/export"),
)
