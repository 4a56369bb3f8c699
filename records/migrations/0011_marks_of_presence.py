"""Whether an entry has any mediator, or lacks an actor, is among the terms it is found by. 0013 derives them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_look_ups_by_year"),
    ]

    operations = []
