"""The history of the desk: a table beside each table, filled by triggers, to which only lines are added.

What the desk holds already becomes its first lines.
"""

from typing import Any

import django.core.validators
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import records.kinds.base.fields
import records.kinds.base.parts
import records.kinds.base.record

MAKE = """
CREATE SEQUENCE records_history_order;

CREATE FUNCTION records_history_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME <> 'records_erasure'
        AND EXISTS (SELECT FROM records_erasure WHERE transaction = txid_current()) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The history is append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
"""

UNMAKE = """
DROP FUNCTION records_history_refuse_change();
DROP SEQUENCE records_history_order;
"""

FIRST_LINES = """
INSERT INTO {events} ({columns}, pgh_label, pgh_created_at, pgh_context)
SELECT {columns}, 'insert', now(), '{{"who": "operator", "why": "As it stood when the history began"}}' FROM {rows}
"""


def write_first_lines(apps: Any, schema_editor: Any) -> None:
    quote = schema_editor.quote_name
    for events in apps.get_app_config("records").get_models():
        if "pgh_label" not in {field.name for field in events._meta.local_fields}:
            continue
        rows = apps.get_model("records", events.__name__.removesuffix("Event"))
        columns = [field.column for field in events._meta.local_fields if not field.name.startswith("pgh_")]
        schema_editor.execute(
            FIRST_LINES.format(
                events=quote(events._meta.db_table),
                rows=quote(rows._meta.db_table),
                columns=", ".join(map(quote, columns)),
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("records", "0006_imports"),
    ]

    operations = [
        migrations.RunSQL(MAKE, UNMAKE),
        migrations.CreateModel(
            name="ActorEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "id",
                    models.CharField(
                        db_column="id",
                        help_text="Permanent id, used in the address and in citations. It cannot be changed later.",
                        max_length=100,
                    ),
                ),
                (
                    "part_of",
                    models.CharField(
                        db_column="part_of_id",
                        help_text="State or body it belongs to.",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        help_text="Where this stands between draft and the public register.",
                        max_length=20,
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low: already public, no one is put at risk"),
                            ("medium", "Medium: public, but look twice before publishing"),
                            ("high", "High: must not be published"),
                        ],
                        default="",
                        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.CharField(
                        editable=False, help_text="Account that made the entry.", max_length=150
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")),
                (
                    "edited_by",
                    models.CharField(
                        editable=False, help_text="Account that changed it last.", max_length=150
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True, help_text="When it was changed last.")),
                (
                    "name",
                    models.CharField(
                        help_text="The name the actor uses for itself, in English.", max_length=200
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, default="", help_text="Who this is, in neutral words."),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("institution", "Institution"),
                            ("organisation", "Organisation"),
                            ("person", "Person"),
                            ("armed-group", "Armed group"),
                            ("unnamed", "Unnamed group"),
                        ],
                        help_text="What sort of actor.",
                        max_length=20,
                    ),
                ),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Other spellings and names, one an item.",
                        validators=[records.kinds.base.parts.is_texts],
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Country, as an ISO 3166-1 alpha-2 code.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$", "Use two capital letters, for example AM."
                            )
                        ],
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Wikidata id, e.g. Q42.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^Q[1-9][0-9]*$", "Use a Wikidata id, for example Q42."
                            )
                        ],
                    ),
                ),
                (
                    "public_role",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The office that makes a person public. Without one a person is not published.",
                        max_length=200,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        db_column="source_id", help_text="The source it is the text of.", max_length=100
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        help_text="SHA-256 of that file, in hexadecimal, computed.",
                        max_length=64,
                    ),
                ),
                (
                    "word_count",
                    models.PositiveIntegerField(editable=False, help_text="Words in the text, computed."),
                ),
                (
                    "kept_by",
                    models.CharField(
                        editable=False, help_text="Account that entered the text.", max_length=150
                    ),
                ),
                ("kept_at", models.DateTimeField(auto_now=True, help_text="When the text was entered.")),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CasualtyEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("incident", models.CharField(db_column="incident_id", max_length=100)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                ("of", models.CharField(help_text="Among whom, in neutral words.", max_length=200)),
                (
                    "killed",
                    records.kinds.base.fields.QuantityField(
                        help_text="How many were killed; null when no source says."
                    ),
                ),
                (
                    "wounded",
                    records.kinds.base.fields.QuantityField(
                        help_text="How many were wounded; null when no source says."
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="Kind of the entry.", max_length=40)),
                ("slug", models.CharField(help_text="Id of the entry.", max_length=100)),
                (
                    "reason",
                    models.TextField(help_text="Why it had to be erased, in words that repeat none of it."),
                ),
                ("by", models.CharField(help_text="Who erased it.", max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True, help_text="When.")),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                        help_text="The transaction that erased it.",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("record", models.CharField(db_column="record_id", max_length=100)),
                (
                    "source",
                    models.CharField(
                        db_column="source_id", help_text="The source that says so.", max_length=100
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                (
                    "paragraph",
                    models.PositiveIntegerField(
                        help_text="Paragraph of the source: its non-empty lines counted from 1, the headline included.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "phrase",
                    models.CharField(
                        help_text="At most eight words of that paragraph, verbatim, as an anchor.",
                        max_length=200,
                        validators=[records.kinds.base.record.is_short_phrase],
                    ),
                ),
                (
                    "states",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="The values this source gives, by field of the record; sources that cannot both be right make the record contested.",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FigureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("record_ptr", models.CharField(db_column="record_ptr_id", max_length=100)),
                (
                    "measure",
                    models.CharField(db_column="measure_id", help_text="What is counted.", max_length=100),
                ),
                (
                    "claimed_by",
                    models.CharField(
                        db_column="claimed_by_id",
                        help_text="Who gives the number; null when the source states it itself.",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("value", records.kinds.base.fields.QuantityField(help_text="The number claimed.")),
                (
                    "of_whom",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Whom the number counts, in neutral words.",
                        max_length=200,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("claimed", "Claimed"),
                            ("confirmed", "Confirmed"),
                            ("unconfirmed", "Unconfirmed"),
                            ("denied", "Denied"),
                        ],
                        default="claimed",
                        help_text="How the claimant stands by it.",
                        max_length=20,
                    ),
                ),
                (
                    "breakdown",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Parts of the number: of whom, and how many.",
                        validators=[records.kinds.base.parts.is_breakdown],
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="IncidentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("record_ptr", models.CharField(db_column="record_ptr_id", max_length=100)),
                (
                    "alleged_by",
                    models.CharField(
                        db_column="alleged_by_id",
                        help_text="Who alleges it; null when the source states it itself.",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("clash", "Clash"),
                            ("shelling", "Shelling"),
                            ("attack", "Attack"),
                            ("detention", "Detention"),
                            ("charge", "Charge"),
                            ("sentence", "Sentence"),
                            ("blockade", "Blockade"),
                            ("checkpoint", "Checkpoint"),
                            ("humanitarian-visit", "Humanitarian visit"),
                            ("family-contact", "Family contact"),
                            ("appeal", "Appeal"),
                            ("allegation", "Allegation"),
                            ("report", "Report"),
                            ("protest", "Protest"),
                            ("statement", "Statement"),
                            ("agreement", "Agreement"),
                            ("ceasefire", "Ceasefire"),
                            ("displacement", "Displacement"),
                            ("deployment", "Deployment"),
                            ("other", "Other"),
                        ],
                        help_text="What sort of incident.",
                        max_length=30,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LegEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("release", models.CharField(db_column="release_id", max_length=100)),
                (
                    "from_actor",
                    models.CharField(
                        db_column="from_actor_id",
                        help_text="Who held and released them.",
                        max_length=100,
                        null=True,
                    ),
                ),
                (
                    "to_actor",
                    models.CharField(
                        db_column="to_actor_id", help_text="Who received them.", max_length=100, null=True
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        db_column="via_id",
                        help_text="Through whose hands or territory they passed.",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("prisoner-of-war", "Prisoners of war"),
                            ("soldier", "Soldiers"),
                            ("civilian", "Civilians"),
                            ("detainee", "Detainees"),
                            ("hostage", "Hostages"),
                            ("remains", "Remains of the dead"),
                            ("unstated", "Not stated"),
                        ],
                        default="unstated",
                        help_text="What the source calls the people released.",
                        max_length=20,
                    ),
                ),
                (
                    "of_whom",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Whom the number counts, in neutral words.",
                        max_length=200,
                    ),
                ),
                (
                    "count",
                    records.kinds.base.fields.QuantityField(
                        help_text="How many people; null when no source says."
                    ),
                ),
                (
                    "breakdown",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Parts of the number: of whom, and how many.",
                        validators=[records.kinds.base.parts.is_breakdown],
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MeasureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "id",
                    models.CharField(
                        db_column="id",
                        help_text="Permanent id, used in the address and in citations. It cannot be changed later.",
                        max_length=100,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        help_text="Where this stands between draft and the public register.",
                        max_length=20,
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low: already public, no one is put at risk"),
                            ("medium", "Medium: public, but look twice before publishing"),
                            ("high", "High: must not be published"),
                        ],
                        default="",
                        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.CharField(
                        editable=False, help_text="Account that made the entry.", max_length=150
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")),
                (
                    "edited_by",
                    models.CharField(
                        editable=False, help_text="Account that changed it last.", max_length=150
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True, help_text="When it was changed last.")),
                ("name", models.CharField(help_text="Short name of what is counted.", max_length=200)),
                ("definition", models.TextField(help_text="What is counted and what is not.")),
                ("unit", models.CharField(help_text="What one unit is, e.g. people.", max_length=60)),
                (
                    "population",
                    models.CharField(
                        blank=True, default="", help_text="Among whom it is counted.", max_length=200
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MissingPersonTalkEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("record_ptr", models.CharField(db_column="record_ptr_id", max_length=100)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "round_number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Number of the round, where the source counts them.", null=True
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("foreign-ministers", "Foreign ministers"),
                            ("ministers", "Ministers"),
                            ("senior-officials", "Senior officials"),
                            ("special-envoys", "Special envoys"),
                            ("commissions", "Commissions"),
                            ("experts", "Experts"),
                            ("mixed", "Mixed"),
                            ("unstated", "Not stated"),
                        ],
                        default="unstated",
                        help_text="Who met.",
                        max_length=30,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("in-person", "In person"),
                            ("videoconference", "By videoconference"),
                            ("telephone", "By telephone"),
                            ("indirect", "Through intermediaries"),
                            ("unstated", "Not stated"),
                        ],
                        default="unstated",
                        help_text="How they met.",
                        max_length=20,
                    ),
                ),
                (
                    "timeline_agreed",
                    models.BooleanField(
                        blank=True,
                        help_text="Whether a timeline was agreed; null when no source says.",
                        null=True,
                    ),
                ),
                (
                    "subjects",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What was on the table, one subject an item.",
                        validators=[records.kinds.base.parts.is_texts],
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NegotiationRoundEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("record_ptr", models.CharField(db_column="record_ptr_id", max_length=100)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("foreign-ministers", "Foreign ministers"),
                            ("ministers", "Ministers"),
                            ("senior-officials", "Senior officials"),
                            ("special-envoys", "Special envoys"),
                            ("commissions", "Commissions"),
                            ("experts", "Experts"),
                            ("mixed", "Mixed"),
                            ("unstated", "Not stated"),
                        ],
                        default="unstated",
                        help_text="Who met.",
                        max_length=30,
                    ),
                ),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("in-person", "In person"),
                            ("videoconference", "By videoconference"),
                            ("telephone", "By telephone"),
                            ("indirect", "Through intermediaries"),
                            ("unstated", "Not stated"),
                        ],
                        default="unstated",
                        help_text="How they met.",
                        max_length=20,
                    ),
                ),
                (
                    "track",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Line of talks it belongs to, e.g. eu-mediated.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case ASCII letters, digits and single hyphens, for example 2022-08-31-brussels.",
                            )
                        ],
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Summit or assembly it was held beside.",
                        max_length=200,
                    ),
                ),
                (
                    "round_number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Number of the round, where the source counts them.", null=True
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OutcomeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("record", models.CharField(db_column="record_id", max_length=100)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                ("text", models.TextField(help_text="The outcome, in our own words.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("discussed", "Discussed"),
                            ("preliminary", "Preliminary"),
                            ("pledged", "Pledged"),
                            ("agreed", "Agreed"),
                            ("signed", "Signed"),
                            ("implemented", "Implemented"),
                            ("rejected", "Rejected"),
                        ],
                        help_text="How firm the outcome was.",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("record", models.CharField(db_column="record_id", max_length=100)),
                ("actor", models.CharField(db_column="actor_id", help_text="Who took part.", max_length=100)),
                (
                    "represents",
                    models.CharField(
                        db_column="represents_id",
                        help_text="State or body for which a person acted.",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("party", "Party"),
                            ("mediator", "Mediator"),
                            ("host", "Host"),
                            ("chair", "Chair"),
                            ("facilitator", "Facilitator"),
                            ("guarantor", "Guarantor"),
                            ("observer", "Observer"),
                            ("releasing", "Releasing"),
                            ("receiving", "Receiving"),
                            ("transit", "Transit"),
                            ("announcer", "Announcer"),
                            ("claimant", "Claimant"),
                            ("affected", "Affected"),
                        ],
                        help_text="What they were there as.",
                        max_length=20,
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True, default="", help_text="Office held at that time.", max_length=200
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlaceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "id",
                    models.CharField(
                        db_column="id",
                        help_text="Permanent id, used in the address and in citations. It cannot be changed later.",
                        max_length=100,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        help_text="Where this stands between draft and the public register.",
                        max_length=20,
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low: already public, no one is put at risk"),
                            ("medium", "Medium: public, but look twice before publishing"),
                            ("high", "High: must not be published"),
                        ],
                        default="",
                        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.CharField(
                        editable=False, help_text="Account that made the entry.", max_length=150
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")),
                (
                    "edited_by",
                    models.CharField(
                        editable=False, help_text="Account that changed it last.", max_length=150
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True, help_text="When it was changed last.")),
                (
                    "name",
                    models.CharField(
                        help_text="The name most used in English-language sources.", max_length=200
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, default="", help_text="What this place is, in neutral words."
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Country, as an ISO 3166-1 alpha-2 code; null where that is contested.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}$", "Use two capital letters, for example AM."
                            )
                        ],
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Wikidata id, e.g. Q42.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^Q[1-9][0-9]*$", "Use a Wikidata id, for example Q42."
                            )
                        ],
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Degrees north, two decimals at most (about a kilometre).",
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Degrees east, two decimals at most.",
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settlement", "Settlement"),
                            ("district", "District"),
                            ("region", "Region"),
                            ("country", "Country"),
                        ],
                        default="",
                        help_text="What the point stands for.",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlaceNameEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("place", models.CharField(db_column="place_id", max_length=100)),
                (
                    "used_by",
                    models.CharField(
                        db_column="used_by_id", help_text="Who uses this name.", max_length=100, null=True
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                ("name", models.CharField(help_text="The name as its users write it.", max_length=200)),
                (
                    "language",
                    models.CharField(
                        blank=True, default="", help_text="Language tag, e.g. hy.", max_length=35
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlacingEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("record", models.CharField(db_column="record_id", max_length=100)),
                (
                    "place",
                    models.CharField(db_column="place_id", help_text="Where it happened.", max_length=100),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PrisonerReleaseEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("record_ptr", models.CharField(db_column="record_ptr_id", max_length=100)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "count",
                    records.kinds.base.fields.QuantityField(
                        help_text="How many people were released in all; null when no source says."
                    ),
                ),
                (
                    "exchange",
                    models.BooleanField(
                        blank=True,
                        help_text="Whether each side released people; null when no source says.",
                        null=True,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RecordEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "id",
                    models.CharField(
                        db_column="id",
                        help_text="Permanent id, used in the address and in citations. It cannot be changed later.",
                        max_length=100,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        help_text="Where this stands between draft and the public register.",
                        max_length=20,
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low: already public, no one is put at risk"),
                            ("medium", "Medium: public, but look twice before publishing"),
                            ("high", "High: must not be published"),
                        ],
                        default="",
                        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.CharField(
                        editable=False, help_text="Account that made the entry.", max_length=150
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")),
                (
                    "edited_by",
                    models.CharField(
                        editable=False, help_text="Account that changed it last.", max_length=150
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True, help_text="When it was changed last.")),
                (
                    "date",
                    records.kinds.base.fields.EdtfField(
                        help_text="When it happened, as EDTF text and never more precise than the source, e.g. 2022-08-31, 2021-05, XXXX-06-04 (year unknown) or [2023-05-01..2023-05-10] (one day among these)."
                    ),
                ),
                (
                    "date_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="How the date was derived, when the source does not simply print it.",
                    ),
                ),
                (
                    "earliest",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="First day it can mean; null: no bound.",
                        null=True,
                    ),
                ),
                (
                    "latest",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="Last day it can mean; null: no bound.",
                        null=True,
                    ),
                ),
                ("kind", models.CharField(editable=False, help_text="Kind of record.", max_length=40)),
                (
                    "title",
                    models.CharField(
                        help_text="One line that says what happened, in neutral words.", max_length=200
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, default="", help_text="What the sources say, in our own words."
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("completed", "Completed"),
                            ("in-progress", "In progress"),
                            ("scheduled", "Scheduled"),
                            ("announced", "Announced"),
                            ("postponed", "Postponed"),
                            ("suspended", "Suspended"),
                            ("cancelled", "Cancelled"),
                            ("reported", "Reported"),
                            ("denied", "Denied"),
                        ],
                        help_text="How far the event had come when the source was written.",
                        max_length=20,
                    ),
                ),
                (
                    "status_note",
                    models.TextField(
                        blank=True, default="", help_text="What the status rests on, where it needs saying."
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RelationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                ("id", models.BigIntegerField(db_column="id")),
                ("record", models.CharField(db_column="record_id", max_length=100)),
                (
                    "other",
                    models.CharField(db_column="other_id", help_text="The other record.", max_length=100),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0."),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("follows", "Follows"),
                            ("part-of", "Is part of"),
                            ("implements", "Implements"),
                            ("corrects", "Corrects"),
                            ("disputes", "Disputes"),
                            ("same-process", "Belongs to the same process as"),
                        ],
                        help_text="How this record relates to the other.",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("records_history_order"),
                            function="nextval",
                            output_field=models.BigIntegerField(),
                        ),
                        help_text="Place in the one order of all changes.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(
                            function="txid_current", output_field=models.BigIntegerField()
                        ),
                        help_text="Transaction; its lines are one change.",
                    ),
                ),
                (
                    "pgh_role",
                    models.CharField(
                        db_default=models.Func(
                            function="SESSION_USER",
                            output_field=models.CharField(max_length=63),
                            template="%(function)s",
                        ),
                        help_text="Database role that made the change.",
                        max_length=63,
                    ),
                ),
                (
                    "id",
                    models.CharField(
                        db_column="id",
                        help_text="Permanent id, used in the address and in citations. It cannot be changed later.",
                        max_length=100,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        help_text="Where this stands between draft and the public register.",
                        max_length=20,
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low: already public, no one is put at risk"),
                            ("medium", "Medium: public, but look twice before publishing"),
                            ("high", "High: must not be published"),
                        ],
                        default="",
                        help_text="Whether publishing could put anyone at risk. Must be set before publication; never public.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.CharField(
                        editable=False, help_text="Account that made the entry.", max_length=150
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, help_text="When the entry was made.")),
                (
                    "edited_by",
                    models.CharField(
                        editable=False, help_text="Account that changed it last.", max_length=150
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True, help_text="When it was changed last.")),
                (
                    "date",
                    records.kinds.base.fields.EdtfField(
                        help_text="When it happened, as EDTF text and never more precise than the source, e.g. 2022-08-31, 2021-05, XXXX-06-04 (year unknown) or [2023-05-01..2023-05-10] (one day among these)."
                    ),
                ),
                (
                    "date_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="How the date was derived, when the source does not simply print it.",
                    ),
                ),
                (
                    "earliest",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="First day it can mean; null: no bound.",
                        null=True,
                    ),
                ),
                (
                    "latest",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="Last day it can mean; null: no bound.",
                        null=True,
                    ),
                ),
                ("title", models.CharField(help_text="Headline, as printed.", max_length=300)),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Who published it, where the source says so.",
                        max_length=200,
                    ),
                ),
                (
                    "byline",
                    models.CharField(blank=True, default="", help_text="Author as printed.", max_length=200),
                ),
                (
                    "language",
                    models.CharField(default="en", help_text="Language tag, e.g. en or hy.", max_length=35),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("news-article", "News article"),
                            ("photo-essay", "Photo essay"),
                            ("analysis", "Analysis"),
                            ("report", "Report"),
                            ("statement", "Statement"),
                            ("press-release", "Press release"),
                            ("other", "Other"),
                        ],
                        help_text="What sort of source.",
                        max_length=20,
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        db_column="web_address",
                        default="",
                        help_text="Where it was published, if known.",
                        max_length=500,
                        validators=[records.kinds.base.fields.is_public_address],
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the article's file, in hexadecimal, so that a private copy can be matched.",
                        max_length=64,
                        validators=[django.core.validators.MinLengthValidator(64)],
                    ),
                ),
                (
                    "word_count",
                    models.PositiveIntegerField(
                        blank=True, help_text="Words in the article's file.", null=True
                    ),
                ),
                (
                    "digest",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What each paragraph says, in our own words.",
                        validators=[records.kinds.base.parts.is_digest],
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("aliases", "country", "created_at", "created_by", "edited_at", "edited_by", "id", "name", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "public_role", "sensitivity", "state", "summary", "type", "wikidata") SELECT new_values."aliases", new_values."country", new_values."created_at", new_values."created_by", new_values."edited_at", new_values."edited_by", new_values."id", new_values."name", new_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."public_role", new_values."sensitivity", new_values."state", new_values."summary", new_values."type", new_values."wikidata" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="10f42c3c35e290f392c4b012f350da97e3b22a12",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60d08",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("aliases", "country", "created_at", "created_by", "edited_at", "edited_by", "id", "name", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "public_role", "sensitivity", "state", "summary", "type", "wikidata") SELECT new_values."aliases", new_values."country", new_values."created_at", new_values."created_by", new_values."edited_at", new_values."edited_by", new_values."id", new_values."name", new_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."public_role", new_values."sensitivity", new_values."state", new_values."summary", new_values."type", new_values."wikidata" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2cea89cf2c428b715a8b29e05f2fc835c9757020",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c32e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_actorevent" ("aliases", "country", "created_at", "created_by", "edited_at", "edited_by", "id", "name", "part_of_id", "pgh_context", "pgh_created_at", "pgh_label", "public_role", "sensitivity", "state", "summary", "type", "wikidata") SELECT old_values."aliases", old_values."country", old_values."created_at", old_values."created_by", old_values."edited_at", old_values."edited_by", old_values."id", old_values."name", old_values."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."public_role", old_values."sensitivity", old_values."state", old_values."summary", old_values."type", old_values."wikidata" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b6b7f07edfbdec36e8ae8e5b5903a469acd7b8c5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1c68",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="cc9bd25124dd695a0c0202f40679f7446c83c8be",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_853b5",
                    table="records_actor",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="f230f9c41ac11b6a5834edcf69900953420a02d3",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_19ec1",
                    table="records_actor",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_articleevent" ("kept_at", "kept_by", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "source_id", "word_count") SELECT new_values."kept_at", new_values."kept_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."sha256", new_values."source_id", new_values."word_count" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe49d4256a31b5a71958fe55fef5a94de618f72d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_21f85",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_articleevent" ("kept_at", "kept_by", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "source_id", "word_count") SELECT new_values."kept_at", new_values."kept_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."sha256", new_values."source_id", new_values."word_count" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."source_id") = (new_values."source_id") WHERE (old_values."kept_at" IS DISTINCT FROM (new_values."kept_at") OR old_values."kept_by" IS DISTINCT FROM (new_values."kept_by") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."word_count" IS DISTINCT FROM (new_values."word_count")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dbe010ee40da07b32f18971b1af30f5ea8f303ed",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac80f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_articleevent" ("kept_at", "kept_by", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "source_id", "word_count") SELECT old_values."kept_at", old_values."kept_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."sha256", old_values."source_id", old_values."word_count" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="258ecf5f3eb2ec4148d9455a311c167d0d14a374",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2452d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="87236cabfecd31ce433204ef3f3f755112532ff5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_2c7d1",
                    table="records_article",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."source_id" IS DISTINCT FROM (NEW."source_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="15892ced22d2a2d25d2f0c9db7aabba248c7b47a",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_d0e34",
                    table="records_article",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_casualtyevent" ("id", "incident_id", "killed", "of", "pgh_context", "pgh_created_at", "pgh_label", "position", "wounded") SELECT new_values."id", new_values."incident_id", new_values."killed", new_values."of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."position", new_values."wounded" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1b7719a310054831b45da3f299915ff9cd00c97",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ecd20",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_casualty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_casualtyevent" ("id", "incident_id", "killed", "of", "pgh_context", "pgh_created_at", "pgh_label", "position", "wounded") SELECT new_values."id", new_values."incident_id", new_values."killed", new_values."of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."position", new_values."wounded" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="19120951871359d661c8608706cd5a6dd672ff51",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d08d6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_casualty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_casualtyevent" ("id", "incident_id", "killed", "of", "pgh_context", "pgh_created_at", "pgh_label", "position", "wounded") SELECT old_values."id", old_values."incident_id", old_values."killed", old_values."of", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."position", old_values."wounded" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="db09e20f8fd58188e36890f1f7ea351bc7ec7893",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e465",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_casualty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualty",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="cf03456988b9308a1d403d8c9989f6384349e619",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_cf709",
                    table="records_casualty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualty",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="cb63d42034deedd93478467f3d0cbd035aafbd95",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_2c661",
                    table="records_casualty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_evidenceevent" ("id", "paragraph", "pgh_context", "pgh_created_at", "pgh_label", "phrase", "position", "record_id", "source_id", "states") SELECT new_values."id", new_values."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."phrase", new_values."position", new_values."record_id", new_values."source_id", new_values."states" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="20fad79fa9c3367fe48efb5c6fa6280e213bebfb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_58b62",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_evidenceevent" ("id", "paragraph", "pgh_context", "pgh_created_at", "pgh_label", "phrase", "position", "record_id", "source_id", "states") SELECT new_values."id", new_values."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."phrase", new_values."position", new_values."record_id", new_values."source_id", new_values."states" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2bf00ca7aa4e9f99acd231bb8c5cb2bb097760d1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f078",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_evidenceevent" ("id", "paragraph", "pgh_context", "pgh_created_at", "pgh_label", "phrase", "position", "record_id", "source_id", "states") SELECT old_values."id", old_values."paragraph", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."phrase", old_values."position", old_values."record_id", old_values."source_id", old_values."states" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9f90dfccf7bb0bf3e420e53ce4f673f766d95b39",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ec531",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="549111e429ab6918ce86c949dfc2de45e01ec112",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_4d16a",
                    table="records_evidence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="967d3fe00e8d693a9fab38a78e597608a12b3322",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_4a070",
                    table="records_evidence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_figureevent" ("breakdown", "claimed_by_id", "measure_id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "standing", "value") SELECT new_values."breakdown", new_values."claimed_by_id", new_values."measure_id", new_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."record_ptr_id", new_values."standing", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b1451b5426af789097179fb100a6197834fc84e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33a97",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_figureevent" ("breakdown", "claimed_by_id", "measure_id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "standing", "value") SELECT new_values."breakdown", new_values."claimed_by_id", new_values."measure_id", new_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."record_ptr_id", new_values."standing", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."record_ptr_id") = (new_values."record_ptr_id") WHERE (old_values."breakdown" IS DISTINCT FROM (new_values."breakdown") OR old_values."claimed_by_id" IS DISTINCT FROM (new_values."claimed_by_id") OR old_values."measure_id" IS DISTINCT FROM (new_values."measure_id") OR old_values."of_whom" IS DISTINCT FROM (new_values."of_whom") OR old_values."record_ptr_id" IS DISTINCT FROM (new_values."record_ptr_id") OR old_values."standing" IS DISTINCT FROM (new_values."standing") OR old_values."value" IS DISTINCT FROM (new_values."value")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="22f079cbcd24db9e514e82286e679a1b26da3c71",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba8cd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_figureevent" ("breakdown", "claimed_by_id", "measure_id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "standing", "value") SELECT old_values."breakdown", old_values."claimed_by_id", old_values."measure_id", old_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."record_ptr_id", old_values."standing", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3354510876c33fb1d3c0424242591f4436b230a9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6f3fd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="84bce854e640d56c93f95f028d532015bedb82e0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_23732",
                    table="records_figure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_ptr_id" IS DISTINCT FROM (NEW."record_ptr_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="b259409b1fe9abd698b53454e637e7eba724809b",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_84b40",
                    table="records_figure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_incidentevent" ("alleged_by_id", "category", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT new_values."alleged_by_id", new_values."category", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."record_ptr_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bc80f00ba4d3225774e4f2696a01e202ae798db0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_77c34",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_incidentevent" ("alleged_by_id", "category", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT new_values."alleged_by_id", new_values."category", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."record_ptr_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."record_ptr_id") = (new_values."record_ptr_id") WHERE (old_values."alleged_by_id" IS DISTINCT FROM (new_values."alleged_by_id") OR old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."record_ptr_id" IS DISTINCT FROM (new_values."record_ptr_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1d14582ea214dff21743a9b63c4e155311c1ff70",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e3e7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_incidentevent" ("alleged_by_id", "category", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT old_values."alleged_by_id", old_values."category", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."record_ptr_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e31899dbcea87a03bc19ac6168a6f0e3a79c0a25",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d06f4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="ddea82d65564dc254b5cebe7e8d0918405901f4c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_7d460",
                    table="records_incident",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_ptr_id" IS DISTINCT FROM (NEW."record_ptr_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="956f8e53bb903fe8e75fefe3f3f39e9cd6a0a9e3",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_03ca1",
                    table="records_incident",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leg",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_legevent" ("breakdown", "category", "count", "from_actor_id", "id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "position", "release_id", "to_actor_id", "via_id") SELECT new_values."breakdown", new_values."category", new_values."count", new_values."from_actor_id", new_values."id", new_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."position", new_values."release_id", new_values."to_actor_id", new_values."via_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="55fe480bc1c1d6c0d86518b5e09cd973faf4605f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_22336",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_leg",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leg",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_legevent" ("breakdown", "category", "count", "from_actor_id", "id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "position", "release_id", "to_actor_id", "via_id") SELECT new_values."breakdown", new_values."category", new_values."count", new_values."from_actor_id", new_values."id", new_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."position", new_values."release_id", new_values."to_actor_id", new_values."via_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3ca1f1ce5c0faa48f996217663de6b28ebd46b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5eea6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_leg",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leg",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_legevent" ("breakdown", "category", "count", "from_actor_id", "id", "of_whom", "pgh_context", "pgh_created_at", "pgh_label", "position", "release_id", "to_actor_id", "via_id") SELECT old_values."breakdown", old_values."category", old_values."count", old_values."from_actor_id", old_values."id", old_values."of_whom", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."position", old_values."release_id", old_values."to_actor_id", old_values."via_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e91075a29066567de80ade385aef5794556e898e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5a18",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_leg",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leg",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="205e975c4908ddfbab146554983b488a51db50e6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_f3dce",
                    table="records_leg",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leg",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="a654cccaa3632e9938cd42e3182d231dcedc2a7b",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_5acd3",
                    table="records_leg",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measureevent" ("created_at", "created_by", "definition", "edited_at", "edited_by", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "population", "sensitivity", "state", "unit") SELECT new_values."created_at", new_values."created_by", new_values."definition", new_values."edited_at", new_values."edited_by", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."population", new_values."sensitivity", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b4db2822803f03f8b34d8d384ddaf1bd57afae29",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6821b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measureevent" ("created_at", "created_by", "definition", "edited_at", "edited_by", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "population", "sensitivity", "state", "unit") SELECT new_values."created_at", new_values."created_by", new_values."definition", new_values."edited_at", new_values."edited_by", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."population", new_values."sensitivity", new_values."state", new_values."unit" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d0d9fb2ba27333147ccba8895a7f2b23d54df38",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_533e8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_measureevent" ("created_at", "created_by", "definition", "edited_at", "edited_by", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "population", "sensitivity", "state", "unit") SELECT old_values."created_at", old_values."created_by", old_values."definition", old_values."edited_at", old_values."edited_by", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."population", old_values."sensitivity", old_values."state", old_values."unit" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ffeac41ba0444ec18a7c49ae9dd8a94b0ca5e11",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7e3d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="7b87526e21c2650e0f4cea8b8925d07a9c57c3f8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_79a23",
                    table="records_measure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="5a9f948e32f0d7e5d613e473d4c27d17b6087779",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_8afd7",
                    table="records_measure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalk",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_missingpersontalkevent" ("level", "modality", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "subjects", "timeline_agreed") SELECT new_values."level", new_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."record_ptr_id", new_values."round_number", new_values."subjects", new_values."timeline_agreed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="77da75a2e261819c88733cb1e06025f67d7bd6bc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e2f09",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_missingpersontalk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_missingpersontalkevent" ("level", "modality", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "subjects", "timeline_agreed") SELECT new_values."level", new_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."record_ptr_id", new_values."round_number", new_values."subjects", new_values."timeline_agreed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."record_ptr_id") = (new_values."record_ptr_id") WHERE (old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."modality" IS DISTINCT FROM (new_values."modality") OR old_values."record_ptr_id" IS DISTINCT FROM (new_values."record_ptr_id") OR old_values."round_number" IS DISTINCT FROM (new_values."round_number") OR old_values."subjects" IS DISTINCT FROM (new_values."subjects") OR old_values."timeline_agreed" IS DISTINCT FROM (new_values."timeline_agreed")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3dc11d161b51c5d10c575810c32184f3299502ba",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5f2d2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_missingpersontalk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_missingpersontalkevent" ("level", "modality", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "subjects", "timeline_agreed") SELECT old_values."level", old_values."modality", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."record_ptr_id", old_values."round_number", old_values."subjects", old_values."timeline_agreed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="262e4c730f9522e98e2b8830d17c44daa318614f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a5ba4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_missingpersontalk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalk",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="f0472e22568c8a42aec6d6c1798168ce3d7d14ef",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_1a7ed",
                    table="records_missingpersontalk",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalk",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_ptr_id" IS DISTINCT FROM (NEW."record_ptr_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="61d54c5dfcab0c45d032555d50e3d619242ef20d",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_a34c6",
                    table="records_missingpersontalk",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_negotiationroundevent" ("level", "modality", "occasion", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "track") SELECT new_values."level", new_values."modality", new_values."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."record_ptr_id", new_values."round_number", new_values."track" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="76a5b9a46b4911f9c666c4035829b3fa43413d17",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bc092",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_negotiationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_negotiationroundevent" ("level", "modality", "occasion", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "track") SELECT new_values."level", new_values."modality", new_values."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."record_ptr_id", new_values."round_number", new_values."track" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."record_ptr_id") = (new_values."record_ptr_id") WHERE (old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."modality" IS DISTINCT FROM (new_values."modality") OR old_values."occasion" IS DISTINCT FROM (new_values."occasion") OR old_values."record_ptr_id" IS DISTINCT FROM (new_values."record_ptr_id") OR old_values."round_number" IS DISTINCT FROM (new_values."round_number") OR old_values."track" IS DISTINCT FROM (new_values."track")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0da448fa902842beb74b56d9171fa4691b95b5c7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_98f3e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_negotiationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_negotiationroundevent" ("level", "modality", "occasion", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id", "round_number", "track") SELECT old_values."level", old_values."modality", old_values."occasion", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."record_ptr_id", old_values."round_number", old_values."track" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a710dd744829df09b108878464c1fc066a5eb954",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37cab",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_negotiationround",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationround",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="6976485384b6fe1c2073a77d3bb77a739b281a22",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_3b52c",
                    table="records_negotiationround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationround",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_ptr_id" IS DISTINCT FROM (NEW."record_ptr_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="dac72c5cb226b41d28346e5ec8dd3953ed2ecf3c",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_f9d8d",
                    table="records_negotiationround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_outcomeevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "status", "text") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."position", new_values."record_id", new_values."status", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d85d9efcbcdb7e15133aed9782048d806fd6c056",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3b2f4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_outcomeevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "status", "text") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."position", new_values."record_id", new_values."status", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d827edf2433ec2177b14cebe1eea315dbf47058",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6cd6a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_outcomeevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "status", "text") SELECT old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."position", old_values."record_id", old_values."status", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ab6a750349c44a7bf2d8b259c4ec6b97112560d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76d1f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_outcome",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="ebcc4a7160636eb604915aa5e97918b4c5bb0b45",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_423ba",
                    table="records_outcome",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcome",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="1730709db25b300d047fb6a96fba96dcb63f30a2",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_0f210",
                    table="records_outcome",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_participationevent" ("actor_id", "capacity", "id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "represents_id", "role") SELECT new_values."actor_id", new_values."capacity", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."position", new_values."record_id", new_values."represents_id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="041791965fad18200db226ee681c3bd9596da4f2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c6db",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_participationevent" ("actor_id", "capacity", "id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "represents_id", "role") SELECT new_values."actor_id", new_values."capacity", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."position", new_values."record_id", new_values."represents_id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a15e9b00692aba96da30b2f5fc46fc2b94e92a3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26aa6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_participationevent" ("actor_id", "capacity", "id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "represents_id", "role") SELECT old_values."actor_id", old_values."capacity", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."position", old_values."record_id", old_values."represents_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="76923db747843d51b8abf030f01776cca2f67f37",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2759a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="cf0354ab81ef9747153164c3ca1dfd31919f97da",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_7ce5c",
                    table="records_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="d5a27f85cb0cd0c8ac3e70fe1e0a2d8c2fd75dd2",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_55725",
                    table="records_participation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placeevent" ("country", "created_at", "created_by", "edited_at", "edited_by", "id", "latitude", "longitude", "name", "pgh_context", "pgh_created_at", "pgh_label", "precision", "sensitivity", "state", "summary", "wikidata") SELECT new_values."country", new_values."created_at", new_values."created_by", new_values."edited_at", new_values."edited_by", new_values."id", new_values."latitude", new_values."longitude", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."precision", new_values."sensitivity", new_values."state", new_values."summary", new_values."wikidata" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="aae85ac79bbef5113c6924f82687daea5b7dc672",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_71363",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placeevent" ("country", "created_at", "created_by", "edited_at", "edited_by", "id", "latitude", "longitude", "name", "pgh_context", "pgh_created_at", "pgh_label", "precision", "sensitivity", "state", "summary", "wikidata") SELECT new_values."country", new_values."created_at", new_values."created_by", new_values."edited_at", new_values."edited_by", new_values."id", new_values."latitude", new_values."longitude", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."precision", new_values."sensitivity", new_values."state", new_values."summary", new_values."wikidata" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b792f7f7580a1e75592cf4e079da94ebad53838",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ce3a0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placeevent" ("country", "created_at", "created_by", "edited_at", "edited_by", "id", "latitude", "longitude", "name", "pgh_context", "pgh_created_at", "pgh_label", "precision", "sensitivity", "state", "summary", "wikidata") SELECT old_values."country", old_values."created_at", old_values."created_by", old_values."edited_at", old_values."edited_by", old_values."id", old_values."latitude", old_values."longitude", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."precision", old_values."sensitivity", old_values."state", old_values."summary", old_values."wikidata" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4dacbc32ba371fc85dd73dd625d25274f64b1201",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10019",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="764bee5592f30251f87833e884145fabc09c5583",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_2f515",
                    table="records_place",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="e94514088ac94a2ae47c7da82134e262da1339fe",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_04a15",
                    table="records_place",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placenameevent" ("id", "language", "name", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "used_by_id") SELECT new_values."id", new_values."language", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."place_id", new_values."position", new_values."used_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="30335d378d27f94b44a194a9bae4d377ed1b7ad9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb618",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placenameevent" ("id", "language", "name", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "used_by_id") SELECT new_values."id", new_values."language", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."place_id", new_values."position", new_values."used_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e21e2ad9a0de7830093328ce717fe8f807291be",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_030f9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placenameevent" ("id", "language", "name", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "used_by_id") SELECT old_values."id", old_values."language", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."place_id", old_values."position", old_values."used_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="53d7711186b09c37f58568cd63b8f83688ebe8a5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3bed",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="19ab077d1b5fce31cf5ba600557a00c5378e6d30",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_04f16",
                    table="records_placename",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="9375563e2c42df82648ef9543d13bddac9acd402",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_fa280",
                    table="records_placename",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placingevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "record_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."place_id", new_values."position", new_values."record_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="451d33463e31fd2910c615031b11ae6c42e79490",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8a6ad",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_placing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placingevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "record_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."place_id", new_values."position", new_values."record_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="25c1c74e6a2a6f8e2dcbb05e8e7b9590b5a9a75d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3fb17",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_placing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_placingevent" ("id", "pgh_context", "pgh_created_at", "pgh_label", "place_id", "position", "record_id") SELECT old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."place_id", old_values."position", old_values."record_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e1201f59ebc6abcc4e88fb5fc7685cb4d42d3b75",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_79d51",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_placing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placing",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="07fd058672edf8eeb93c246e0b63855bd3e3aedc",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_3b13b",
                    table="records_placing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placing",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="d32275ea0e07d55f09e46d21946e4765507f88e5",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_2eea5",
                    table="records_placing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_prisonerreleaseevent" ("count", "exchange", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT new_values."count", new_values."exchange", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."record_ptr_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2429278fd0e4ede8ac120d1b852b750ac9d007f5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1d63b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_prisonerrelease",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_prisonerreleaseevent" ("count", "exchange", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT new_values."count", new_values."exchange", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."record_ptr_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."record_ptr_id") = (new_values."record_ptr_id") WHERE (old_values."count" IS DISTINCT FROM (new_values."count") OR old_values."exchange" IS DISTINCT FROM (new_values."exchange") OR old_values."record_ptr_id" IS DISTINCT FROM (new_values."record_ptr_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="769533ebf9ad1a09a7853a5f645fb6aeb63a17f2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f90a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_prisonerrelease",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_prisonerreleaseevent" ("count", "exchange", "pgh_context", "pgh_created_at", "pgh_label", "record_ptr_id") SELECT old_values."count", old_values."exchange", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."record_ptr_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="13047f259edcfbdd65a04c46e01b0d92822f183d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0dc6b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_prisonerrelease",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="553df495ecf13f0370067b100772b4ff586e816d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_e5acf",
                    table="records_prisonerrelease",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_ptr_id" IS DISTINCT FROM (NEW."record_ptr_id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="ccd360a697351efd0a3aa794af8b1ea3d1ffcac4",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_84608",
                    table="records_prisonerrelease",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_recordevent" ("created_at", "created_by", "date", "date_note", "earliest", "edited_at", "edited_by", "id", "kind", "latest", "pgh_context", "pgh_created_at", "pgh_label", "sensitivity", "state", "status", "status_note", "summary", "title") SELECT new_values."created_at", new_values."created_by", new_values."date", new_values."date_note", new_values."earliest", new_values."edited_at", new_values."edited_by", new_values."id", new_values."kind", new_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."sensitivity", new_values."state", new_values."status", new_values."status_note", new_values."summary", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd078f5620bd877cada6a6a8d1342f03710bcd4a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_63ec8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_record",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_recordevent" ("created_at", "created_by", "date", "date_note", "earliest", "edited_at", "edited_by", "id", "kind", "latest", "pgh_context", "pgh_created_at", "pgh_label", "sensitivity", "state", "status", "status_note", "summary", "title") SELECT new_values."created_at", new_values."created_by", new_values."date", new_values."date_note", new_values."earliest", new_values."edited_at", new_values."edited_by", new_values."id", new_values."kind", new_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."sensitivity", new_values."state", new_values."status", new_values."status_note", new_values."summary", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0d7952f1adfc3b12db257e04ce6533f93d8a5d24",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a81e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_record",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_recordevent" ("created_at", "created_by", "date", "date_note", "earliest", "edited_at", "edited_by", "id", "kind", "latest", "pgh_context", "pgh_created_at", "pgh_label", "sensitivity", "state", "status", "status_note", "summary", "title") SELECT old_values."created_at", old_values."created_by", old_values."date", old_values."date_note", old_values."earliest", old_values."edited_at", old_values."edited_by", old_values."id", old_values."kind", old_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."sensitivity", old_values."state", old_values."status", old_values."status_note", old_values."summary", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b7e318421b55d55792e5ec7846d9c4a657bd6952",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_099dc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_record",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="9aeaf78042af53dd18f6cffb770618ff3d68be0c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_63b7c",
                    table="records_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="5a888443c1eaa4340846ee2f64018664eb60998a",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_1d8d6",
                    table="records_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_relationevent" ("id", "other_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "type") SELECT new_values."id", new_values."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."position", new_values."record_id", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d5594fd7077036f538ef076c5ef7e8cd59615291",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_effad",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_relationevent" ("id", "other_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "type") SELECT new_values."id", new_values."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."position", new_values."record_id", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f8979033049c4777ece4bb9cdfdaebc24f27f9c8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0c9f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_relationevent" ("id", "other_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "record_id", "type") SELECT old_values."id", old_values."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."position", old_values."record_id", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f78dbfced7e77c82f077a43a0a76f44405f7397a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9786",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="75e58e25de67aaa98d68c7bd7c701af1f35c99b2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_cf587",
                    table="records_relation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="669d51b0cfaf378af39779efbb4b6e7aae6edcf5",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_75d1b",
                    table="records_relation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("byline", "created_at", "created_by", "date", "date_note", "digest", "earliest", "edited_at", "edited_by", "id", "language", "latest", "pgh_context", "pgh_created_at", "pgh_label", "publisher", "sensitivity", "sha256", "state", "title", "type", "web_address", "word_count") SELECT new_values."byline", new_values."created_at", new_values."created_by", new_values."date", new_values."date_note", new_values."digest", new_values."earliest", new_values."edited_at", new_values."edited_by", new_values."id", new_values."language", new_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', new_values."publisher", new_values."sensitivity", new_values."sha256", new_values."state", new_values."title", new_values."type", new_values."web_address", new_values."word_count" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="366d7968606c96317f0c2c7766bfd6995826558f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40289",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="records_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("byline", "created_at", "created_by", "date", "date_note", "digest", "earliest", "edited_at", "edited_by", "id", "language", "latest", "pgh_context", "pgh_created_at", "pgh_label", "publisher", "sensitivity", "sha256", "state", "title", "type", "web_address", "word_count") SELECT new_values."byline", new_values."created_at", new_values."created_by", new_values."date", new_values."date_note", new_values."digest", new_values."earliest", new_values."edited_at", new_values."edited_by", new_values."id", new_values."language", new_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', new_values."publisher", new_values."sensitivity", new_values."sha256", new_values."state", new_values."title", new_values."type", new_values."web_address", new_values."word_count" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="68e567c0b5f74fa7d6b0fd1b6e8a925de77502e8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5303",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="records_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "records_sourceevent" ("byline", "created_at", "created_by", "date", "date_note", "digest", "earliest", "edited_at", "edited_by", "id", "language", "latest", "pgh_context", "pgh_created_at", "pgh_label", "publisher", "sensitivity", "sha256", "state", "title", "type", "web_address", "word_count") SELECT old_values."byline", old_values."created_at", old_values."created_by", old_values."date", old_values."date_note", old_values."digest", old_values."earliest", old_values."edited_at", old_values."edited_by", old_values."id", old_values."language", old_values."latest", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', old_values."publisher", old_values."sensitivity", old_values."sha256", old_values."state", old_values."title", old_values."type", old_values."web_address", old_values."word_count" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f6c77cd9e5ddffb0f8128456d22f588fe936b28",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_32624",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="records_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'TRUNCATE is refused on the desk: delete the rows, so that the history has them.' USING ERRCODE = 'restrict_violation';",
                    hash="7b96f2342e0518f0981eba7bc1a03a4865228b0b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_refuse_truncate_c93e2",
                    table="records_source",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="key_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                    func="RAISE EXCEPTION 'An id is permanent: make a new row, and delete this one.' USING ERRCODE = 'restrict_violation';",
                    hash="b279e5750f499523e607230643f325858b6d6db3",
                    operation="UPDATE",
                    pgid="pgtrigger_key_stays_1d0e7",
                    table="records_source",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="actorevent",
            index=models.Index(fields=["id", "pgh_id"], name="records_act_id_818c72_idx"),
        ),
        migrations.AddIndex(
            model_name="actorevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_id"], name="actor_deletions"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="d855ab0d6bd809466814273c41ec0cfb5d92c62e",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_b1df5",
                    table="records_actorevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="articleevent",
            index=models.Index(fields=["source", "pgh_id"], name="records_art_source__6e01c2_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="ca00448efde11ce29ae746d67b7360bd6e4e013a",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_0d32a",
                    table="records_articleevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="casualtyevent",
            index=models.Index(fields=["incident", "pgh_id"], name="records_cas_inciden_52706f_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualtyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="a520e600d729bb7da6605ec42204ef032bafb754",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_593da",
                    table="records_casualtyevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="erasure",
            index=models.Index(fields=["kind", "slug"], name="erasures_of_an_entry"),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="an_erasure_says_why"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="erasure",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="5bf90a81fa18f946b7362a3fa7eef4c93c1b710a",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_83fc6",
                    table="records_erasure",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="evidenceevent",
            index=models.Index(fields=["record", "pgh_id"], name="records_evi_record__c0d89a_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="21d874259070acb0c8eef04b692178854891370f",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_03f0a",
                    table="records_evidenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="figureevent",
            index=models.Index(fields=["record_ptr", "pgh_id"], name="records_fig_record__053123_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="11140dd2f4e3adeb0b7e5fe29745e892d5630951",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_7b6b6",
                    table="records_figureevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="incidentevent",
            index=models.Index(fields=["record_ptr", "pgh_id"], name="records_inc_record__87041a_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="764905539372129f33e57d4527655cc69fb0883a",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_12f93",
                    table="records_incidentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="legevent",
            index=models.Index(fields=["release", "pgh_id"], name="records_leg_release_4a3852_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="391cc401e1b20574d8698f4eff3dc47340cf03de",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_756c5",
                    table="records_legevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="measureevent",
            index=models.Index(fields=["id", "pgh_id"], name="records_mea_id_b82e05_idx"),
        ),
        migrations.AddIndex(
            model_name="measureevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_id"], name="measure_deletions"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="080f585c6f0596d70535715dac02d729fcfcf2d3",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_d9f77",
                    table="records_measureevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="missingpersontalkevent",
            index=models.Index(fields=["record_ptr", "pgh_id"], name="records_mis_record__1d8cb1_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="missingpersontalkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="b70c0cb16434ece7bf248a3c74d934f407c07a0d",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_1f08f",
                    table="records_missingpersontalkevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="negotiationroundevent",
            index=models.Index(fields=["record_ptr", "pgh_id"], name="records_neg_record__a0cd96_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="negotiationroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="862e5eac7db9c1cc66da32e1401027d0c8e00cb2",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_ef004",
                    table="records_negotiationroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="outcomeevent",
            index=models.Index(fields=["record", "pgh_id"], name="records_out_record__45ae49_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outcomeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="c8cc7e61274bca6f61db07aa9dfe69b8de24695a",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_52e54",
                    table="records_outcomeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="participationevent",
            index=models.Index(fields=["record", "pgh_id"], name="records_par_record__d747cf_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="c8d8e86866ca27320d5ca1ca6f1f4b90ec73d383",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_42cc8",
                    table="records_participationevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="placeevent",
            index=models.Index(fields=["id", "pgh_id"], name="records_pla_id_fcce6c_idx"),
        ),
        migrations.AddIndex(
            model_name="placeevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_id"], name="place_deletions"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="5e1567c91cd41b42bcb080404e1f85769d6fe1cc",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_4a439",
                    table="records_placeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="placenameevent",
            index=models.Index(fields=["place", "pgh_id"], name="records_pla_place_i_d50326_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placenameevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="0b738ef14b039dc792aff6f5b0f38c9d28ac4ff2",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_18aef",
                    table="records_placenameevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="placingevent",
            index=models.Index(fields=["record", "pgh_id"], name="records_pla_record__eaf24c_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="99b2a5557a5fd282fae155cd662d221bb94e73aa",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_35ed5",
                    table="records_placingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="prisonerreleaseevent",
            index=models.Index(fields=["record_ptr", "pgh_id"], name="records_pri_record__efecce_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prisonerreleaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="ccaa9924e252363762f65c0fd9b152f6ec01730b",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_cec22",
                    table="records_prisonerreleaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="recordevent",
            index=models.Index(fields=["id", "pgh_id"], name="records_rec_id_68963b_idx"),
        ),
        migrations.AddIndex(
            model_name="recordevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_id"], name="record_deletions"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="07263f7d5bd162272406085fe995349f242dccc4",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_f41af",
                    table="records_recordevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="relationevent",
            index=models.Index(fields=["record", "pgh_id"], name="records_rel_record__88a767_idx"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="66cd33c44ed066d5598a65544925ff91c2817482",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_e0f62",
                    table="records_relationevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sourceevent",
            index=models.Index(fields=["id", "pgh_id"], name="records_sou_id_c527db_idx"),
        ),
        migrations.AddIndex(
            model_name="sourceevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_id"], name="source_deletions"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="records_history_refuse_change()",
                    func="RAISE EXCEPTION 'records_history_refuse_change() is called instead';",
                    hash="7df79d86e670b0603837be87b0ae7c6411c9e325",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_append_only_e1dd7",
                    table="records_sourceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(write_first_lines, migrations.RunPython.noop),
    ]
