"""Lets code that does not know these columns write their rows, beside newer code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversation", "0010_when_rows_were_written"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="preview",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=64
            ),
        ),
        migrations.AlterField(
            model_name="channel",
            name="hears",
            field=models.JSONField(
                db_default=models.Value(["comments"], models.JSONField()), default=list
            ),
        ),
        migrations.AlterField(
            model_name="channel",
            name="told_to",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="outgoing",
            name="about",
            field=models.CharField(
                blank=True,
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
                db_default="",
                default="",
                max_length=10,
            ),
        ),
    ]
