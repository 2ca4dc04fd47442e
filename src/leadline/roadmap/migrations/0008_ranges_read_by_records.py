"""By whose record a plan read the ranges of bets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0007_what_bets_act_on")]
    operations = [
        migrations.AddField(
            model_name="plan",
            name="readers",
            field=models.JSONField(default=list),
        ),
    ]
