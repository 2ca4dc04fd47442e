"""Tell people of records: given to them, falling due, noted as told."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OLD = ("mention", "reply", "own", "watch")


def stay_silent(apps: Any, schema_editor: Any) -> None:
    """Who stopped all mails gets none of the new kinds either."""
    ways = apps.get_model("conversation", "Ways")._default_manager
    ways.filter(**dict.fromkeys(OLD, "off")).update(given="off", due="off", told="off")


def forget(apps: Any, schema_editor: Any) -> None:
    """Take out what no comment brought: an older release shows comments alone."""
    notes = apps.get_model("conversation", "Note")._default_manager
    notes.filter(comment=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_shares"),
        ("conversation", "0005_comments_on_launches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="is_day",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="note",
            name="is_unsent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="ways",
            name="due",
            field=models.CharField(
                choices=[
                    ("at_once", "At once"),
                    ("digest", "Digest"),
                    ("off", "Not by mail"),
                ],
                default="digest",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="ways",
            name="given",
            field=models.CharField(
                choices=[
                    ("at_once", "At once"),
                    ("digest", "Digest"),
                    ("off", "Not by mail"),
                ],
                default="at_once",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="ways",
            name="told",
            field=models.CharField(
                choices=[
                    ("at_once", "At once"),
                    ("digest", "Digest"),
                    ("off", "Not by mail"),
                ],
                default="digest",
                max_length=7,
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="about",
            field=models.CharField(
                choices=[
                    ("need", "Need"),
                    ("feedback", "Feedback"),
                    ("customer", "Customer"),
                    ("bet", "Bet"),
                    ("goal", "Goal"),
                    ("metric", "Metric"),
                    ("plan", "Plan"),
                    ("decision", "Decision"),
                    ("prediction", "Prediction"),
                    ("person", "Stakeholder"),
                    ("promise", "Promise"),
                    ("launch", "Launch"),
                    ("review", "Review"),
                    ("step", "Launch step"),
                    ("briefing", "Briefing"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="comment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="conversation.comment",
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="reason",
            field=models.CharField(
                choices=[
                    ("mention", "Somebody mentions me"),
                    ("reply", "Somebody answers where I wrote"),
                    ("own", "A comment on what I answer for"),
                    ("watch", "A comment on what I watch"),
                    ("given", "Something is given to me"),
                    ("due", "Something of mine falls due"),
                    ("told", "Somebody notes that I was told"),
                ],
                max_length=7,
            ),
        ),
        migrations.AlterField(
            model_name="thread",
            name="about",
            field=models.CharField(
                choices=[
                    ("need", "Need"),
                    ("feedback", "Feedback"),
                    ("customer", "Customer"),
                    ("bet", "Bet"),
                    ("goal", "Goal"),
                    ("metric", "Metric"),
                    ("plan", "Plan"),
                    ("decision", "Decision"),
                    ("prediction", "Prediction"),
                    ("person", "Stakeholder"),
                    ("promise", "Promise"),
                    ("launch", "Launch"),
                    ("review", "Review"),
                    ("step", "Launch step"),
                    ("briefing", "Briefing"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="watch",
            name="about",
            field=models.CharField(
                choices=[
                    ("need", "Need"),
                    ("feedback", "Feedback"),
                    ("customer", "Customer"),
                    ("bet", "Bet"),
                    ("goal", "Goal"),
                    ("metric", "Metric"),
                    ("plan", "Plan"),
                    ("decision", "Decision"),
                    ("prediction", "Prediction"),
                    ("person", "Stakeholder"),
                    ("promise", "Promise"),
                    ("launch", "Launch"),
                    ("review", "Review"),
                    ("step", "Launch step"),
                    ("briefing", "Briefing"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("is_unsent", True)),
                fields=["workspace", "id"],
                name="notes_not_sent_yet",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)),
                fields=["workspace", "due_on"],
                name="notes_of_what_falls_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                condition=models.Q(("due_on__isnull", False)),
                fields=("workspace", "user", "about", "record_id", "due_on", "is_day"),
                name="told_once_that_it_falls_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("comment__isnull", False),
                        ("reason__in", ("mention", "reply", "own", "watch")),
                    ),
                    models.Q(
                        ("comment__isnull", True),
                        ("reason__in", ("given", "due", "told")),
                    ),
                    _connector="OR",
                ),
                name="a_note_is_of_a_comment_or_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", False), ("reason", "due")),
                    models.Q(
                        models.Q(("reason", "due"), _negated=True),
                        ("due_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="what_falls_due_has_a_day",
            ),
        ),
        migrations.RunPython(stay_silent, forget),
    ]
