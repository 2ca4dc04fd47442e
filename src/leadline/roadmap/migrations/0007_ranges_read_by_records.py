"""By whose record a plan read the ranges of bets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0006_scores_and_rankings")]
    operations = [
        migrations.AddField(
            model_name="plan",
            name="readers",
            field=models.JSONField(default=list),
        ),
    ]
