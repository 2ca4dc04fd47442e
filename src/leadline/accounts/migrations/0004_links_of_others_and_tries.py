"""Links that owners make for others, tries at doors, and axes' tables gone."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

MEMBER_LINKS = """
UPDATE accounts_signinlink SET way = 'member' WHERE issued_by_id IS NOT NULL
"""
DROP_AXES = """
DROP TABLE IF EXISTS axes_accessattemptexpiration;
DROP TABLE IF EXISTS axes_accessattempt;
DROP TABLE IF EXISTS axes_accesslog;
DROP TABLE IF EXISTS axes_accessfailurelog;
DELETE FROM django_migrations WHERE app = 'axes';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_currency_and_rates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tries",
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
                ("key", models.CharField(max_length=64, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField()),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="signinlink",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="signinlink",
            name="way",
            field=models.CharField(
                choices=[
                    ("mail", "By the person's own mail"),
                    ("server", "By whoever runs the server"),
                    ("member", "By an owner of the workspace"),
                ],
                default="server",
                max_length=6,
            ),
        ),
        migrations.RunSQL(MEMBER_LINKS, migrations.RunSQL.noop),
        migrations.RunSQL(DROP_AXES, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="LinkWish",
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
                ("expires_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "asked_by"), name="one_wish_for_a_link_each"
                    )
                ],
            },
        ),
    ]
