"""One entry: its exact bytes, its versions, and what remains of it when it is withdrawn, redacted or was never public."""

import json

import pytest
from asking import ROOT, STRICT_UNKNOWN, ask, document, get, ids, problem_at, remove, revise

from records.kinds import KINDS
from records.published import Published, ReasonClass
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw

FIGURE = "2023-05-33-confirmed-prisoners"
FIGURES = f"{ROOT}figures/"
HERE = f"{FIGURES}{FIGURE}/"
HELD = f"{ROOT}measures/armenians-held-by-azerbaijan/claims/"


def row(slug, version=1):
    return Published.objects.get(slug=slug, version=version)


def take_away(verb, slug=FIGURE, reason_class="safety"):
    verbs = {"withdraw": withdraw, "redact": redact}
    return verbs[verb](entries=[("figure", slug)], reason_class=reason_class)[0]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_stored_bytes_are_served_exactly(kind):
    for slug in ids(kind.collection):
        stored = str(row(slug).document).encode() if kind.is_record else _bytes_of(kind, slug)
        here = f"{ROOT}{kind.collection}/{slug}/"
        assert get(here).content == get(f"{here}versions/1/").content == stored
        assert get(here)["Content-Type"] == "application/json"


def _bytes_of(kind, slug):
    return str(Published.objects.get(kind=kind.name, slug=slug).document).encode()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_list_embeds_the_same_bytes(kind):
    listed = get(f"{ROOT}{kind.collection}/?page_size=200").content
    assert all(_bytes_of(kind, slug) in listed for slug in ids(kind.collection))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_key_of_a_document_is_always_there(kind):
    [keys] = {tuple(json.loads(_bytes_of(kind, slug))) for slug in ids(kind.collection)}
    assert list(keys) == list(kind.document().fields)
    assert not {"state", "sensitivity", "created_by", "edited_by", "created_at", "edited_at"} & set(keys)


def test_every_path_that_a_document_cites_leads_to_what_it_names():
    for kind in KINDS.values():
        for slug in ids(kind.collection):
            for cited in cited_by(document(kind.name, slug)):
                answer = get(cited["url"])
                assert (answer.status_code, answer.json()["id"]) == (200, cited["id"])


def cited_by(value):
    if isinstance(value, list):
        return [found for part in value for found in cited_by(part)]
    if not isinstance(value, dict):
        return []
    here = [value] if "url" in value and "version" not in value else []
    return here + [found for part in value.values() for found in cited_by(part)]


# Versions


def test_each_version_stays_readable_as_it_was():
    before = get(HERE).content
    revise("figure", FIGURE, title="Second")
    revise("figure", FIGURE, title="Third")
    assert get(f"{HERE}versions/1/").content == before
    assert ask(f"{HERE}versions/2/")["title"] == "Second"
    assert (ask(HERE)["title"], ask(HERE)["version"]) == ("Third", 3)


@pytest.mark.parametrize("number", [0, 2, 9999])
def test_a_version_that_there_is_not_is_not_said_to_be_an_unknown_entry(number):
    assert "no version of that number" in problem_at(f"{HERE}versions/{number}/", status=404)["detail"]
    assert (
        "Nothing of this id"
        in problem_at(f"{ROOT}figures/{STRICT_UNKNOWN}/versions/{number}/", status=404)["detail"]
    )


def test_the_history_lists_every_version_oldest_first_with_its_hashes():
    revise("figure", FIGURE, title="Second")
    take_away("withdraw")
    answer = ask(f"{HERE}versions/")
    assert (answer["id"], answer["kind"]) == (FIGURE, "figure")
    assert [(v["version"], v["action"], v["reason_class"]) for v in answer["versions"]] == [
        (1, "publish", None),
        (2, "revise", None),
        (3, "withdraw", "safety"),
    ]
    assert [v["entry_hash"] for v in answer["versions"]] == [
        bytes(row(FIGURE, version).entry_hash).hex() for version in (1, 2, 3)
    ]
    assert all("document" not in version for version in answer["versions"])


def test_a_date_at_the_end_of_time_can_be_published_and_read():
    revise("figure", FIGURE, date="2023-05/9999", date_note="")
    assert ask(HERE)["date"]["latest"] == "9999-12-31"
    assert FIGURE in ids("figures", date_from="9999")
    assert len(ask(f"{HERE}versions/")["versions"]) == 2
    assert ask("changes", after=row(FIGURE, 2).sequence - 1)["results"][0]["id"] == FIGURE


def test_as_of_shows_what_was_said_then():
    first, second = row(FIGURE), revise("figure", FIGURE, title="Second")
    revise("figure", FIGURE, title="Third")
    assert ask(HERE, as_of=second.sequence - 1)["version"] == 1
    assert ask(HERE, as_of=second.sequence)["title"] == "Second"
    problem_at(f"{HERE}?as_of={first.sequence - 1}", status=404)


# Withdrawn


def test_a_withdrawn_entry_is_gone_with_its_reason_class():
    tombstone = take_away("withdraw")
    body = problem_at(HERE, status=410)
    assert (body["action"], body["reason_class"], body["version"]) == ("withdraw", "safety", 2)
    assert body["removed_at"] == tombstone.published_at.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("reason", ReasonClass.values)
def test_what_was_withdrawn_to_protect_does_not_say_where_its_text_is(reason):
    take_away("withdraw", reason_class=reason)
    says = problem_at(HERE, status=410)["detail"]
    assert ("as_of" in says) == (reason not in ("safety", "legal"))


