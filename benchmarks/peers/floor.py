"""How the floor (`benchmarks/floor.py`) is started and asked."""

import sys
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peer import Launch, Peer, Requests, Setting, get, granian
from benchmarks.questions import Page, Questions


def launch(setting: Setting) -> Launch:
    program = str(Path(sys.executable).with_name("granian"))
    command = granian(program, "benchmarks.floor:application", setting.port)
    return Launch(command, {"REGISTER_DATABASE_URL": setting.database.reader_url})


def requests(questions: Questions, port: int) -> Requests:
    return {
        "detail": [get(f"/incidents/{slug}/") for slug in questions.ids],
        "list": [_page(page) for page in questions.pages],
        "filter": [
            _list(term=f"mediator:{period.mediator}", date_from=period.first, date_to=period.last)
            for period in questions.periods
        ],
        "search": [_list(search=word) for word in questions.words],
        "deep": [_page(page) for page in questions.deep_pages],
    }


def _page(page: Page) -> bytes:
    if page.after_in_register is None:
        return get("/incidents/")
    day, slug = page.after_in_register
    return _list(after_date=str(day), after_slug=slug)


def _list(**parameters: str) -> bytes:
    return get(f"/incidents/?{urlencode(parameters)}")


PEER = Peer(name="FLOOR", launch=launch, requests=requests, ready=get("/incidents/"), export=get("/export"))
