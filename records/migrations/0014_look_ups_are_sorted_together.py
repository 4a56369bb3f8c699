"""On the desk's database rows wait for the look-ups' index to be sorted together; whoever writes them has that done.

Not on a node, where nobody would: there each row is sorted as it comes. So this does not say that it concerns the register's
table, and the model keeps what holds on a node.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_names_begun"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER INDEX looked_up SET (fastupdate = on)",
            "ALTER INDEX looked_up SET (fastupdate = off)",
        ),
    ]
