"""An editor uploads a file, sees what it would change, stores just that, and can take it back."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from uploading import as_csv

from records.intake.intake import Intake, Upload
from records.kinds.incident import Incident

UPLOAD = reverse("admin:records_intake_add")
STORE = reverse("admin:records_intake_store")
HEADER = (
    "kind",
    "id",
    "title",
    "status",
    "category",
    *(f"participants.{part}" for part in ("actor", "role")),
)
REST = ("participants.capacity", "participants.represents")
TABLE = as_csv(
    (*HEADER, *REST),
    ("incident", "a-new-incident", "Something happened", "reported", "clash", "armenia", "party", "", ""),
    ("", "a-new-incident", "", "", "", "azerbaijan", "party", "", ""),
)


def upload(client: Client, name: str = "incidents.csv", raw: bytes = TABLE):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, raw)})


def hidden(response) -> dict[str, str]:
    page = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("upload", "name", "seen")
    }


def test_upload_shows_what_is_new_and_stores_nothing(importer: Client) -> None:
    response = upload(importer)
    assert response.status_code == 200
    page = response.content.decode()
    assert "new 1, changed 0, unchanged 0" in page
    assert "Something happened" in page
    assert not Incident.objects.filter(pk="a-new-incident").exists()
    assert not Intake.objects.exists()


def test_confirmation_stores_drafts_and_says_what_came_from_which_file(importer: Client) -> None:
    response = importer.post(STORE, hidden(upload(importer)))
    intake = Intake.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("admin:records_intake_change", args=[intake.pk])
    entry = Incident.objects.get(pk="a-new-incident")
    assert (entry.state, entry.created_by, entry.participants.count()) == ("draft", "importer", 2)
    assert (intake.file_name, intake.by, intake.created, intake.format) == (
        "incidents.csv",
        "importer",
        1,
        "csv",
    )
    assert not Upload.objects.exists()
    page = importer.get(response["Location"]).content.decode()
    assert intake.sha256 in page
    assert "Something happened" in page


def test_pages_open(importer: Client) -> None:
    for name in ("changelist", "add"):
        assert importer.get(reverse(f"admin:records_intake_{name}")).status_code == 200
    importer.post(STORE, hidden(upload(importer)))
    pk = Intake.objects.get().pk
    for name in ("change", "undo"):
        assert importer.get(reverse(f"admin:records_intake_{name}", args=[pk])).status_code == 200
    response = importer.post(reverse("admin:records_intake_undo", args=[pk]))
    assert response.status_code == 302
    assert not Incident.objects.filter(pk="a-new-incident").exists()
    assert Intake.objects.get().state == "undone"
