"""Keeps what a feed said last, and mailboxes whose mails come in."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_assistants_that_write"),
        ("connections", "0004_when_rows_were_written"),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="intake",
            name="way",
            field=models.CharField(
                choices=[
                    ("sent", "A program sends it"),
                    ("read", "It is read at an address"),
                    ("mail", "It is read in a mailbox"),
                ],
                max_length=4,
            ),
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("port", models.PositiveIntegerField()),
                ("login", models.TextField()),
                ("password", models.TextField()),
                ("folder", models.CharField(max_length=120)),
                ("move_to", models.CharField(blank=True, max_length=120)),
                ("checker", models.CharField(blank=True, max_length=253)),
                ("validity", models.PositiveBigIntegerField(default=0)),
                ("last", models.PositiveBigIntegerField(default=0)),
                (
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="connections.intake",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
