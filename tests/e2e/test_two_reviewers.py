"""Two people at one entry at the same moment, in processes of their own: one step is taken, and the other person is told.

A lock held from outside makes them truly meet, as in test_concurrent_publishing.py.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from meeting import PATIENCE
from people import Person, people

from config.embedded.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "1994-ceasefire"

STEP = """
import json, sys
from records.kinds.base import Record
from records.publishing.errors import Refused
from records.reviewing.publish_submitted import publish_submitted
from records.reviewing.send_back import send_back
from records.reviewing.submit import submit
step, by, slug = sys.argv[1:]
item = Record.objects.get(pk=slug)
try:
    if step == "publish":
        publish_submitted(items=[item], by=by)
    elif step == "send-back":
        send_back(item=item, by=by, reason="Which source says so?")
    else:
        submit(item=item, by=by)
except Refused as refused:
    print(json.dumps(refused.reasons))
else:
    print(json.dumps("done"))
"""


SAVE = """
import json, re, sys
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from desk_pages import address, form_on, sign_in
_, by, slug = sys.argv[1:]
client, page = sign_in(by), address("incident", "change", slug)
response = client.post(page, form_on(client, page).values | {"summary": f"By {by}."})
said = re.search("<strong>([a-z]+) saved this entry after you opened it", response.content.decode())
print(json.dumps("done" if response.status_code == 302 else {slug: [said and said[1]]}))
"""


@pytest.fixture(scope="module")
def two(cluster: Cluster, environment: dict[str, str]) -> Iterator[list[Person]]:
    """Two people who read the desk's pages, too."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "editorial")])
    with people(environment | {"PYTHONPATH": paths}, 2) as both:
        yield both


def state(database: psycopg.Connection[Any]) -> tuple[str, int]:
    row = database.execute(
        "SELECT state, (SELECT max(version) FROM records_published WHERE slug = id) FROM records_record WHERE id = %s",
        [ENTRY],
    ).fetchone()
    assert row is not None
    return row


def change_and_put(database: psycopg.Connection[Any], in_state: str) -> int:
    """Give the entry something new to say, and a state; its version in the register."""
    database.execute(
        "UPDATE records_record SET title = title || '!', state = %s WHERE id = %s", [in_state, ENTRY]
    )
    return state(database)[1]


def meet(database: psycopg.Connection[Any], two: list[Person], *steps: tuple[str, str]) -> list[Any]:
    """Take each step (its name and whose it is) in a process of its own, both of them at the entry before it is let go."""
    database.execute("BEGIN")
    database.execute("SELECT 1 FROM records_record WHERE id = %s FOR UPDATE", [ENTRY])
    for person, step in zip(two, steps, strict=True):
        person.begin(SAVE if step[0] == "save" else STEP, *step, ENTRY)
    waiting = "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
    deadline = time.monotonic() + PATIENCE
    while database.execute(waiting).fetchone() != (len(steps),):
        assert time.monotonic() < deadline, "they never met"
        assert [person.process.poll() for person in two] == [None, None], "one did not get that far"
        time.sleep(0.02)
    database.execute("COMMIT")
    return [json.loads(line) for person in two for line in person.finish()]


def told(answers: list[Any]) -> str:
    """What the one who came second was told; the other's step was taken."""
    assert answers.count("done") == 1, answers
    (refused,) = (answer for answer in answers if answer != "done")
    ((sentence,),) = refused.values()
    return str(sentence)


def test_of_two_who_publish_one_is_told_that_the_other_did(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    version = change_and_put(database, "in-review")
    answers = meet(database, two, ("publish", "rita"), ("publish", "rolf"))
    assert told(answers).endswith("published it last. It has to be submitted first.")
    assert state(database) == ("published", version + 1)


def test_of_one_who_publishes_and_one_who_sends_back_only_the_first_is_heard(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    version = change_and_put(database, "in-review")
    answers = meet(database, two, ("publish", "rita"), ("send-back", "rolf"))
    assert told(answers).startswith("It is not in review: ")
    was_published = answers[0] == "done"
    assert state(database) == ("published", version + was_published)


def test_of_two_who_submit_one_is_told_that_it_is_in_review(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    change_and_put(database, "published")
    answers = meet(database, two, ("submit", "ana"), ("submit", "bo"))
    assert told(answers) == "It is in review already."
    assert state(database)[0] == "in-review"


def test_of_two_who_save_one_is_shown_what_the_other_saved(
    database: psycopg.Connection[Any], two: list[Person]
) -> None:
    answers = meet(database, two, ("save", "ana"), ("save", "bo"))
    first = told(answers)
    row = database.execute("SELECT summary, edited_by FROM records_record WHERE id = %s", [ENTRY]).fetchone()
    assert row == (f"By {first}.", first)
