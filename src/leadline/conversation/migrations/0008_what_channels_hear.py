"""Let channels hear more than comments; those that stand hear what they heard."""

from typing import Any

from django.db import migrations, models


def hear_comments(apps: Any, schema_editor: Any) -> None:
    apps.get_model("conversation", "Channel").objects.update(hears=["comments"])


ABOUT = [
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
]


class Migration(migrations.Migration):
    dependencies = [("conversation", "0007_lines_of_today_that_sleep")]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="hears",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="channel",
            name="told_to",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="channel",
            name="day_to",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="line",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="about",
            field=models.CharField(blank=True, choices=ABOUT, max_length=10),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="record_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="day",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="outgoing",
            constraint=models.UniqueConstraint(
                fields=("channel", "line"), name="a_channel_hears_a_line_once"
            ),
        ),
        migrations.RunPython(hear_comments, migrations.RunPython.noop),
    ]