@pytest.mark.parametrize("verb", ["withdraw", "redact"])
def test_what_was_taken_away_is_gone_from_lists_search_claims_and_counts(verb):
    figures, claims = ask("figures")["count"], ask(HELD)["count"]
    take_away(verb)
    assert FIGURE not in ids("figures") + ids("records") + ids("records", search="confirmed prisoners")
    assert FIGURE not in ids("figures", measure="armenians-held-by-azerbaijan")
    assert (ask("figures")["count"], ask(HELD)["count"]) == (figures - 1, claims - 1)
    assert FIGURE not in get(HELD).content.decode()
    assert next(c["count"] for c in ask("/api/v1/")["collections"] if c["name"] == "figures") == figures - 1


def test_what_was_withdrawn_still_shows_as_of_before():
    sequence, before = ask("figures")["sequence"], get(HERE).content
    take_away("withdraw")
    assert get(f"{HERE}?as_of={sequence}").content == before
    assert get(f"{HERE}versions/1/").content == before
    assert FIGURE in ids("figures", as_of=sequence)
    assert FIGURE in get(f"{HELD}?as_of={sequence}").content.decode()
    assert "redacted" not in ask("figures", as_of=sequence)


def test_a_withdrawn_entry_that_is_published_again_is_a_new_version_at_the_same_address():
    take_away("withdraw")
    assert revise("figure", FIGURE, title="Back").version == 3
    assert (ask(HERE)["title"], ask(HERE)["version"]) == ("Back", 3)
    assert problem_at(f"{HERE}versions/2/", status=410)["action"] == "withdraw"


def test_the_claims_of_a_withdrawn_measure_are_gone():
    for slug in ids("figures", measure="azerbaijani-soldiers-held-by-armenia"):
        remove("figure", slug)
    remove("measure", "azerbaijani-soldiers-held-by-armenia", reason_class="duplicate")
    body = problem_at(f"{ROOT}measures/azerbaijani-soldiers-held-by-armenia/claims/", status=410)
    assert body["reason_class"] == "duplicate"


# Redacted


def test_redacted_text_is_gone_from_every_address_and_every_moment():
    said_first = document("figure", FIGURE)["title"]
    revise("figure", FIGURE, title="Zebrafinch second")
    revise("figure", FIGURE, title="Zebrafinch third")
    sequence = ask("figures")["sequence"]
    take_away("redact")
    for address in (HERE, f"{HERE}?as_of={sequence}", *(f"{HERE}versions/{n}/" for n in (1, 2, 3, 4))):
        assert problem_at(address, status=410)["action"] == "redact"
    asked = [
        "figures/",
        "records/",
        "changes/",
        "figures/?search=zebrafinch",
        f"figures/?as_of={sequence}",
        f"figures/{FIGURE}/versions/",
    ]
    everything = b"".join(
        get(f"{ROOT}{path}").content for path in [*asked, f"records/?as_of={sequence}&page_size=200"]
    )
    assert b"Zebrafinch" not in everything
    assert said_first.encode() not in everything
    assert not Published.objects.entry("figure", FIGURE).exclude(search=None, terms=[], period=None).exists()


def test_a_past_answer_counts_what_was_redacted_since_and_only_then():
    sequence = ask("figures")["sequence"]
    take_away("redact")
    assert ask("figures", as_of=sequence)["redacted"] == 1
    assert ask("records", as_of=sequence)["redacted"] == 1
    assert "redacted" not in ask("incidents", as_of=sequence)
    assert "redacted" not in ask("figures")
    assert "redacted" not in ask("figures", as_of=row(FIGURE, 2).sequence)


def test_a_redaction_changes_nothing_else_in_a_past_answer():
    before = ask("figures")
    take_away("redact")
    after = ask("figures", as_of=before["sequence"])
    assert after["results"] == [found for found in before["results"] if found["id"] != FIGURE]


def test_a_redacted_version_says_so_after_a_new_publication():
    take_away("redact")
    revise("figure", FIGURE, title="Without it")
    assert ask(HERE)["title"] == "Without it"
    assert problem_at(f"{HERE}versions/1/", status=410)["action"] == "redact"


# Never published


def without(text, slug):
    return text.replace(slug.encode(), b"")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_draft_answers_byte_for_byte_as_an_unknown_id(kind):
    example = kind.model._default_manager.get(pk=kind.example)
    fields = {field.attname: getattr(example, field.attname) for field in kind.model._meta.concrete_fields}
    fields = {name: value for name, value in fields.items() if name not in ("id", "record_ptr_id")}
    kind.model._default_manager.create(**fields | {"id": "a-draft", "state": "draft"})
    for path in ("{}/", "{}/versions/", "{}/versions/1/", "{}/?as_of=1", "{}/claims/"):
        draft, unknown = (
            get(f"{ROOT}{kind.collection}/{path.format(slug)}") for slug in ("a-draft", STRICT_UNKNOWN)
        )
        assert (draft.status_code, draft.content) == (404, unknown.content)
        assert dict(draft.headers) == dict(unknown.headers)
    assert "a-draft" not in ids(kind.collection)


def test_an_id_belongs_to_its_collection_alone():
    problem_at(f"{ROOT}incidents/{FIGURE}/", status=404)
    problem_at(f"{ROOT}records/{FIGURE}/", status=404)
