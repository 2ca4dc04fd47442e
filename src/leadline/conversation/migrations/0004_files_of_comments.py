"""Let files hang on a comment."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

KINDS = ["png", "jpeg", "gif", "webp", "pdf", "text", "office"]


class Migration(migrations.Migration):
    dependencies = [("conversation", "0003_notes_that_sleep")]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[(one, one) for one in KINDS], max_length=6
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments", to="conversation.comment",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE,
                        related_name="+", to="accounts.workspace",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "attachment",
            models.Index(fields=["workspace", "digest"], name="attached_by_hash"),
        ),
    ]  # fmt: skip
