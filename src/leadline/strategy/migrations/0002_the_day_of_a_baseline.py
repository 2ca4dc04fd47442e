"""A goal keeps the day on which it stood at its baseline."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the day of the baseline; goals of before have none."""

    dependencies = [("strategy", "0001_goals_metrics_and_readings")]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="baseline_date",
            field=models.DateField(blank=True, null=True),
        ),
    ]
