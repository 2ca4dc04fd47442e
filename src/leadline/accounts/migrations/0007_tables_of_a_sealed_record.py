"""The end of a log says which tables its lines vouch for, under its seal."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_one_queue")]

    operations = [
        migrations.AddField(
            "chainhead",
            "tables",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
