"""Whereabouts itself, as `manage.py serve` serves a reader, once without and once with the memory of its answers."""

import json
import sys
from collections.abc import Callable
from urllib.parse import urlencode

from benchmarks.http1 import ask
from benchmarks.peer import Launch, Peer, Requests, Setting, get
from benchmarks.questions import PAGE, Questions

LIST = "/api/v1/incidents/"


def launch(setting: Setting, *, memory: str) -> Launch:
    return Launch(
        [sys.executable, "manage.py", "serve"],
        {
            "DATABASE_URL": setting.database.url(),
            "REGISTER_DATABASE_URL": setting.database.reader_url,
            "DATA_DIR": str(setting.folder),
            "WHEREABOUTS_ROLE": "reader",
            "WHEREABOUTS_MEMORY": memory,
            "WORKERS": "1",
            "PORT": str(setting.port),
        },
    )


def requests(questions: Questions, port: int) -> Requests:
    walked = _walk(port, questions.deep_page)
    return {
        "detail": [get(f"{LIST}{slug}/") for slug in questions.ids],
        "list": [get(walked[page.number]) for page in questions.pages],
        "filter": [
            _list(mediator=period.mediator, date_from=period.first, date_to=period.last)
            for period in questions.periods
        ],
        "search": [_list(search=word) for word in questions.words],
        "deep": [get(walked[page.number]) for page in questions.deep_pages],
    }


def _list(**parameters: str) -> bytes:
    return get(f"{LIST}?{urlencode(parameters | {'page_size': str(PAGE)})}")


def _walk(port: int, pages: int) -> list[str]:
    """Addresses of so many pages, each read from the one before."""
    found = [f"{LIST}?page_size={PAGE}"]
    while len(found) < pages:
        following = json.loads(ask(port, [get(found[-1])])[0].body)["next"]
        if following is None:
            break
        found.append(following)
    return found


def _peer(name: str, *, memory: str) -> Peer:
    started: Callable[[Setting], Launch] = lambda setting: launch(setting, memory=memory)  # noqa: E731
    export = get("/api/v1/records/?format=ndjson")
    return Peer(name=name, launch=started, requests=requests, ready=get("/health/ready"), export=export)


PEER = _peer("Whereabouts", memory="0")
REMEMBERED = _peer("Whereabouts, remembered", memory="16")
