"""Look-ups year by year: numbers for each term in each year, and turns of the register. 0013 fills and indexes them."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_rows_stay_with_their_entry"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="published",
            name="published_by_term_and_word",
        ),
        migrations.AddField(
            model_name="published",
            name="found_under",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                db_default=[],
                default=list,
                help_text="The terms, the marks of its time, and each term at each mark, as numbers.",
                size=None,
            ),
        ),
    ]
