"""django-ninja over the desk's tables: how it is started and asked."""

from urllib.parse import urlencode

from benchmarks.peer import Launch, Peer, Requests, Setting, get, granian
from benchmarks.questions import PAGE, Page, Questions


def launch(setting: Setting) -> Launch:
    command = granian(
        setting.peers_program("granian"), "benchmarks.peers.ninja.project:application", setting.port
    )
    return Launch(command, {"DATABASE_URL": setting.database.url()})


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
    name="django-ninja",
    launch=launch,
    requests=requests,
    ready=get("/incidents?limit=1"),
    export=get("/export"),
)
