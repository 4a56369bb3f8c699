"""Whatever is sent to the desk, it answers with a form error or a refusal, and keeps nothing of it."""

from urllib.parse import quote

import pytest
from desk_pages import address, document_of, form_on, sign_in
from django.test import Client
from django.urls import reverse
from test_saving import RELEASE, TYPED_RELEASE

from records.kinds import KINDS
from records.kinds.base import Record

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))

BAD_PARTS = {
    "date outside EDTF": ({"date": "2023-13"}, "At position 5"),
    "day that does not exist": ({"date": "2023-02-30"}, "At position 8"),
    "nine words": ({"evidence-0-phrase": "one two three four five six seven eight nine"}, "at most 8 words"),
    "id with capitals": ({"id": "A Release"}, "Use lower-case ASCII letters"),
    "id with a space at the end of a line": ({"id": "a-release\nb"}, "Use lower-case ASCII letters"),
    "quantity without a meaning": ({"count_qualifier": ""}, "Choose under “Meaning”"),
    "quantity that contradicts itself": (
        {"count_high": "9"},
        "For “About”, write the number under “Lowest” and leave “Highest” empty.",
    ),
    "quantity that is no number": ({"count_low": "many"}, "Enter a whole number."),
    "number of thirty digits": ({"count_low": "1" * 30}, "less than or equal to 10000000000"),
    "breakdown without a number": ({"legs-0-breakdown": "Soldiers"}, "Line 1: write of whom, an equals sign"),
    "breakdown that is no number": (
        {"legs-0-breakdown": "A = 1\nB = lots"},
        "Line 2: Write a number, at least 5",
    ),
    "paragraph 0": ({"evidence-0-paragraph": "0"}, "greater than or equal to 1"),
    "states of a field that is not there": (
        {"evidence-0-states": "colour: red"},
        "&#x27;colour&#x27; is not a field",
    ),
    "states of a leg that is not there": ({"evidence-0-states": "legs.7.count: 1"}, "legs has no item 7"),
    "states of a wrong kind": ({"evidence-0-states": "exchange: perhaps"}, "exchange: Write true or false."),
    "states of a bad date": ({"evidence-0-states": "date: 2023-13"}, "date: At position 5"),
    "states twice": ({"evidence-0-states": "count: 1\ncount: 2"}, "count is given twice."),
    "states without a colon": ({"evidence-0-states": "seven"}, "write a field of the record, a colon"),
    "states in broken JSON": (
        {"evidence-0-states": 'count: {"low": 1'},
        "begins like JSON but cannot be read",
    ),
    "unknown actor": ({"participants-0-actor": "nobody"}, "Select a valid choice"),
    "same place twice": ({"placings-1-place": "yerevan"}, "duplicate"),
    "text direction marks": (
        {"title": "A \u202erelease"},
        "Remove control characters and text-direction marks.",
    ),
    "control character in a row": ({"outcomes-0-text": "A\x07B"}, "Remove control characters"),
    "too long": ({"title": "x" * 300}, "at most 200 characters"),
    "rows without their management form": ({"legs-TOTAL_FORMS": ""}, "ManagementForm data is missing"),
}


@pytest.mark.parametrize(("typed", "says"), BAD_PARTS.values(), ids=list(BAD_PARTS))
def test_bad_part_is_a_form_error_and_nothing_is_saved(
    writer: Client, typed: dict[str, str], says: str
) -> None:
    before = set(Record.objects.values_list("pk", flat=True))
    response = writer.post(address("prisoner-release", "add"), TYPED_RELEASE | typed)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert set(Record.objects.values_list("pk", flat=True)) == before


def test_refused_change_leaves_the_record_as_it_was(writer: Client) -> None:
    page = address("prisoner-release", "change", RELEASE)
    opened = form_on(writer, page).values
    before = document_of("prisoner-release", RELEASE)
    for typed in (
        {"date": "2023-13"},
        {"evidence-0-states": "colour: red"},
        {"evidence-0-states": "legs.7.count: 1"},
    ):
        assert "errornote" in writer.post(page, opened | {"summary": "New."} | typed).content.decode()
    assert document_of("prisoner-release", RELEASE) == before


def test_error_about_the_whole_record_stands_at_its_row(writer: Client) -> None:
    response = writer.post(
        address("prisoner-release", "add"), TYPED_RELEASE | {"evidence-0-states": "legs.7.count: 1"}
    )
    (evidence,) = (
        inline.formset
        for inline in response.context["inline_admin_formsets"]
        if inline.formset.prefix == "evidence"
    )
    assert list(evidence.forms[0].errors) == ["states"]


