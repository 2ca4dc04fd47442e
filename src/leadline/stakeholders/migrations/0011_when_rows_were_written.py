"""Keeps when each row was written last, so that programs can ask what is new."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0010_versions_of_promises"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
    ]
