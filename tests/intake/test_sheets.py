"""Tables are read as editors and their spreadsheets write them; what cannot be read is told by row and column."""

import io
from datetime import date, time

import openpyxl
import pytest
from uploading import as_csv, as_xlsx, incident, outcomes, saved, steps_of, troubles, workbook

from records.intake.tables.sheets import as_meant, defused
from records.kinds.incident import Incident
from records.kinds.place import Place

NAMES = ("kind", "id", "title", "status", "category")
FIRST = ("incident", "one", "An event", "reported", "clash")


def document(name: str, raw: bytes, slug: str = "one") -> dict:
    (step,) = [step for step in steps_of(name, raw) if step.slug == slug]
    return step.after.document


def says(name: str, raw: bytes) -> str:
    return "\n".join(f"{each.place}|{each.field}|{each.says}" for each in troubles(name, raw))


# Rows and columns

PARTICIPANTS = ("participants.actor", "participants.role", "participants.capacity", "participants.represents")


def test_lists_go_down_the_rows() -> None:
    raw = as_csv(
        (*NAMES, *PARTICIPANTS, "places"),
        (*FIRST, "armenia", "party", "", "", "yerevan"),
        ("", "one", "", "", "", "nikol-pashinyan", "announcer", "Prime Minister", "armenia", "brussels"),
        ("", "", "", "", "", "azerbaijan", "party", "", "", ""),
    )
    found = document("one.csv", raw)
    assert [(who["actor"]["id"], who["role"]) for who in found["participants"]] == [
        ("armenia", "party"),
        ("nikol-pashinyan", "announcer"),
        ("azerbaijan", "party"),
    ]
    assert [place["id"] for place in found["places"]] == ["yerevan", "brussels"]


def test_a_list_inside_a_list_goes_down_from_the_item_it_belongs_to() -> None:
    legs = ("from", "to", "via", "category", "of_whom", "count", "breakdown.of", "breakdown.count")
    raw = as_csv(
        ("kind", "id", "title", "status", *(f"legs.{name}" for name in legs)),
        (
            "prisoner-release",
            "one",
            "A release",
            "reported",
            "armenia",
            "",
            "",
            "soldier",
            "",
            3,
            "Officers",
            1,
        ),
        ("", "one", "", "", "", "", "", "", "", "", "Others", "at least 2"),
        ("", "one", "", "", "azerbaijan", "", "", "civilian", "", "about 5 (some five)", "Others", 0),
    )
    first, second = document("one.csv", raw)["legs"]
    assert [part["of"] for part in first["breakdown"]] == ["Officers", "Others"]
    assert second["breakdown"] == [
        {"of": "Others", "count": {"low": 0, "high": 0, "qualifier": "exact", "text": None}}
    ]
    assert second["count"]["text"] == "some five"


def test_rows_of_an_entry_need_not_stand_together() -> None:
    raw = as_csv(
        (*NAMES, *PARTICIPANTS),
        (*FIRST, "armenia", "party", "", ""),
        ("incident", "two", "Another", "reported", "clash", "russia", "host", "", ""),
        ("incident", "one", "", "", "", "azerbaijan", "party", "", ""),
    )
    assert len(document("one.csv", raw)["participants"]) == 2
    assert len(document("one.csv", raw, "two")["participants"]) == 1


def test_an_id_given_to_two_entries_is_told_with_both_rows() -> None:
    raw = as_csv(NAMES, FIRST, FIRST, ("incident", "one", "Quite another event", "reported", "clash"))
    assert says("one.csv", raw) == (
        "Row 4|title|Row 2 gives another title for this id: keep one of them, or give this row an id of its own."
    )


def test_an_id_on_two_sheets_is_told_with_both_places() -> None:
    raw = workbook({"incidents": (NAMES, FIRST), "more": (NAMES, FIRST)})
    assert "This id is defined twice; the other stands at one.xlsx/incidents:2." in says("one.xlsx", raw)


