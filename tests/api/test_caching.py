"""What caches and browsers are told: a tag that changes with every publication, CORS for all, and never a cookie."""

import pytest
from asking import CLIENT, ROOT, ask, get, problem_at, remove, revise
from crawl import addresses
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from records.publishing.redact import redact

FIGURE = "2023-05-33-confirmed-prisoners"
HERE = f"{ROOT}figures/{FIGURE}/"
TAGGED = [
    "/api/v1/",
    f"{ROOT}records/",
    f"{ROOT}figures/?actor=armenia&page_size=1",
    f"{ROOT}figures/?as_of=60",
    HERE,
    f"{HERE}?as_of=120",
    f"{HERE}versions/",
    f"{HERE}versions/1/",
    f"{ROOT}measures/armenians-held-by-azerbaijan/claims/",
    f"{ROOT}changes/?after=5",
    f"{ROOT}timeline/?interval=month&date_from=2020",
]
CHANGING = [
    address for address in TAGGED if "versions/1/" not in address and not address.startswith(f"{HERE}?as_of")
]


def tag_of(address):
    return get(address)["ETag"]


@pytest.mark.parametrize("address", TAGGED)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', 'W/"other",W/{} , "more"', "*"])
def test_a_tag_that_still_holds_is_answered_with_304_and_nothing_else(address, form):
    answer = get(address, **{"if-none-match": form.format(tag_of(address))})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == tag_of(address)
    assert answer["Cache-Control"] == get(address)["Cache-Control"]
    assert answer["Vary"] == get(address)["Vary"]


@pytest.mark.parametrize("address", TAGGED)
@pytest.mark.parametrize("tag", ['"other"', 'W/"other"', "junk", '"', "", "s1-1", "☃"])
def test_any_other_tag_is_answered_in_full(address, tag):
    assert get(address, **{"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("address", CHANGING)
def test_a_tag_changes_with_the_next_publication(address):
    before = tag_of(address)
    revise("figure", FIGURE, title="Changed")
    answer = get(address, **{"if-none-match": before})
    assert answer.status_code == 200
    assert answer["ETag"] != before


@pytest.mark.parametrize(
    "address", ["figures/?as_of=120", "timeline/?as_of=120", "records/?as_of=120&format=ndjson"]
)
def test_a_tag_is_never_newer_than_what_it_is_on(address):
    redacted = []

    def redact_once_rows_were_read(execute, statement, *more):
        rows = execute(statement, *more)
        if not redacted and "LEFT JOIN" in statement:
            redacted.append(True)
            redact(entries=[("figure", FIGURE)], reason_class="safety")
        return rows

    with connection.execute_wrapper(redact_once_rows_were_read):
        before = get(ROOT + address)
    assert redacted
    assert get(ROOT + address, **{"if-none-match": before["ETag"]}).status_code == 200


def test_a_tag_of_a_document_outlives_the_publication_of_another():
    before = tag_of(HERE)
    revise("incident", "2023-05-11-fighting", title="Changed")
    assert get(HERE, **{"if-none-match": before}).status_code == 304


def test_a_cached_copy_of_what_was_withdrawn_is_not_confirmed():
    before = tag_of(HERE)
    remove("figure", FIGURE)
    assert get(HERE, **{"if-none-match": before}).status_code == 410


def test_two_documents_or_versions_under_one_address_never_share_a_tag():
    sequence, before = ask("figures")["sequence"], tag_of(HERE)
    revise("figure", FIGURE, title="Changed")
    assert tag_of(HERE) != before == tag_of(f"{HERE}?as_of={sequence}")


def test_a_bad_query_is_not_hidden_behind_a_tag():
    tag = tag_of(f"{ROOT}records/")
    assert get(f"{ROOT}records/?colour=red", **{"if-none-match": tag}).status_code == 400


def test_caches_may_keep_every_answer_and_ask_whether_it_still_holds():
    for address in TAGGED:
        assert get(address)["Cache-Control"] == "public, no-cache"


def test_errors_and_health_are_not_kept():
    assert problem_at("/api/v1/nothing/", status=404)
    assert get("/api/v1/nothing/")["Cache-Control"] == "no-cache"
    assert get("/health/live")["Cache-Control"] == get("/health/ready")["Cache-Control"] == "no-store"


def test_every_answer_may_be_read_from_any_site_and_none_sets_a_cookie():
    for address in [
        *addresses(),
        "/api/v1/nothing/",
        "/api/v1/records/?x=1",
        "/api/v1/records",
        "/health/nothing",
    ]:
        answer = get(address, origin="https://example.org")
        assert answer["Access-Control-Allow-Origin"] == "*", address
        assert "Access-Control-Allow-Credentials" not in answer
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert not answer.cookies
        assert "Set-Cookie" not in answer
        assert {part.strip() for part in answer.get("Vary", "Accept").split(",")} <= {
            "Accept",
            "Accept-Datetime",
        }, address
    assert not CLIENT.cookies


def test_someone_who_is_signed_in_reads_what_everyone_reads():
    user = get_user_model()._default_manager.create_superuser("somebody", password="unused")
    signed_in = Client()
    signed_in.force_login(user)
    for address in TAGGED:
        own, anyone = signed_in.get(address), get(address)
        assert (own.content, dict(own.headers)) == (anyone.content, dict(anyone.headers))


def test_a_caller_knows_how_much_will_come():
    for address in (f"{ROOT}figures/", f"{ROOT}figures/nothing/", f"{ROOT}figures/?x=1"):
        answer = get(address)
        assert int(answer["Content-Length"]) == len(answer.content)
