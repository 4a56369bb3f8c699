"""A step for one of people.py, given SEED and STEPS: changes a register at random, by editors' and operators' verbs.

Prints one line a step that was taken: the verb. What a verb refuses is not done, and another step is tried.
"""

import random
import sys

from records.kinds import KINDS
from records.published import Published
from records.publishing.citing import all_carrying
from records.publishing.desk import find
from records.publishing.errors import Refused
from records.publishing.merge import merge
from records.publishing.publish import publish
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw

LARGEST_REDACTION = 4  # entries that go together, or soon nothing would be left
TITLES = ("Այլ", "Başqa", "Другой", 'Another "one"', "A back\\slash", "A line\u2028separator")
chance = random.Random(int(sys.argv[1]))


def entries(*, current):
    """(kind, id) of what stands now, or of what does not any more."""
    rows = Published.objects.filter(superseded_at=None, document__isnull=not current)
    return sorted(rows.values_list("kind", "slug"))


def revise():
    kind, slug = chance.choice(entries(current=True))
    item = KINDS[kind].model._default_manager.get(pk=slug)
    name = "title" if hasattr(item, "title") else "name"
    setattr(item, name, f"{chance.choice(TITLES)} {chance.random()}")
    item.save()
    return publish(items=[item], by="reviewer")


def bring_back():
    gone = entries(current=False)
    return publish(items=find(["/".join(chance.choice(gone))]), by="reviewer") if gone else []


def take_away():
    return withdraw(entries=[chance.choice(entries(current=True))], reason_class="error")


def remove_text():
    entry = chance.choice([*entries(current=True), *entries(current=False)])
    together = [entry, *all_carrying(entry)]
    return redact(entries=together, reason_class="safety") if len(together) <= LARGEST_REDACTION else []


def make_one():
    standing = entries(current=True)
    duplicate = chance.choice(standing)
    same = [entry for entry in standing if entry[0] == duplicate[0]]
    return merge(entries=[duplicate], into=chance.choice(same))


VERBS = [revise, revise, bring_back, take_away, remove_text, make_one]


def step():
    while True:
        verb = chance.choice(VERBS)
        try:
            if verb():
                return verb.__name__
        except Refused:
            continue


for _ in range(int(sys.argv[2])):
    sys.stdout.write(f"{step()}\n")
