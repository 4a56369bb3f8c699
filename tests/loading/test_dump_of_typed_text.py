"""What people type on the desk is dumped so that it can be loaded again."""

from pathlib import Path

from records.kinds.incident import Incident
from records.kinds.source import Source
from records.loading.dump import dump
from records.loading.load import load

EVENT = "2023-05-04-blinken-statement"


def test_line_ends_as_browsers_send_them_are_dumped_and_loaded_as_one_character(tmp_path: Path) -> None:
    Incident.objects.filter(pk=EVENT).update(summary="One line.\r\nAnother.")
    dump(folder=tmp_path / "dump")
    assert load(paths=[tmp_path / "dump"]).outcomes.keys() == {"unchanged"}


def test_a_desk_with_long_digests_is_dumped_into_files_that_can_be_read(tmp_path: Path) -> None:
    digest = [{"paragraph": number, "text": "A paragraph. " * 8} for number in range(1, 101)]
    Source.objects.bulk_create(
        Source(id=f"long-{number}", title="Long", type="report", digest=digest) for number in range(150)
    )
    dump(folder=tmp_path / "dump")
    assert load(paths=[tmp_path / "dump"], check=True).outcomes["checked"] == 273
