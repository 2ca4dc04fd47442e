"""Counts how often somebody changed a piece, so that nobody writes over another."""

from importlib import import_module

from django.db import migrations, models

_triggers = import_module(
    "leadline.evidence.migrations.0003_whose_words_and_what_the_source_says"
)


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0009_pieces_that_were_asked_for"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _triggers.restore_triggers),
        migrations.AddField(
            model_name="feedback",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.RunPython(_triggers.restore_triggers, migrations.RunPython.noop),
    ]
