"""Channels, comments and what is sent: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

MESSAGES: list[Operation] = [
    migrations.CreateModel(
        name="Channel",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[("slack", "Slack"), ("teams", "Microsoft Teams")],
                    max_length=5,
                ),
            ),
            ("name", models.CharField(max_length=80)),
            ("address", models.TextField()),
            ("server_name", models.CharField(max_length=253)),
            ("with_words", models.BooleanField(default=False)),
            ("is_on", models.BooleanField(default=True)),
            ("fault", models.CharField(blank=True, max_length=300)),
            ("sent_at", models.DateTimeField(null=True)),
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
    ),
    migrations.CreateModel(
        name="Comment",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("text", models.TextField()),
            ("edited_at", models.DateTimeField(null=True)),
            ("deleted_at", models.DateTimeField(null=True)),
            (
                "author",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
    ),
    migrations.CreateModel(
        name="Mention",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            ("words", models.CharField(max_length=130)),
            (
                "comment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="mentions",
                    to="conversation.comment",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
    ),
    migrations.CreateModel(
        name="Outgoing",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            ("is_digest", models.BooleanField(default=False)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting"),
                        ("sending", "Being sent"),
                        ("sent", "Sent"),
                        ("failed", "Not sent"),
                        ("unsure", "Perhaps sent"),
                        ("dropped", "Not needed any more"),
                    ],
                    default="waiting",
                    max_length=8,
                ),
            ),
            ("due_at", models.DateTimeField()),
            ("queued_at", models.DateTimeField(null=True)),
            ("began_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("fault", models.CharField(blank=True, max_length=300)),
            (
                "channel",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="conversation.channel",
                ),
            ),
            (
                "comment",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="conversation.comment",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
    ),
    migrations.CreateModel(
        name="Note",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            (
                "reason",
                models.CharField(
                    choices=[
                        ("mention", "Somebody mentions me"),
                        ("reply", "Somebody answers where I wrote"),
                        ("own", "A comment on what I answer for"),
                        ("watch", "A comment on what I watch"),
                    ],
                    max_length=7,
                ),
            ),
            ("title", models.CharField(max_length=200)),
            ("read_at", models.DateTimeField(null=True)),
            (
                "comment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="conversation.comment",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
            (
                "outgoing",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="conversation.outgoing",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Reaction",
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
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            (
                "sign",
                models.CharField(
                    choices=[
                        ("agree", "Agree"),
                        ("thanks", "Thanks"),
                        ("seen", "Seen"),
                    ],
                    max_length=6,
                ),
            ),
            (
                "comment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reactions",
                    to="conversation.comment",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
    ),
]
