"""Citing an entry over HTTP: its permanent address (RFC 8574), its versions (RFC 5829), and Memento (RFC 7089) whole."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from as_server import connection_stays_open, environ_of
from asking import CLIENT, ROOT, ask, codes, get, problem_at, remove, revise
from django.core.wsgi import get_wsgi_application
from django.utils.http import http_date

from records.api.lane import DataLane
from records.api.memory import AnswerMemory
from records.kinds import KINDS
from records.published import Published
from records.publishing.log import open_log
from records.publishing.merge import merge
from records.publishing.redact import redact

FIGURE = "2023-05-33-confirmed-prisoners"
HERE = f"{ROOT}figures/{FIGURE}/"
HOST = "http://testserver"
ORIGINAL = f"{HOST}{HERE}"
LINK = re.compile(r'<([^>]*)>((?:; [a-z]+="[^"]*")+)(?:,\s*|\s*$)')
OLD = "Mon, 01 Jan 1990 00:00:00 GMT"
FAR = "Tue, 01 Jan 2999 00:00:00 GMT"


def row(version=1):
    return Published.objects.get(slug=FIGURE, version=version)


def date_of(version=1):
    return http_date(row(version).published_at.timestamp())


def links(text):
    """Every link of a header or a TimeMap as (address, attributes), in order; nothing may be left over."""
    assert LINK.sub("", text) == ""
    return [(address, dict(re.findall(r'([a-z]+)="([^"]*)"', said))) for address, said in LINK.findall(text)]


def linked(answer, relation):
    """The addresses a header links to by a relation."""
    return [address for address, said in links(answer["Link"]) if relation in said["rel"].split()]


def a_minute_passes():
    """Something else happens in the register, a minute later."""
    log = open_log()
    later = log.next_moment() + timedelta(minutes=1)
    log.write(
        [
            log.next_row(
                kind="incident",
                slug=f"other-{log.sequence}",
                version=1,
                action="withdraw",
                published_at=later,
                document=None,
            )
        ]
    )


@pytest.fixture
def three():
    """Three versions, more than a minute from each other."""
    for title in ("Second", "Third"):
        a_minute_passes()
        revise("figure", FIGURE, title=title)


def at(address, when):
    return get(address, **{"accept-datetime": when})


def version_at(version):
    return f"{ORIGINAL}versions/{version}/"


# Citing


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_detail_names_the_address_to_cite_as_its_document_does(kind):
    here = f"{ROOT}{kind.collection}/{kind.example}/"
    answer = get(here)
    assert linked(answer, "cite-as") == [HOST + answer.json()["version_url"]]
    assert get(urlsplit(linked(answer, "cite-as")[0]).path).content == answer.content


@pytest.mark.usefixtures("three")
def test_a_version_names_itself_the_newest_the_history_and_its_neighbours():
    second = get(f"{HERE}versions/2/")
    assert linked(second, "cite-as") == [version_at(2)]
    assert linked(second, "latest-version") == [ORIGINAL]
    assert linked(second, "version-history") == [f"{ORIGINAL}versions/"]
    assert linked(second, "predecessor-version") == [version_at(1)]
    assert linked(second, "successor-version") == [version_at(3)]
    assert linked(get(f"{HERE}versions/1/"), "predecessor-version") == []
    assert linked(get(f"{HERE}versions/3/"), "successor-version") == []
    assert linked(get(HERE), "predecessor-version") == [version_at(2)]
    assert linked(get(HERE), "latest-version") == []


def test_with_a_public_address_every_link_and_export_begins_with_it(settings):
    settings.PUBLIC_ADDRESS = "https://register.example"
    for address in (HERE, f"{HERE}versions/1/", f"{ROOT}figures/?format=csv"):
        assert {urlsplit(found).netloc for found, _ in links(get(address)["Link"])} == {"register.example"}
    assert at(HERE, FAR)["Location"] == f"https://register.example{HERE}versions/1/"
    timemap = get(f"{HERE}versions/?format=link").content.decode()
    assert {urlsplit(found).netloc for found, _ in links(timemap)} == {"register.example"}


# The address of an entry, which is its own TimeGate


def test_the_original_leads_to_its_timegate_its_timemap_and_its_ends():
    answer = get(HERE)
    assert linked(answer, "original") == linked(answer, "timegate") == [ORIGINAL]
    assert linked(answer, "timemap") == [f"{ORIGINAL}versions/?format=link"]
    assert linked(answer, "first") == linked(answer, "last") == linked(answer, "memento") == [version_at(1)]
    assert answer["Vary"] == "Accept, Accept-Datetime"
    assert "Memento-Datetime" not in answer


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("method", ["get", "head"])
def test_the_timegate_redirects_to_the_version_of_that_time(method):
    for version in (1, 2, 3):
        between = http_date(row(version).published_at.timestamp() + 30)
        for when in (date_of(version), between):
            answer = getattr(CLIENT, method)(HERE, headers={"accept-datetime": when})
            assert (answer.status_code, answer["Location"]) == (302, version_at(version))
            assert answer["Vary"] == "Accept, Accept-Datetime"
            assert {"Memento-Datetime", "Content-Type"}.isdisjoint(answer.headers)
            assert linked(answer, "original") == linked(answer, "timegate") == [ORIGINAL]
            assert linked(answer, "timemap") == [f"{ORIGINAL}versions/?format=link"]
            assert (linked(answer, "first"), linked(answer, "last")) == ([version_at(1)], [version_at(3)])
            assert get(urlsplit(answer["Location"]).path)["Memento-Datetime"] == date_of(version)


@pytest.mark.usefixtures("three")
def test_before_the_first_version_is_the_first_and_after_the_last_the_last():
    assert at(HERE, OLD)["Location"] == version_at(1)
    assert at(HERE, FAR)["Location"] == version_at(3)


def test_of_two_versions_within_one_second_the_later_is_found_under_their_date():
    revise("figure", FIGURE, title="Second")
    revise("figure", FIGURE, title="Third")
    assert at(HERE, date_of(3))["Location"] == version_at(3)


@pytest.mark.parametrize(
    "when",
    [
        "",
        "yesterday",
        "2026-01-31T12:00:00Z",
        "Sat, 31 Jan 2026 12:00:00",
        "Sat, 31 Jan 2026 12:00:00 UTC",
        "Sat, 31 Jan 2026 12:00:00 +0000",
        "sat, 31 jan 2026 12:00:00 gmt",
        "Saturday, 31-Jan-26 12:00:00 GMT",
        "Sat Jan 31 12:00:00 2026",
        "Sat, 31 Feb 2026 12:00:00 GMT",
        "Sat, 31 Jan 2026 24:00:00 GMT",
        "Sat, 31 Jan 2026 12:00:60 GMT",
        "Sat, 31 Jan 0000 12:00:00 GMT",
        "Sat, \u0663\u0661 Jan 2026 12:00:00 GMT",
        "Sat, 31 Jan 2026 12:00:00 GMT, Sun, 01 Feb 2026 12:00:00 GMT",
        "x" * 5000,
    ],
)
@pytest.mark.parametrize("address", [HERE, f"{HERE}?as_of=120", f"{ROOT}figures/nothing/"])
def test_a_date_that_cannot_be_read_is_refused_with_one_that_can(address, when):
    answer = at(address, when)
    assert answer.status_code == 400
    assert codes(answer.json()) == [("Accept-Datetime", "invalid")]
    assert "Sat, 31 Jan 2026 12:00:00 GMT" in answer.json()["errors"][0]["detail"]


def test_what_was_never_published_has_no_past():
    answer = at(f"{ROOT}figures/nothing/", OLD)
    assert answer.status_code == 404
    assert "Link" not in answer


# Mementos


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("way", ["versions/2/", "?as_of="])
def test_a_memento_says_when_it_was_published_and_leads_back(way):
    address = HERE + (f"{way}{row(2).sequence}" if "as_of" in way else way)
    for answer in (get(address), at(address, OLD)):  # which is of no meaning here
        assert answer.status_code == 200
        assert answer["Memento-Datetime"] == date_of(2)
        assert answer["Vary"] == "Accept"
        assert linked(answer, "original") == linked(answer, "timegate") == [ORIGINAL]
        assert linked(answer, "cite-as") == [version_at(2)]
        assert (linked(answer, "first"), linked(answer, "last")) == ([version_at(1)], [version_at(3)])
    dates = {found: said["datetime"] for found, said in links(answer["Link"]) if "datetime" in said}
    assert dates == {version_at(1): date_of(1), version_at(3): date_of(3)}
    [covered] = [said for _, said in links(answer["Link"]) if said["rel"] == "timemap"]
    assert covered["type"] == "application/link-format"
    assert (covered["from"], covered["until"]) == (date_of(1), date_of(3))


def test_a_304_has_the_same_headers():
    for address in (HERE, f"{HERE}versions/1/", f"{HERE}?as_of=123"):
        answer = get(address)
        unchanged = get(address, **{"if-none-match": answer["ETag"]})
        assert unchanged.status_code == 304
        for name in ("Link", "Vary", "Memento-Datetime"):
            assert unchanged.get(name) == answer.get(name)


@pytest.mark.usefixtures("three")
def test_a_withdrawal_is_a_memento_of_an_address_that_was_gone():
    a_minute_passes()
    remove("figure", FIGURE)
    gone = get(HERE)
    assert gone.status_code == 410
    assert linked(gone, "timegate") == [ORIGINAL]
    assert gone["Vary"] == "Accept, Accept-Datetime"
    assert at(HERE, FAR)["Location"] == version_at(4)
    tombstone = get(f"{HERE}versions/4/")
    assert (tombstone.status_code, tombstone["Memento-Datetime"]) == (410, date_of(4))
    assert linked(tombstone, "last") == [version_at(4)]
    assert at(HERE, date_of(3))["Location"] == version_at(3)
    assert get(f"{HERE}versions/3/").status_code == 200


@pytest.mark.usefixtures("three")
def test_a_duplicate_leads_on_from_its_merge_and_keeps_its_past():
    stays = "thousands-of-armenians-searching-for-missing"
    a_minute_passes()
    merge(entries=[("figure", FIGURE)], into=("figure", stays))
    moved = get(HERE)
    assert (moved.status_code, linked(moved, "timegate")) == (308, [ORIGINAL])
    now = at(HERE, FAR)
    assert (now.status_code, now["Location"]) == (308, f"{ROOT}figures/{stays}/")
    assert at(HERE, date_of(2))["Location"] == version_at(2)


@pytest.mark.usefixtures("three")
def test_a_redacted_version_is_no_memento_any_more():
    sequence = row(2).sequence
    a_minute_passes()
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    for address in (f"{HERE}versions/2/", f"{HERE}versions/1/", f"{HERE}?as_of={sequence}"):
        answer = get(address)
        assert answer.status_code == 410
        assert "Memento-Datetime" not in answer
        assert linked(answer, "first") == linked(answer, "last") == [version_at(4)]
    for when in (OLD, date_of(1), date_of(3), FAR):
        assert at(HERE, when)["Location"] == version_at(4)
    assert get(f"{HERE}versions/4/")["Memento-Datetime"] == date_of(4)
    a_minute_passes()
    revise("figure", FIGURE, title="Without it")
    assert at(HERE, date_of(2))["Location"] == version_at(4)
    assert at(HERE, FAR)["Location"] == version_at(5)
    assert (linked(get(HERE), "first"), linked(get(HERE), "last")) == ([version_at(4)], [version_at(5)])


# TimeMap


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("by", [{}, {"accept": "application/link-format;q=1.0"}], ids=["format", "accept"])
def test_the_timemap_lists_every_memento_with_its_date(by):
    answer = get(f"{HERE}versions/{'' if by else '?format=link'}", **by)
    assert answer["Content-Type"] == "application/link-format"
    found = links(answer.content.decode())
    assert found[0] == (ORIGINAL, {"rel": "original timegate"})
    itself = {"rel": "self", "type": "application/link-format", "from": date_of(1), "until": date_of(3)}
    assert found[1] == (f"{ORIGINAL}versions/?format=link", itself)
    assert found[2:] == [
        (version_at(1), {"rel": "first memento", "datetime": date_of(1)}),
        (version_at(2), {"rel": "memento", "datetime": date_of(2)}),
        (version_at(3), {"rel": "last memento", "datetime": date_of(3)}),
    ]
    for address, said in found[2:]:
        assert get(urlsplit(address).path)["Memento-Datetime"] == said["datetime"]


def test_the_history_is_json_unless_a_timemap_is_asked_for():
    assert get(f"{HERE}versions/")["Content-Type"] == "application/json"
    assert get(f"{HERE}versions/", accept="application/json, application/link-format;q=0.5").json()[
        "versions"
    ]
    assert get(f"{HERE}versions/", accept="text/html").status_code == 406
    assert codes(problem_at(f"{HERE}versions/?format=csv")) == [("format", "invalid")]


@pytest.mark.usefixtures("three")
def test_a_history_and_its_timemap_can_be_asked_for_as_of_a_moment():
    moment = row(2).sequence
    before = {form: get(f"{HERE}versions/?format={form}&as_of={moment}").content for form in ("json", "link")}
    revise("figure", FIGURE, title="Fourth")
    assert [version["version"] for version in ask(f"{HERE}versions/", as_of=moment)["versions"]] == [1, 2]
    for form, said in before.items():
        assert get(f"{HERE}versions/?format={form}&as_of={moment}").content == said
    listed = links(before["link"].decode())
    assert listed[1][0] == f"{ORIGINAL}versions/?format=link&as_of={moment}"
    assert listed[-1][0] == version_at(2)
    problem_at(f"{HERE}versions/?as_of={row(1).sequence - 1}", status=404)
    assert codes(problem_at(f"{HERE}versions/?as_of=99999")) == [("as_of", "invalid")]


@pytest.mark.usefixtures("three")
def test_a_timemap_without_what_was_redacted_has_another_tag():
    address = f"{HERE}versions/?format=link&as_of={row(3).sequence}"
    before = get(address)
    assert get(address, **{"if-none-match": before["ETag"]}).status_code == 304
    assert before["ETag"] != get(f"{HERE}versions/?as_of={row(3).sequence}")["ETag"]
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    after = get(address, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert [said["rel"] for _, said in links(after.content.decode())] == ["original timegate", "self"]
    assert len(links(get(f"{HERE}versions/?format=link").content.decode())) == 3


# Between caches, browsers and the worker's memory


def test_a_worker_never_mixes_up_answers_that_depend_on_the_date():
    with connection_stays_open():
        memory = AnswerMemory(DataLane(get_wsgi_application()), capacity=10_000_000)
        for _ in range(2):
            assert asked(memory, HERE)[0] == "200 OK"
            status, headers = asked(memory, HERE, HTTP_ACCEPT_DATETIME=FAR)
            assert (status, headers["Location"]) == ("302 Found", f"http://localhost{HERE}versions/1/")
            assert asked(memory, HERE, HTTP_ACCEPT_DATETIME="yesterday")[0] == "400 Bad Request"
        revise("figure", FIGURE, title="Second")
        assert asked(memory, HERE, HTTP_ACCEPT_DATETIME=FAR)[1]["Location"].endswith("versions/2/")
        assert asked(memory, f"{HERE}versions/1/")[1]["Link"].count("successor-version") == 1
        tag = asked(memory, HERE)[1]["ETag"]
        confirmed = asked(memory, HERE, HTTP_IF_NONE_MATCH=tag, HTTP_ACCEPT_DATETIME=FAR)
        assert confirmed[0] == "302 Found"


def asked(application, address, **told):
    said = []
    b"".join(
        application(environ_of(address, **told), lambda status, sent, *_: said.append((status, dict(sent))))
    )
    return said[-1]


def test_a_page_elsewhere_may_ask_by_date_and_read_what_it_was_told():
    allowed = CLIENT.options(HERE)["Access-Control-Allow-Headers"]
    assert "Accept-Datetime" in allowed.split(", ")
    assert {"Link", "Memento-Datetime"} <= set(get(HERE)["Access-Control-Expose-Headers"].split(", "))
