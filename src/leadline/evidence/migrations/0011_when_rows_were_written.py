"""Keeps when each row was written last, so that programs can ask what is new."""

from importlib import import_module

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

_triggers = import_module(
    "leadline.evidence.migrations.0003_whose_words_and_what_the_source_says"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_assistants_that_write"),
        ("evidence", "0010_versions_of_feedback"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _triggers.restore_triggers),
        migrations.AddField(
            model_name="contact",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="written_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, null=True
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["workspace", "written_at"],
                name="evidence_cu_workspa_9c6dc3_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                fields=["workspace", "written_at"],
                name="evidence_fe_workspa_b9591b_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                fields=["workspace", "written_at"],
                name="evidence_ne_workspa_e67cd9_idx",
            ),
        ),
        migrations.RunPython(_triggers.restore_triggers, migrations.RunPython.noop),
    ]
