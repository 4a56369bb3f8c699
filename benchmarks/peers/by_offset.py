"""What is asked of the peers that page by limit and offset and filter by parameters of the same names."""

from collections.abc import Callable
from urllib.parse import urlencode

from benchmarks.peer import Requests, get
from benchmarks.questions import PAGE, Page, Questions


def requests_below(path: str) -> Callable[[Questions, int], Requests]:
    """The requests of a peer whose incidents are at a path, such as `/incidents/`; details end as the path does."""
    slash = "/" if path.endswith("/") else ""

    def listed(**parameters: str) -> bytes:
        return get(f"{path}?{urlencode(parameters | {'limit': str(PAGE)})}")

    def page(asked: Page) -> bytes:
        return listed(offset=str(asked.offset))

    def requests(questions: Questions, port: int) -> Requests:
        return {
            "detail": [get(f"{path.rstrip('/')}/{slug}{slash}") for slug in questions.ids],
            "list": [page(asked) for asked in questions.pages],
            "filter": [
                listed(mediator=period.mediator, date_from=period.first, date_to=period.last)
                for period in questions.periods
            ],
            "search": [listed(search=word) for word in questions.words],
            "deep": [page(asked) for asked in questions.deep_pages],
        }

    return requests
