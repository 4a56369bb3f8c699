"""Every public address there is, found as a stranger would: from the root, its collections and their documents."""

from asking import ROOT, ask, ids

from records.kinds import KINDS

FIXED = [
    "/api/v1/",
    f"{ROOT}records/",
    f"{ROOT}changes/",
    f"{ROOT}timeline/",
    f"{ROOT}export/",
    f"{ROOT}export/?as_of=60",
    "/api/schema/",
    "/api/schema/?format=json",
    "/api/docs/",
    "/health/live",
]


def collections() -> list[str]:
    return [collection["url"] for collection in ask("/api/v1/")["collections"]]


def entries() -> list[str]:
    """The address of every document."""
    return [f"{ROOT}{kind.collection}/{slug}/" for kind in KINDS.values() for slug in ids(kind.collection)]


def addresses() -> list[str]:
    """All of them, each list also as the first page of a longer one and as of the register's past."""
    lists = [
        f"{url}{query}"
        for url in collections()
        for query in ("", "?page_size=2", "?as_of=60", "?search=armenia&count=exact")
    ]
    documents = [f"{url}{path}" for url in entries() for path in ("", "versions/", "versions/1/")]
    claims = [f"{ROOT}measures/{slug}/claims/" for slug in ids("measures")]
    return [*FIXED, "/health/ready", *lists, *documents, *claims]
