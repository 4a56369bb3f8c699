"""An editor uploads a file, sees what it would change, stores just that, and can take it back."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from uploading import STORE, UPLOAD, as_csv, confirmation, incident, outcomes, send

from records.intake.intake import Intake, Upload
from records.intake.tables.columns import names_of
from records.kinds import KINDS
from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.published import Published

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
EVERY_FORMAT = pytest.mark.parametrize("table_format", ["csv", "xlsx"])
ONE = as_csv(*incident("a-new-incident"))
FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "actors.yaml"


def stored(client: Client, name: str = "one.csv", raw: bytes = ONE) -> Intake:
    response = client.post(STORE, confirmation(send(client, name, raw)))
    assert response.status_code == 302, response.content.decode()
    return Intake.objects.latest("pk")


def give(client: Client, *codenames: str) -> None:
    """Give the onlooker more permissions; whose account changes has to sign in again."""
    account = get_user_model()._default_manager.get(username="onlooker")
    account.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(account)


def change_page(intake: Intake) -> str:
    return reverse("admin:records_intake_change", args=[intake.pk])


# Looking through a file


def test_dry_run_shows_what_is_new_and_stores_nothing(importer: Client) -> None:
    page = send(importer, "one.csv", ONE).content.decode()
    assert "new 1, changed 0, unchanged 0" in page
    assert "An invented event" in page
    assert not Incident.objects.filter(pk="a-new-incident").exists()
    assert not Intake.objects.exists()


def test_dry_run_shows_a_change_field_by_field_and_that_readers_do_not_see_it(importer: Client) -> None:
    raw = FIXTURE.read_bytes().replace(b"name: Armenia\n", b"name: Armenia renamed\n", 1)
    page = send(importer, "actors.yaml", raw).content.decode()
    assert "<del>Armenia</del>" in page
    assert "<ins>Armenia renamed</ins>" in page
    assert "1 of the changed is published" in page
    assert "changes the desk’s copy of a published entry" in page


def test_every_problem_is_shown_with_its_row_and_column(importer: Client) -> None:
    raw = as_csv(*incident("one", status="reprted", participants__actor="nobody"))
    response = send(importer, "one.csv", raw)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Nothing was stored" in page
    for said in ("Row 2", "status", "Use one of: completed", "Add the column participants.role"):
        assert said in page
    assert not Upload.objects.exists()


def test_problems_of_a_fixture_are_shown_with_their_lines(importer: Client) -> None:
    raw = b"actors:\n  - id: someone\n    name: Someone\n    type: wizard\n"
    page = send(importer, "actors.yaml", raw).content.decode()
    assert "Line 4" in page
    assert "Use one of: state" in page


def test_a_file_that_changes_nothing_cannot_be_stored(importer: Client) -> None:
    response = send(importer, "actors.yaml", FIXTURE.read_bytes())
    assert "nothing to import" in response.content.decode()
    assert confirmation(response) == {}


# Storing


def test_confirmation_stores_drafts_and_says_what_came_from_which_file(importer: Client) -> None:
    intake = stored(importer)
    entry = Incident.objects.get(pk="a-new-incident")
    assert (entry.state, entry.created_by, entry.edited_by) == ("draft", "importer", "importer")
    assert (intake.file_name, intake.by, intake.created, intake.format) == ("one.csv", "importer", 1, "csv")
    assert not Upload.objects.exists()
    page = importer.get(change_page(intake)).content.decode()
    assert intake.sha256 in page
    assert "An invented event" in page
    assert "one.csv" in importer.get(reverse("admin:records_intake_changelist")).content.decode()


def test_importing_publishes_nothing(importer: Client) -> None:
    before = Published.objects.count()
    raw = FIXTURE.read_bytes().replace(b"name: Armenia\n", b"name: Armenia renamed\n", 1)
    stored(importer, "actors.yaml", raw)
    armenia = Actor.objects.get(pk="armenia")
    assert (armenia.name, armenia.state, armenia.edited_by) == ("Armenia renamed", "published", "importer")
    assert Published.objects.count() == before


def test_confirming_twice_stores_once(importer: Client) -> None:
    shown = confirmation(send(importer, "one.csv", ONE))
    assert importer.post(STORE, shown).status_code == 302
    again = importer.post(STORE, shown)
    assert again.status_code == 409
    assert "imported already" in again.content.decode()
    assert Intake.objects.count() == 1


def test_nothing_is_stored_once_the_desk_has_changed_otherwise_than_shown(importer: Client) -> None:
    raw = FIXTURE.read_bytes().replace(b"name: Armenia\n", b"name: Armenia renamed\n", 1)
    shown = confirmation(send(importer, "actors.yaml", raw))
    armenia = Actor.objects.get(pk="armenia")
    armenia.summary = "Written meanwhile."
    armenia.save()
    response = importer.post(STORE, shown)
    assert response.status_code == 409
    assert "<del>Written meanwhile.</del>" in response.content.decode()
    assert Actor.objects.get(pk="armenia").summary == "Written meanwhile."
    assert importer.post(STORE, confirmation(response)).status_code == 302


def test_a_change_elsewhere_on_the_desk_does_not_matter(importer: Client) -> None:
    shown = confirmation(send(importer, "one.csv", ONE))
    Actor.objects.filter(pk="armenia").update(summary="Written meanwhile.")
    assert importer.post(STORE, shown).status_code == 302


def test_what_the_desk_no_longer_takes_is_told_and_not_stored(importer: Client) -> None:
    Actor.objects.create(id="passer-by", name="A passer-by", type="unnamed", created_by="x", edited_by="x")
    header, row = incident("one", alleged_by="passer-by")
    shown = confirmation(send(importer, "one.csv", as_csv(header, row)))
    Actor.objects.get(pk="passer-by").delete()
    response = importer.post(STORE, shown)
    assert response.status_code == 422
    assert "No actor has the id" in response.content.decode()


def test_nobody_confirms_what_someone_else_uploaded(importer: Client, colleague: Client) -> None:
    shown = confirmation(send(importer, "one.csv", ONE))
    assert colleague.post(STORE, shown).status_code == 409
    assert not Incident.objects.filter(pk="a-new-incident").exists()


@pytest.mark.parametrize("upload", ["", "0", "-1", "x", "9" * 40, "1e3", "٣"])
def test_forged_confirmation_stores_nothing(importer: Client, upload: str) -> None:
    send(importer, "one.csv", ONE)
    assert importer.post(STORE, {"upload": upload, "seen": "x"}).status_code == 409
    assert not Intake.objects.exists()


def test_forged_fingerprint_stores_nothing(importer: Client) -> None:
    shown = confirmation(send(importer, "one.csv", ONE))
    for seen in ("", "0" * 64):
        assert importer.post(STORE, shown | {"seen": seen}).status_code == 409
    assert not Intake.objects.exists()


def test_uploads_that_nobody_confirms_are_let_go(importer: Client) -> None:
    for number in range(8):
        send(importer, f"{number}.csv", as_csv(*incident(f"a-new-{number}")))
    assert Upload.objects.count() == 5
    shown = confirmation(send(importer, "one.csv", ONE))
    Upload.objects.update(at="2020-01-01T00:00Z")
    assert importer.post(STORE, shown).status_code == 409
    send(importer, "one.csv", ONE)
    assert Upload.objects.count() == 1


# Who may


def test_without_the_permission_no_page_opens(onlooker: Client) -> None:
    assert onlooker.get(UPLOAD).status_code == 403
    assert send(onlooker, "one.csv", ONE).status_code == 403
    assert onlooker.post(STORE, {}).status_code == 403
    assert onlooker.get(reverse("admin:records_intake_changelist")).status_code == 403
    assert onlooker.get(reverse("admin:records_intake_template", args=["actors", "csv"])).status_code == 403
    assert "Imports" not in onlooker.get(reverse("admin:index")).content.decode()


def test_importing_needs_the_permissions_of_the_kinds_it_touches(onlooker: Client) -> None:
    give(onlooker, "import_entries")
    page = send(onlooker, "one.csv", ONE).content.decode()
    assert "You may not add incidents" in page
    assert 'name="seen"' not in page
    shown = {"upload": str(Upload.objects.get().pk), "seen": "x"}
    assert "You may not add incidents" in onlooker.post(STORE, shown).content.decode()
    give(onlooker, "add_incident")
    assert stored(onlooker).created == 1
    renamed = FIXTURE.read_bytes().replace(b"name: Armenia\n", b"name: Armenia renamed\n", 1)
    assert "You may not change actors" in send(onlooker, "actors.yaml", renamed).content.decode()


def test_strangers_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get(UPLOAD).status_code == 302
    assert send(client, "one.csv", ONE).status_code == 302


def test_no_get_changes_anything(importer: Client) -> None:
    shown = confirmation(send(importer, "one.csv", ONE))
    assert importer.get(STORE, shown).status_code == 405
    assert Upload.objects.count() == 1
    intake = stored(importer)
    for page in ("change", "undo"):
        assert importer.get(reverse(f"admin:records_intake_{page}", args=[intake.pk])).status_code == 200
    assert Intake.objects.get().state == "stored"
    assert Incident.objects.filter(pk="a-new-incident").exists()


def test_imports_are_not_edited_or_deleted(importer: Client) -> None:
    intake = stored(importer)
    for address in (f"{intake.pk}/delete/", f"{intake.pk}/", f"{intake.pk}/history/"):
        assert importer.get(f"/admin/records/intake/{address}").status_code == 404
    assert importer.get(f"/admin/records/intake/{2**70}/change/").status_code == 404
    assert importer.get(f"/admin/records/intake/{intake.pk + 1}/change/").status_code == 404
    importer.post(change_page(intake), {"file_name": "other.csv"})
    assert Intake.objects.get().file_name == "one.csv"


# Templates and exports


@EVERY_KIND
@EVERY_FORMAT
def test_template_has_every_column_and_imports_as_nothing_by_itself(
    importer: Client, kind, table_format
) -> None:
    response = importer.get(reverse("admin:records_intake_template", args=[kind.collection, table_format]))
    assert response.status_code == 200
    assert f'filename="{kind.collection}-template.{table_format}"' in response["Content-Disposition"]
    assert header_of(response.content, table_format) == names_of(kind.name)
    assert kind.example.encode() in response.content or table_format == "xlsx"
    uploaded = send(importer, f"t.{table_format}", response.content)
    assert "There are no rows" in uploaded.content.decode()


def header_of(raw: bytes, table_format: str) -> list[str]:
    if table_format == "xlsx":
        return [cell.value for cell in openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0][1]]
    return next(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def test_workbook_of_a_template_explains_itself_and_offers_the_closed_words(importer: Client) -> None:
    raw = importer.get(reverse("admin:records_intake_template", args=["incidents", "xlsx"])).content
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["incidents", "notes", "words"]
    notes = {row[0]: row for row in book["notes"].iter_rows(values_only=True)}
    assert notes["participants.role"][3].startswith("party, mediator")
    assert notes["title"][4] == "yes"
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book["incidents"].data_validations.dataValidation
    }
    assert len(offered) == 6  # status, category, role, outcome, relation, sensitivity
    assert all(formula.startswith("words!$") for formula in offered.values())
    assert book["incidents"]["A2"].value == "# example"


def test_a_filled_template_is_imported(importer: Client) -> None:
    raw = importer.get(reverse("admin:records_intake_template", args=["incidents", "xlsx"])).content
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book["incidents"]
    header = [cell.value for cell in sheet[1]]
    said = {"id": "from-the-template", "title": "Typed in", "status": "reported", "category": "clash"}
    sheet.append([said.get(name) for name in header])
    file = io.BytesIO()
    book.save(file)
    assert outcomes("t.xlsx", file.getvalue()) == {"from-the-template": "created"}


@EVERY_FORMAT
def test_list_exports_what_was_selected(importer: Client, table_format: str) -> None:
    page = reverse("admin:records_actor_changelist")
    chosen = {"action": f"export_{table_format}", "_selected_action": ["armenia", "russia"]}
    response = importer.post(page, chosen)
    assert outcomes(f"a.{table_format}", response.content) == {"armenia": "unchanged", "russia": "unchanged"}
    assert "no-store" in response["Cache-Control"]


def test_export_is_for_those_who_may_see_the_kind(onlooker: Client, newcomer: Client) -> None:
    address = reverse("admin:records_intake_export", args=["actors", "csv"])
    assert onlooker.get(address).status_code == 200
    assert newcomer.get(address).status_code == 403


@pytest.mark.parametrize("address", ["actors.pdf", "records.csv", "actors.", "x.xlsx"])
def test_unknown_tables_are_not_found(importer: Client, address: str) -> None:
    for page in ("template", "export"):
        assert importer.get(f"/admin/records/intake/{page}/{address}").status_code == 404


def test_a_text_that_no_cell_holds_is_told_and_csv_holds_it(importer: Client) -> None:
    Actor.objects.filter(pk="armenia").update(summary="a" * 40_000)
    response = importer.get(reverse("admin:records_intake_export", args=["actors", "xlsx"]))
    assert response.status_code == 409
    assert "use CSV" in response.content.decode()
    raw = importer.get(reverse("admin:records_intake_export", args=["actors", "csv"])).content
    assert outcomes("a.csv", raw)["armenia"] == "unchanged"