def test_a_row_without_an_id_at_the_top_is_told() -> None:
    assert "Row 2|id|Give this entry an id" in says(
        "one.csv", as_csv(NAMES, ("incident", "", "An event", "", ""))
    )


def test_unknown_columns_are_named_with_the_nearest() -> None:
    raw = as_csv(
        ("kind", "id", "titel", "statu", "zzz", "participants.rolle"), ("incident", "one", "x", "", "", "")
    )
    found = says("one.csv", raw)
    assert "Row 1|titel|Unknown column. Did you mean title?" in found
    assert "Row 1|statu|Unknown column. Did you mean status?" in found
    assert "Row 1|participants.rolle|Unknown column. Did you mean participants.role?" in found
    assert "Row 1|zzz|Unknown column. The template" in found


def test_a_column_without_a_name_or_twice_is_told() -> None:
    raw = as_csv((*NAMES, "", "title"), (*FIRST, "lost", "An event"))
    found = says("one.csv", raw)
    assert "Row 1|number 6|This column has cells but no name" in found
    assert "Row 1|title|This column stands here twice" in found


def test_names_of_columns_may_have_capitals_and_blanks_around() -> None:
    raw = as_csv((" Kind", "ID ", "Title", "STATUS", "category"), FIRST)
    assert outcomes("one.csv", raw) == {"one": "created"}


def test_blank_rows_notes_and_trailing_blanks_do_not_matter() -> None:
    raw = as_csv(
        ("# a note",),
        (),
        NAMES,
        ("# example", "x", "y"),
        (),
        tuple(f" {cell}  " for cell in FIRST),
        (" ", ""),
    )
    assert document("one.csv", raw)["title"] == "An event"


def test_a_column_that_is_left_out_leaves_the_desk_alone() -> None:
    example = Incident.objects.exclude(summary="").filter(participants__isnull=False).first()
    raw = as_csv(("kind", "id", "title"), ("incident", example.pk, "Renamed"))
    (step,) = steps_of("one.csv", raw)
    assert step.fields == ["title"]


def test_a_date_without_a_column_for_its_note_keeps_the_note() -> None:
    example = Incident.objects.exclude(date_note="").first()
    (step,) = steps_of("one.csv", as_csv(("kind", "id", "date"), ("incident", example.pk, "1999")))
    assert step.fields[0] == "date"
    assert (step.after.document["date"]["edtf"], step.after.document["date"]["note"]) == (
        "1999",
        example.date_note,
    )
    (step,) = steps_of("one.csv", as_csv(("kind", "id", "date"), ("incident", example.pk, "")))
    assert step.after.document["date"] is None
    assert document("one.csv", as_csv((*NAMES, "date"), (*FIRST, "1999")))["date"]["note"] is None


def test_a_blank_cell_means_that_nothing_is_known() -> None:
    example = Incident.objects.exclude(summary="").first()
    (step,) = steps_of("one.csv", as_csv(("kind", "id", "summary"), ("incident", example.pk, "")))
    assert step.fields == ["summary"]
    assert step.after.document["summary"] is None


def test_columns_that_belong_together_come_together() -> None:
    raw = as_csv((*NAMES, "participants.actor"), (*FIRST, "armenia"))
    assert "Row 1|participants|Add the column participants.role" in says("one.csv", raw)


# Kinds and sheets


def test_sheets_hold_a_kind_each_and_refer_to_each_other() -> None:
    raw = workbook(
        {
            "actors": (("id", "name", "type"), ("someone-new", "Someone", "unnamed")),
            "Whatever": ((*NAMES, "alleged_by"), (*FIRST, "someone-new")),
            "notes": (("whatever", "people"), ("note", "here")),
        }
    )
    assert outcomes("two.xlsx", raw) == {"someone-new": "created", "one": "created"}


def test_an_empty_sheet_beside_a_filled_one_does_not_matter() -> None:
    assert outcomes(
        "two.xlsx", workbook({"figures": (("id", "title"),), "x": (), "incidents": (NAMES, FIRST)})
    )


