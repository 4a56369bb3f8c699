"""The short way of data gives what Django's own way gives: status, headers and every byte."""

import pytest
from as_server import connection_stays_open, environ_of
from asking import ROOT, remove
from django.core.wsgi import get_wsgi_application

from records.api import lane
from records.api.lane import DataLane

FIGURE = "2023-05-33-confirmed-prisoners"
UNCITED = "thousands-of-armenians-searching-for-missing"
ADDRESSES = [
    ROOT,
    f"{ROOT}figures/",
    f"{ROOT}records/?search=armenia&page_size=2",
    f"{ROOT}records/?format=ndjson",
    f"{ROOT}changes/?after=3",
    f"{ROOT}export/",
    f"{ROOT}export/?format=zip",
    f"{ROOT}figures/{FIGURE}/",
    f"{ROOT}figures/{FIGURE}/versions/",
    f"{ROOT}figures/{FIGURE}/versions/1/",
    f"{ROOT}figures/{FIGURE}/versions/99/",
    f"{ROOT}figures/{FIGURE}/versions/x/",
    f"{ROOT}figures/{FIGURE}",
    f"{ROOT}figures/{UNCITED}/",
    f"{ROOT}figures/nothing/",
    f"{ROOT}figures/a.b/",
    f"{ROOT}figures/x//",
    f"{ROOT}figures/%C4%80/",
    f"{ROOT}figures/%C3%A9/versions/",
    f"{ROOT}%E2%82%AC/",
    f"{ROOT}figures/%FF/",
    f"{ROOT}figures//",
    f"{ROOT}figures",
    f"{ROOT}nothing/",
    f"{ROOT}figures/?x=1",
    f"{ROOT}reconcile/properties/",
    f"{ROOT}reconcile/suggest/type/?prefix=a",
    f"{ROOT}measures/armenians-held-by-azerbaijan/claims/",
    f"{ROOT}figures/{FIGURE}/claims/",
    "/api/v1",
    "/api/docs/",
    "/health/live",
    "/nothing",
]


@pytest.fixture(autouse=True)
def _the_tests_connection_stays_open():
    with connection_stays_open():
        yield


def ask(application, address, method="GET", **told):
    environ = environ_of(address, method, **told)
    said = []
    body = b"".join(application(environ, lambda status, sent, *_: said.append((status, sorted(sent)))))
    return said[-1], body


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "told",
    [{}, {"HTTP_ACCEPT": "text/html"}, {"HTTP_HOST": "elsewhere.example"}, {"HTTP_IF_NONE_MATCH": "*"}],
    ids=str,
)
def test_both_ways_answer_alike(address, told):
    remove("figure", UNCITED)
    django = get_wsgi_application()
    assert ask(DataLane(django), address, **told) == ask(django, address, **told)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "DELETE"])
def test_other_methods_are_answered_alike_too(method):
    django = get_wsgi_application()
    assert ask(DataLane(django), f"{ROOT}figures/", method) == ask(django, f"{ROOT}figures/", method)


def test_a_defect_is_left_to_django_and_said_without_what_was_asked(monkeypatch, capsys):
    def fail(request):
        raise AssertionError(request.GET["search"])

    monkeypatch.setattr(lane, "public_answer", fail)
    assert ask(DataLane(get_wsgi_application()), f"{ROOT}figures/?search=armenia")[0][0] == "200 OK"
    line = capsys.readouterr().err
    assert "AssertionError" in line
    assert "test_lane.py" in line
    assert "armenia" not in line


def test_data_does_not_go_django_s_way():
    def fail(environ, start_response):
        raise AssertionError

    assert ask(DataLane(fail), f"{ROOT}figures/{FIGURE}/")[0][0] == "200 OK"
