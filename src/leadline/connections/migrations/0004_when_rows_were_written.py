"""Keeps when each row was written last, so that programs can ask what is new."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_assistants_that_write"),
        ("connections", "0003_ways_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="formpage",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
    ]
