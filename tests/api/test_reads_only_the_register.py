"""Every public answer is made of at most five statements, all of the register's two tables, whatever the size of the page."""

import re

import pytest
from asking import ROOT, get, revise
from crawl import addresses
from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 5  # a moment, what the planner expects, and two walks, or one and what a search means, before the page
TABLES = {"records_published", "records_segment"}
NAMED_HERE = re.compile(r"(?<=\) AS )[a-z]+|[a-z_]+(?= AS MATERIALIZED)|(?<=WITH RECURSIVE )[a-z]+")
TABLE = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE|ONLY)\s+"?([a-z_]+)"?', re.IGNORECASE)
FORMS = [
    "as_of=60",
    "as_of=2026-01-01",
    "as_of=60&search=armenia&actor=armenia&place=brussels,prague&count_min=1&date_from=2020&changed_since=2026-01-01&count=exact",
    "search=armenia&ordering=relevance",
    "actor=a,b,c&actor=d&party=e&mediator=f&host=g&claimant=h&place=i&country=AM&source=j&publisher=k&status=completed&contested=true",
]


def statements_of(address, **headers):
    with CaptureQueriesContext(connection) as captured:
        answer = get(address, **headers)
    assert answer.status_code in (200, 304, 400, 404, 410)
    return [query["sql"] for query in captured.captured_queries]


def check(address, *, most=MOST, **headers):
    statements = statements_of(address, **headers)
    assert len(statements) <= most, address
    assert all(
        statement.startswith(("SELECT", "WITH", "EXPLAIN (FORMAT JSON) SELECT")) for statement in statements
    )
    assert {table for statement in statements for table in tables_of(statement)} <= TABLES, address
    return len(statements)


def tables_of(statement):
    """What a statement reads, but for what it names itself and `extract(epoch FROM published_at)`."""
    return (
        set(TABLE.findall(statement))
        - set(NAMED_HERE.findall(statement))
        - {"moment", "newest", "published_at", "LATERAL", "generate_series", "found", "unnest"}
    )


def test_every_public_address_reads_the_register_alone_in_at_most_five_statements():
    asked = sum(check(address) for address in addresses())
    assert asked > 400  # the queries were seen


@pytest.mark.parametrize("query", FORMS)
@pytest.mark.parametrize("collection", ["records", "figures"])
def test_no_filter_asks_more_or_elsewhere(collection, query):
    revise("figure", "2023-05-33-confirmed-prisoners", title="Changed")
    assert check(f"{ROOT}{collection}/?{query}") >= 1


@pytest.mark.parametrize(
    "path",
    [
        "records/?x=1",
        "figures/nothing/",
        "figures/nothing/versions/",
        "records/?as_of=999999",
        "records/?cursor=x.y",
    ],
)
def test_errors_ask_no_more(path):
    check(ROOT + path)


@pytest.mark.parametrize(
    "collection", ["records/", "figures/", "actors/", "changes/", "changes/?kind=figure"]
)
def test_the_size_of_the_page_does_not_change_the_number_of_queries(collection):
    assert (
        len(
            {
                check(f"{ROOT}{collection}{'&' if '?' in collection else '?'}page_size={size}")
                for size in (1, 2, 50, 200)
            }
        )
        == 1
    )


@pytest.mark.parametrize(
    "path", ["records/", "figures/?search=armenia", "changes/", "figures/2023-05-33-confirmed-prisoners/"]
)
def test_a_304_costs_one_query(path):
    tag = get(ROOT + path)["ETag"]
    assert check(ROOT + path, **{"if-none-match": tag}) == 1


def test_the_documentation_and_liveness_ask_nothing():
    assert [check(address) for address in ("/api/docs/", "/api/schema/", "/health/live")] == [0, 0, 0]


WITH_FACETS = [
    "facets=kind,actor,mediator,place,country,source,status,year,month",  # counted together; names of three kinds
    "facets=actor,status&actor=armenia&status=completed",  # counted apart, each without its own filter
]


@pytest.mark.parametrize("query", WITH_FACETS)
@pytest.mark.parametrize("more", ["", "&as_of=60", "&count=exact", "&fields=title"])
def test_facets_read_the_register_alone_and_take_few_statements(query, more):
    again = "as_of" in more  # the register's last number, which a worker remembers for half a second
    assert check(f"{ROOT}records/?{query}{more}", most=7 + again)