def test_a_sheet_that_does_not_say_its_kind_is_told() -> None:
    found = says("one.xlsx", workbook({"Sheet1": (NAMES[1:], FIRST[1:])}))
    assert found.startswith("Row 1, sheet Sheet1|kind|Name the sheet after what it holds")


def test_two_kinds_on_one_sheet_are_told() -> None:
    raw = as_csv(NAMES, FIRST, ("figure", "two", "Another", "reported", ""))
    assert "Row 3|kind|This sheet holds incident: put 'figure' on a sheet of its own" in says("one.csv", raw)


def test_an_id_of_another_kind_is_told() -> None:
    raw = as_csv(
        ("kind", "id", "title", "status"), ("negotiation-round", Incident.objects.first().pk, "x", "reported")
    )
    assert "This id belongs to another kind, incident" in says("one.csv", raw)


# What spreadsheets make of cells


def test_numbers_are_whole_where_they_are_whole() -> None:
    names = (*NAMES, "casualties.of", "casualties.killed", "casualties.wounded")
    found = document("one.xlsx", as_xlsx(names, (*FIRST[:2], 2022.0, *FIRST[3:], "Soldiers", 17.0, "17")))
    assert found["title"] == "2022"
    assert found["casualties"][0]["killed"]["low"] == found["casualties"][0]["wounded"]["low"] == 17


def test_half_a_number_is_told() -> None:
    raw = as_xlsx(
        *incident("one", casualties__of="Soldiers", casualties__killed=1.5, casualties__wounded=None)
    )
    assert "Row 2, sheet incidents|casualties.killed|Write a number, at least 5" in says("one.xlsx", raw)


def dated(value, number_format: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(*incident("one", date=value, date__note=None))))
    book.active.cell(2, 6).number_format = number_format
    return saved(book)


@pytest.mark.parametrize(
    "number_format", ["yyyy-mm-dd", "dd/mm/yyyy", "d mmmm yyyy", "m/d/yy", '[$-409]d "of" mmm yyyy']
)
def test_a_day_that_a_spreadsheet_made_a_date_is_that_day(number_format: str) -> None:
    assert document("one.xlsx", dated(date(2022, 10, 4), number_format))["date"]["edtf"] == "2022-10-04"


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (date(2021, 5, 1), "mmm-yy"),
        (date(2022, 10, 4), "d-mmm"),
        (44_838.5, "yyyy-mm-dd"),
        (time(12, 30), "hh:mm"),
        (date(2022, 10, 4), "[h]:mm"),
    ],
)
def test_a_date_that_was_made_more_precise_than_typed_is_refused(value, number_format: str) -> None:
    assert "may have added what you did not type" in says("one.xlsx", dated(value, number_format))


def test_days_are_counted_as_the_workbook_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(dated(date(2022, 10, 4), "yyyy-mm-dd")))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert document("one.xlsx", saved(book))["date"]["edtf"] == "2022-10-04"


def test_a_date_in_a_column_of_text_is_told() -> None:
    raw = as_xlsx(NAMES, ("incident", "one", date(2022, 10, 4), "reported", "clash"))
    assert "Row 2, sheet incidents|title|The spreadsheet made a date of this" in says("one.xlsx", raw)


def test_dates_stay_as_vague_as_they_are_typed() -> None:
    for typed in ("2021-05", "XXXX-06-04", "[2023-05-01..2023-05-10]", "2022"):
        raw = as_xlsx(*incident("one", date=typed, date__note=None))
        assert document("one.xlsx", raw)["date"]["edtf"] == typed
    assert (
        document("one.xlsx", as_xlsx(*incident("one", date=2022, date__note=None)))["date"]["edtf"] == "2022"
    )


