"""Whose words a piece holds, who voted for it, and what its source says of it."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

_index = import_module("leadline.evidence.migrations.0002_words_search")


def restore_triggers(apps: Any, schema_editor: Any) -> None:
    """SQLite makes a table anew to add a column, and its triggers go with the old."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in _index.SQLITE[1:4]:
            name = statement.split("CREATE TRIGGER ")[1].split()[0]
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_workspaces_audit_and_jobs"),
        ("evidence", "0002_words_search"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, restore_triggers),
        migrations.CreateModel(
            name="Voter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=160)),
                ("email", models.CharField(blank=True, max_length=254)),
            ],
        ),
        migrations.AddField(
            model_name="feedback",
            name="noted_by",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="feedback",
            name="nps",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="original",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="own_fields",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="feedback",
            name="rating",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="rating_max",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="feedback",
            name="set_aside",
            field=models.CharField(
                blank=True,
                choices=[
                    ("auto_reply", "Automatic answer"),
                    ("thanks", "Thanks and nothing else"),
                    ("spam", "Spam"),
                    ("nothing", "Says nothing"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="side",
            field=models.CharField(
                choices=[("customer", "Customer"), ("ours", "Ours")],
                default="customer",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="source_status",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="feedback",
            name="speech",
            field=models.CharField(
                choices=[("direct", "Their own words"), ("reported", "Reported")],
                default="direct",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="tags",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="feedback",
            name="votes",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nps__isnull", True), ("nps__lte", 10), _connector="OR"
                ),
                name="nps_is_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating__isnull", True),
                    ("rating_max__isnull", False),
                    _connector="OR",
                ),
                name="rating_has_a_scale",
            ),
        ),
        migrations.AddField(
            model_name="voter",
            name="customer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to="evidence.customer",
            ),
        ),
        migrations.AddField(
            model_name="voter",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="evidence.feedback"
            ),
        ),
        migrations.AddField(
            model_name="voter",
            name="workspace",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
            ),
        ),
        migrations.AddConstraint(
            model_name="voter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("feedback", "email"),
                name="one_vote_of_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="voter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("email", ""), _negated=True),
                    _connector="OR",
                ),
                name="voter_is_named",
            ),
        ),
        migrations.RunPython(restore_triggers, migrations.RunPython.noop),
    ]
