"""Lets code that does not know these columns write their rows, beside newer code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("connections", "0005_mailboxes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="intake",
            name="digest",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=64
            ),
        ),
    ]
