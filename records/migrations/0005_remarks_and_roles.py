"""Remarks on entries, which are only added to, and the three roles of the desk.

What each role may do is given by `records/editorial/roles.py`, at the end of every `migrate`: permissions are made only then.
"""

from typing import Any

from django.db import migrations, models

ROLES = ("Contributor", "Reviewer", "Administrator")

REFUSE = """
CREATE FUNCTION records_remark_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Remarks are only added to: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON records_remark
    FOR EACH ROW EXECUTE FUNCTION records_remark_refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON records_remark
    FOR EACH STATEMENT EXECUTE FUNCTION records_remark_refuse_change();
"""
ALLOW = """
DROP TRIGGER refuse_truncate ON records_remark;
DROP TRIGGER refuse_change ON records_remark;
DROP FUNCTION records_remark_refuse_change();
"""


def make_groups(apps: Any, schema_editor: Any) -> None:
    """A group that an operator made under one of these names becomes the role's."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for role in ROLES:
        groups.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_article"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="record",
            options={
                "permissions": (
                    ("submit_entry", "Can submit entries for review"),
                    ("review_entry", "Can send back, publish and withdraw entries"),
                    ("redact_entry", "Can redact entries"),
                    ("import_entries", "Can import entries in bulk"),
                )
            },
        ),
        migrations.CreateModel(
            name="Remark",
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
                    "action",
                    models.CharField(
                        choices=[
                            ("comment", "commented"),
                            ("submit", "submitted it for review"),
                            ("send-back", "sent it back"),
                            ("publish", "published it"),
                            ("withdraw", "withdrew it"),
                            ("redact", "redacted it"),
                        ],
                        help_text="What was done.",
                        max_length=20,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What was said, the reason for sending it back, the version published or the class of reason.",
                        max_length=4000,
                    ),
                ),
                ("by", models.CharField(help_text="Account that did it.", max_length=150)),
                ("at", models.DateTimeField(auto_now_add=True, help_text="When it was done.")),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["kind", "slug"], name="remarks_of_an_entry"),
                    models.Index(
                        condition=models.Q(("action", "send-back")),
                        fields=["slug"],
                        name="remarks_that_sent_back",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "action__in",
                                ["comment", "submit", "send-back", "publish", "withdraw", "redact"],
                            )
                        ),
                        name="remark_action_is_a_known_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("action__in", ("comment", "send-back")), ("text", ""), _negated=True
                        ),
                        name="a_comment_or_a_return_says_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
