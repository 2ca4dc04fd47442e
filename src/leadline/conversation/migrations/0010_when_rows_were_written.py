"""Keeps when each row was written last, so that programs can ask what is new."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversation", "0009_previews_of_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="ways",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
    ]