def test_yes_and_no_are_read_however_a_spreadsheet_writes_them() -> None:
    names = ("kind", "id", "title", "status", "exchange")
    for cell, said in ((True, True), ("FALSE", False), ("yes", True), ("No", False), (None, None)):
        raw = as_xlsx(names, ("prisoner-release", "one", "x", "reported", cell), title="x")
        assert document("one.xlsx", raw)["exchange"] is said
    raw = as_xlsx(names, ("prisoner-release", "one", "x", "reported", "perhaps"), title="x")
    assert "exchange|Write true or false." in says("one.xlsx", raw)


def test_a_formula_is_refused_and_not_computed() -> None:
    raw = as_xlsx(NAMES, ("incident", "one", "=1+1", "reported", "clash"))
    assert "Row 2, sheet incidents|title|This cell holds a formula" in says("one.xlsx", raw)


def test_a_cell_in_error_is_told() -> None:
    raw = as_xlsx(NAMES, ("incident", "one", "#N/A", "reported", "clash"))
    assert "Row 2, sheet incidents|title|This cell shows an error" in says("one.xlsx", raw)


def test_merged_cells_are_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(NAMES, FIRST, FIRST)))
    book.active.merge_cells("C2:C3")
    assert "Sheet incidents: The cells C2:C3 are merged" in says("one.xlsx", saved(book))


def test_what_a_source_states_is_written_a_line_each() -> None:
    cited = {"source": "azerbaijan-releases-17-prisoners", "paragraph": 3, "phrase": "in invented words"}
    stated = "date: 2021-05\ncasualties.0.killed: at least 5"
    cells = {f"evidence__{name}": cell for name, cell in cited.items()}
    casualties = {"casualties__of": "Soldiers", "casualties__killed": 7, "casualties__wounded": None}
    raw = as_xlsx(
        *incident("one", **cells, evidence__states=stated, **casualties, date="2021-05-04", date__note=None)
    )
    (evidence,) = document("one.xlsx", raw)["evidence"]
    assert evidence["states"] == {
        "date": "2021-05",
        "casualties.0.killed": {"low": 5, "qualifier": "at-least"},
    }
    raw = as_xlsx(*incident("one", **cells, evidence__states="colour: red", **casualties))
    assert "evidence.states|'colour' is not a field of this record." in says("one.xlsx", raw)


def test_points_are_numbers() -> None:
    names = ("kind", "id", "name", "point.latitude", "point.longitude", "point.precision")
    for name, raw in {
        "one.xlsx": as_xlsx(names, ("place", "one", "Here", -40.1, 0.05, "settlement"), title="x"),
        "one.csv": as_csv(names, ("place", "one", "Here", "-40.1", "'0.05", "settlement")),
    }.items():
        if name == "one.xlsx":
            assert document(name, raw)["point"] == {
                "latitude": -40.1,
                "longitude": 0.05,
                "precision": "settlement",
            }
        else:
            assert "point.longitude|A valid number is required." in says(name, raw)
    assert not Place.objects.filter(pk="one").exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''+1", "'s-Hertogenbosch", "'", "", "x=1"]
)
def test_a_text_is_the_same_after_it_was_made_harmless(text: str) -> None:
    assert as_meant(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_may_be_separated_as_spreadsheets_do(separator: str) -> None:
    row = ("incident", "one", "An event; with a comma, a tab\tand “quotes”", "reported", "clash")
    raw = as_csv(NAMES, row, separator=separator)
    assert document("one.csv", raw)["title"] == row[2]
    assert document("one.csv", b"\xef\xbb\xbf" + raw)["title"] == row[2]
    assert document("one.csv", f"sep={separator}\r\n".encode() + raw)["title"] == row[2]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_csv_in_another_encoding_is_refused_with_what_to_do(encoding: str) -> None:
    raw = (
        as_csv(NAMES, ("incident", "one", "Événement “cité”", "reported", "clash")).decode().encode(encoding)
    )
    assert "UTF-8" in says("one.csv", raw) or "Remove control characters" in says("one.csv", raw)


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    assert "check its quotation marks" in says("one.csv", as_csv(NAMES, FIRST) + b'incident,two,"x')
