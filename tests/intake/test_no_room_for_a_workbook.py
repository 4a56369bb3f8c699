"""A workbook of the desk for which the disk has no room is refused as such, by the writer that is installed to serve."""

import os
import subprocess
import sys

WRITE_MUCH = """
import resource, django
django.setup()
from records.intake.tables.new_sheets import NewSheet, write_xlsx
from records.spool import NoRoomError
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
try:
    write_xlsx([NewSheet("a", ["x"], [[f"word {number}"] for number in range(2_000)])])
except NoRoomError as error:
    print(error)
"""


def test_a_workbook_that_finds_no_room_says_so() -> None:
    told = {"DJANGO_SETTINGS_MODULE": "config.settings", "OPENPYXL_LXML": "False"}
    ran = subprocess.run(
        [sys.executable, "-c", WRITE_MUCH], env=os.environ | told, check=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith("There is no room for temporary files in ")
