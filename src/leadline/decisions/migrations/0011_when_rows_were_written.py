"""Keeps when each row was written last, so that programs can ask what is new."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0010_segments_a_decision_touches"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
    ]
