"""Point notes at their records and copy no title; count mails by who set them off."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("need", "Need"), ("feedback", "Feedback"), ("customer", "Customer"),
    ("bet", "Bet"), ("goal", "Goal"), ("metric", "Metric"), ("plan", "Plan"),
    ("decision", "Decision"), ("prediction", "Prediction"), ("person", "Stakeholder"),
    ("promise", "Promise"), ("review", "Review"),
]  # fmt: skip


def point(apps: Any, schema_editor: Any) -> None:
    notes = apps.get_model("conversation", "Note")._default_manager
    comments = apps.get_model("conversation", "Comment")._default_manager
    of_note = comments.filter(pk=models.OuterRef("comment_id"))
    notes.update(
        about=models.Subquery(of_note.values("thread__about")[:1]),
        record_id=models.Subquery(of_note.values("thread__record_id")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conversation", "0001_threads_inboxes_and_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "note", "about", models.CharField(choices=KINDS, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            "note", "record_id", models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(point, migrations.RunPython.noop),
        # Its default is for the way back.
        migrations.AlterField(
            "note", "title", models.CharField(default="", max_length=200)
        ),
        migrations.RemoveField("note", "title"),
        migrations.AddField(
            "outgoing", "by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL,
                related_name="+", to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "outgoing", "comment",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL,
                related_name="+", to="conversation.comment",
            ),
        ),
        migrations.RemoveConstraint("outgoing", "outgoing_has_one_receiver"),
        migrations.AddConstraint(
            "outgoing",
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, channel__isnull=True)
                | models.Q(user__isnull=True, channel__isnull=False),
                name="outgoing_has_one_receiver",
            ),
        ),
        migrations.AddIndex(
            "outgoing",
            models.Index(
                fields=["workspace", "by", "created_at"],
                name="what_somebody_set_off",
            ),
        ),
        migrations.AddIndex(
            "outgoing",
            models.Index(
                fields=["workspace", "user", "created_at"],
                name="what_somebody_gets",
            ),
        ),
    ]  # fmt: skip