def test_leg_that_a_source_speaks_of_cannot_be_removed_alone(writer: Client) -> None:
    page = address("prisoner-release", "change", RELEASE)
    response = writer.post(page, form_on(writer, page).values | {"legs-0-DELETE": "on"})
    assert "legs has no item 0" in response.content.decode()


def test_name_listed_twice_is_refused_in_words(writer: Client) -> None:
    rows = {
        "names-TOTAL_FORMS": "2",
        "names-INITIAL_FORMS": "0",
        "names-0-name": "Here",
        "names-1-name": "Here",
    }
    response = writer.post(address("place", "add"), rows | {"id": "here", "name": "Here"})
    assert response.status_code == 200
    assert "The database refuses this entry: a name of a place" in response.content.decode()


def test_half_a_point_is_refused(writer: Client) -> None:
    rows = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    response = writer.post(address("place", "add"), rows | {"id": "here", "name": "Here", "latitude": "40.1"})
    assert "A point needs latitude, longitude and precision together." in response.content.decode()


NUL = quote("\x00")


@EVERY_KIND
def test_nul_in_an_address_is_refused(writer: Client, kind) -> None:
    listed = address(kind, "changelist")
    for query in (f"q=a{NUL}", f"state__exact={NUL}", f"{NUL}=1", f"o={NUL}", f"p={NUL}", f"_to_field={NUL}"):
        assert writer.get(f"{listed}?{query}").status_code == 400, query
    for page in ("change", "delete", "history", "publish", "withdraw"):
        assert writer.get(f"{listed}{NUL}/{page}/").status_code == 400, page


def test_nul_in_an_account_s_address_is_refused(writer: Client) -> None:
    listed = reverse("admin:auth_user_changelist")
    for query in (f"q={NUL}", f"username={NUL}", f"groups__id__exact={NUL}"):
        assert writer.get(f"{listed}?{query}").status_code == 400, query


def test_nul_in_autocompletion_is_refused(writer: Client) -> None:
    asked = {"app_label": "records", "model_name": "participation", "field_name": "actor", "term": "a\x00"}
    assert writer.get(reverse("admin:autocomplete"), asked).status_code == 400


def test_nul_in_any_field_is_refused(writer: Client) -> None:
    before = Record.objects.count()
    for name, text in TYPED_RELEASE.items():
        typed = TYPED_RELEASE | {name: f"{text}\x00"}
        assert writer.post(address("prisoner-release", "add"), typed).status_code == 400, name
    assert Record.objects.count() == before


def test_nul_when_signing_in_is_refused(client: Client, db: None) -> None:
    typed = {"username": "a\x00", "password": "b\x00"}
    assert client.post(reverse("admin:login"), typed).status_code == 400


UNDECLARED = (
    "summary__startswith=S",
    "edited_by=writer",
    "created_by__regex=^w",
    "id__gt=a",
    "evidence__phrase__icontains=a",
    "state__startswith=d",
)
ODD = (
    "p=99999999999999999999",
    "o=" + "1" * 5000,
    "q=" + "x" * 3000,
)  # what else is odd: see test_lookups.py


@EVERY_KIND
def test_lists_are_filtered_only_as_declared(writer: Client, kind) -> None:
    for query in UNDECLARED:
        assert writer.get(f"{address(kind, 'changelist')}?{query}").status_code == 400, query


@EVERY_KIND
def test_odd_queries_of_a_list_are_answered(writer: Client, kind) -> None:
    for query in ODD:
        assert writer.get(f"{address(kind, 'changelist')}?{query}").status_code in (200, 302), query


def test_autocompletion_answers_only_for_references(writer: Client) -> None:
    for model, column in (
        ("actor", "name"),
        ("published", "document"),
        ("nothing", "x"),
        ("evidence", "record"),
    ):
        asked = {"app_label": "records", "model_name": model, "field_name": column, "term": ""}
        assert writer.get(reverse("admin:autocomplete"), asked).status_code in (200, 403)


def test_nobody_completes_references_to_what_they_may_not_see() -> None:
    stranger = sign_in("stranger", superuser=False)
    asked = {"app_label": "records", "model_name": "evidence", "field_name": "source", "term": ""}
    assert stranger.get(reverse("admin:autocomplete"), asked).status_code == 403


def test_a_nul_in_a_session_cookie_is_a_400(client: Client) -> None:
    client.cookies["sessionid"] = "\x00aaaaaaaa"
    assert client.get("/admin/login/").status_code == 400
