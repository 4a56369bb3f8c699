"""What the register said at a moment, at every address there is: the same bytes whatever is published afterwards."""

import re

import pytest
import yaml
from asking import CLIENT, ROOT, codes, get, problem_at, remove, revise

from records.api.schema.build import example_address
from records.published import Published
from records.publishing.redact import redact

FIGURE = "2023-05-33-confirmed-prisoners"
# A version never changes, and matching asks what a name means now.
WITHOUT_A_MOMENT = re.compile(r"/versions/\{version\}/$|^/api/v1/reconcile/")

OF_A_PAGE = re.compile(r"(page_size|facets)=[^&]*&")  # whole answers have none


def operations():
    paths = yaml.safe_load(get("/api/schema/").content)["paths"]
    return {path: operations["get"] for path, operations in paths.items()}


def parameters_of(operation):
    return {found["name"]: found for found in operation.get("parameters", ())}


def with_a_moment():
    """Each address that can be asked for a moment, in each of its formats, and the manifests of two of them."""
    for path, operation in operations().items():
        known = parameters_of(operation)
        if "as_of" not in known:
            continue
        address = example_address(path)
        address += "&" if "?" in address else "?"
        for form in known["format"]["schema"]["enum"]:
            asked = address if form == "json" else OF_A_PAGE.sub("", address)
            yield f"{asked}format={form}"
            if "manifest" in known and form in ("csv", "geojson"):
                yield f"{asked}format={form}&manifest=true"


def said_at(address, moment):
    answer = CLIENT.get(f"{address}&as_of={moment}")
    assert answer.status_code == 200, f"{address} {answer.status_code}"
    return answer.getvalue() if answer.streaming else answer.content


def test_every_address_can_be_asked_for_a_moment_but_those_that_have_none():
    without = {path for path, operation in operations().items() if "as_of" not in parameters_of(operation)}
    assert without == {path for path in operations() if WITHOUT_A_MOMENT.search(path)}


def test_what_was_said_at_a_moment_is_said_again_byte_for_byte():
    newest = Published.objects.order_by("-sequence")[0]
    time = newest.published_at.isoformat().replace("+00:00", "Z")
    addresses = list(with_a_moment())
    asked = [(address, str(newest.sequence)) for address in addresses]
    asked += [(address, time) for address in addresses if address.endswith("format=json")]
    assert len(asked) > 150
    before = {question: said_at(*question) for question in asked}
    revise("figure", FIGURE, title="Changed afterwards")
    revise("actor", "armenia", name="Renamed afterwards")
    remove("figure", "thousands-of-armenians-searching-for-missing")
    assert [question for question in asked if said_at(*question) != before[question]] == []


# The root


def counts(**asked):
    answer = CLIENT.get(ROOT, query_params=asked).json()
    return answer, {found["name"]: found["count"] for found in answer["collections"]}


def test_the_root_counts_what_stood_at_the_moment():
    answer, now = counts()
    sequence = answer["sequence"]
    remove("figure", FIGURE)
    later, then = counts(as_of=sequence)
    assert (later, then) == (answer, now)
    assert counts()[1]["figures"] == now["figures"] - 1
    assert counts()[1]["records"] == now["records"] - 1
    early, few = counts(as_of=60)
    assert early["sequence"] == 60
    assert sum(count for name, count in few.items() if name != "records") == 60


def test_the_root_of_a_past_moment_says_what_was_redacted_since():
    sequence, now = counts()[0]["sequence"], counts()[1]
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    answer, then = counts(as_of=sequence)
    assert answer["redacted"] == 1
    assert then["figures"] == now["figures"] - 1
    assert "redacted" not in counts()[0]


def test_a_moment_that_the_register_has_not_reached_is_refused_by_the_root_too():
    assert codes(problem_at(f"{ROOT}?as_of=99999")) == [("as_of", "invalid")]
    before, none = counts(as_of="1990-01-01")
    assert (before["sequence"], before["as_of"], set(none.values())) == (0, None, {0})


@pytest.mark.parametrize("moment", ["60", "2026-01-01"])
def test_the_root_of_a_past_moment_is_confirmed_until_something_is_published(moment):
    tag = get(f"{ROOT}?as_of={moment}")["ETag"]
    assert get(f"{ROOT}?as_of={moment}", **{"if-none-match": tag}).status_code == 304
    revise("figure", FIGURE, title="Changed")
    assert get(f"{ROOT}?as_of={moment}", **{"if-none-match": tag}).status_code == 200
