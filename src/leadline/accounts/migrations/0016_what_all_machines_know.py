"""What an installation knows as a whole, whichever machine found it out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_assistants_that_write"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "name",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("said", models.JSONField(default=dict)),
            ],
        ),
    ]
