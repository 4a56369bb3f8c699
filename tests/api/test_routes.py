"""Routing: HEAD and OPTIONS, the slash at the end, and what is ignored."""

import pytest
from asking import CLIENT, ROOT, get

from records.kinds import KINDS

FIGURE = f"{ROOT}figures/2023-05-33-confirmed-prisoners/"
READABLE = [
    "/api/v1/",
    "/api/v1/records/",
    *(f"{ROOT}{kind.collection}/" for kind in KINDS.values()),
    FIGURE,
    f"{FIGURE}versions/",
    f"{FIGURE}versions/1/",
    f"{ROOT}measures/armenians-held-by-azerbaijan/claims/",
    f"{ROOT}changes/",
    f"{ROOT}timeline/",
    "/api/schema/",
    "/api/docs/",
    "/health/live",
    "/health/ready",
]


@pytest.mark.parametrize("address", READABLE)
def test_head_answers_as_get_without_the_body(address):
    whole, head = get(address), CLIENT.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("address", READABLE)
def test_options_says_what_is_allowed(address):
    answer = CLIENT.options(
        address, headers={"origin": "https://example.org", "access-control-request-method": "GET"}
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", [address for address in READABLE if address.endswith("/")])
def test_a_missing_slash_is_redirected_with_its_query(address):
    answer = get(f"{address.rstrip('/')}?a=1&b=%D5%A1")
    assert (answer.status_code, answer["Location"]) == (301, f"{address}?a=1&b=%D5%A1")


@pytest.mark.parametrize(
    "address", ["//evil.example/api/v1/records", "/api/v1//records", "/api/v1/records//", "/api/v1/./records"]
)
def test_odd_slashes_lead_nowhere_else(address):
    answer = get(address)
    assert answer.status_code in (301, 400, 404)
    assert not answer.get("Location", "/").startswith("//")


def test_a_body_is_ignored():
    plain = get(FIGURE)
    answer = CLIENT.generic("GET", FIGURE, b"{not json\x00" * 100, "application/json")
    assert (answer.status_code, answer.content) == (200, plain.content)
    broken = CLIENT.generic("GET", f"{ROOT}figures/", b"--x", "multipart/form-data; boundary=")
    assert broken.status_code == 200


HEADERS = {
    "method override": {"x-http-method-override": "DELETE"},
    "credentials": {"authorization": "Basic \x00"},
    "token": {"authorization": "Token abc"},
    "junk cookie": {"cookie": "sessionid=\x00; csrftoken=;;;="},
    "forwarded": {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "gopher",
        "x-forwarded-for": "1.2.3.4",
    },
    "null origin": {"origin": "null"},
    "language": {"accept-language": "x" * 5000},
    "range": {"range": "bytes=0-10"},
    "junk tag": {"if-none-match": '"' * 3000},
    "junk date": {"if-modified-since": "NaN"},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_headers_that_mean_nothing_here_change_nothing(headers):
    plain, answer = get(FIGURE), get(FIGURE, **headers)
    assert (answer.status_code, answer.content) == (200, plain.content)
    assert dict(answer.headers) == dict(plain.headers)


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "application/*", "text/html,application/json;q=0.1"]
)
def test_json_is_answered_to_whoever_accepts_it(accept):
    assert get(FIGURE, accept=accept).status_code == 200
