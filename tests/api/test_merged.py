"""An entry that was merged: its address leads to the one that stays, and its past is told as before."""

import json

import pytest
from asking import CLIENT, PROBLEM, ROOT, ask, get, ids, problem_at, remove, revise

from records.kinds import KINDS
from records.published import Published
from records.publishing.merge import merge
from records.publishing.publish import publish
from records.publishing.redact import redact

OLD, NEW = "2023-05-33-confirmed-prisoners", "thousands-of-armenians-searching-for-missing"
HERE, THERE = f"{ROOT}figures/{OLD}/", f"{ROOT}figures/{NEW}/"
COUNTED, OTHER = "azerbaijani-soldiers-held-by-armenia", "armenians-held-by-azerbaijan"


def merge_figures():
    return merge(entries=[("figure", OLD)], into=("figure", NEW))[0]


def location(address, *, method="get"):
    answer = getattr(CLIENT, method)(address)
    assert answer.status_code == 308, address
    return answer["Location"]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("query", ["", "?format=json", "?fields=id%2Ctitle&format=json"])
def test_a_merged_id_leads_to_the_one_that_stays_with_the_query(method, query):
    merge_figures()
    assert location(f"{HERE}{query}", method=method) == f"{THERE}{query}"
    assert get(location(f"{HERE}{query}")).json()["id"] == NEW


def test_the_answer_says_what_happened_in_its_body_too():
    tombstone = merge_figures()
    answer = get(HERE)
    assert answer["Content-Type"] == PROBLEM
    told = answer.json()
    assert (told["status"], told["title"], told["replaced_by"]) == (308, "Moved", NEW)
    assert (told["action"], told["reason_class"], told["version"]) == ("withdraw", "duplicate", 2)
    assert told["removed_at"] == tombstone.published_at.isoformat().replace("+00:00", "Z")


def test_a_cache_asks_again_because_a_merge_can_be_taken_back():
    merge_figures()
    assert get(HERE)["Cache-Control"] == "no-cache"


def test_what_is_unknown_or_not_understood_leads_nowhere():
    merge_figures()
    problem_at(f"{HERE}?format=csv")
    problem_at(f"{HERE}?as_of=999999")
    problem_at(f"{ROOT}incidents/{OLD}/", status=404)


def test_what_was_said_before_the_merge_is_still_said():
    sequence, before = ask("figures")["sequence"], get(HERE).content
    after = merge_figures().sequence
    assert get(f"{HERE}?as_of={sequence}").content == before
    assert get(f"{HERE}versions/1/").content == before
    assert location(f"{HERE}?as_of={after}") == f"{THERE}?as_of={after}"
    assert OLD in ids("figures", as_of=sequence)
    assert OLD not in ids("figures") + ids("records", as_of=after)


def test_the_history_and_the_tombstone_name_the_one_that_stays():
    merge_figures()
    history = ask(f"{HERE}versions/")["versions"]
    assert [(v["version"], v["action"], v["replaced_by"]) for v in history] == [
        (1, "publish", None),
        (2, "withdraw", NEW),
    ]
    gone = problem_at(f"{HERE}versions/2/", status=410)
    assert (gone["reason_class"], gone["replaced_by"]) == ("duplicate", NEW)


def test_the_feed_names_the_one_that_stays():
    sequence = merge_figures().sequence
    (change,) = ask("changes", after=sequence - 1)["results"]
    assert (change["action"], change["reason_class"], change["replaced_by"], change["document"]) == (
        *("withdraw", "duplicate", NEW),
        None,
    )
    assert {each["replaced_by"] for each in ask("changes")["results"]} == {None}


def test_when_the_one_that_stays_is_withdrawn_its_own_address_says_so():
    merge_figures()
    remove("figure", NEW, reason_class="error")
    gone = problem_at(location(HERE), status=410)
    assert (gone["reason_class"], gone["replaced_by"]) == ("error", None)


def test_a_chain_of_merges_leads_to_its_end():
    third = next(slug for slug in ids("figures") if slug not in (OLD, NEW))
    merge_figures()
    merge(entries=[("figure", NEW)], into=("figure", third))
    assert get(location(location(HERE))).json()["id"] == third


def test_a_duplicate_that_is_published_again_stands_at_its_address():
    merge_figures()
    revise("figure", OLD, title="Another after all")
    assert (ask(HERE)["title"], ask(HERE)["version"]) == ("Another after all", 3)
    assert OLD in ids("figures")
    assert problem_at(f"{HERE}versions/2/", status=410)["replaced_by"] == NEW


def test_a_redacted_duplicate_leads_nowhere_and_its_text_is_gone():
    merge_figures()
    redact(entries=[("figure", OLD)], reason_class="safety")
    gone = problem_at(HERE, status=410)
    assert (gone["action"], gone["replaced_by"]) == ("redact", None)
    problem_at(f"{HERE}versions/1/", status=410)


def test_the_claims_of_a_merged_measure_lead_to_those_of_the_one_that_stays():
    for slug in ids("figures", measure=COUNTED):
        figure = KINDS["figure"].model._default_manager.get(pk=slug)
        type(figure).objects.filter(pk=slug).update(measure_id=OTHER)
        publish(items=[figure], by="a-reviewer")
    before = ask("changes")["sequence"] - 1
    merge(entries=[("measure", COUNTED)], into=("measure", OTHER))
    here, there = (f"{ROOT}measures/{slug}/claims/" for slug in (COUNTED, OTHER))
    assert location(here) == there
    assert location(f"{here}?format=json") == f"{there}?format=json"
    assert ask(f"{here}?as_of={before - 1}")["measure"]["id"] == COUNTED
    assert ask(there)["count"] >= 1


def test_filters_by_a_merged_id_find_what_cites_it_which_is_nothing_now():
    for slug in ids("figures", measure=COUNTED):
        figure = KINDS["figure"].model._default_manager.get(pk=slug)
        type(figure).objects.filter(pk=slug).update(measure_id=OTHER)
        publish(items=[figure], by="a-reviewer")
    merge(entries=[("measure", COUNTED)], into=("measure", OTHER))
    assert ids("figures", measure=COUNTED) == []
    assert ids("figures", measure=COUNTED, as_of=123) != []


def test_an_answer_with_letters_of_any_script_leads_on_in_ascii():
    merge_figures()
    answer = get(f"{HERE}?as_of=%D9%A1")
    assert answer.status_code == 400
    assert json.loads(answer.content)["errors"][0]["parameter"] == "as_of"


def test_entries_that_are_no_duplicates_answer_as_before():
    merge_figures()
    assert not Published.objects.exclude(replaced_by="").exclude(slug=OLD).exists()
    assert get(THERE).status_code == 200
