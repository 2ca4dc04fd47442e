"""Promises and their steps: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

PROMISES: list[Operation] = [
    migrations.CreateModel(
        name="Commitment",
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
            ("what", models.CharField(max_length=240)),
            (
                "direction",
                models.CharField(
                    choices=[
                        ("given", "We promised"),
                        ("received", "They promised"),
                    ],
                    max_length=8,
                ),
            ),
            (
                "part",
                models.CharField(
                    choices=[
                        ("build", "Build"),
                        ("price", "Price"),
                        ("document", "Document"),
                        ("market", "Market"),
                        ("sell", "Sell"),
                        ("support", "Support"),
                        ("supply", "Supply"),
                        ("other", "Other"),
                    ],
                    default="other",
                    max_length=8,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("offered", "Offered"),
                        ("agreed", "Agreed"),
                        ("at_risk", "At risk"),
                        ("kept", "Kept"),
                        ("broken", "Broken"),
                        ("released", "Released"),
                    ],
                    default="offered",
                    max_length=8,
                ),
            ),
            ("due_date", models.DateField(null=True)),
            ("settled_on", models.DateField(null=True)),
            ("evidence", models.CharField(blank=True, max_length=500)),
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
        name="CommitmentStep",
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
            ("at", models.DateTimeField()),
            ("was", models.CharField(blank=True, max_length=8)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("offered", "Offered"),
                        ("agreed", "Agreed"),
                        ("at_risk", "At risk"),
                        ("kept", "Kept"),
                        ("broken", "Broken"),
                        ("released", "Released"),
                    ],
                    max_length=8,
                ),
            ),
            ("why", models.CharField(blank=True, max_length=500)),
            (
                "commitment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="steps",
                    to="stakeholders.commitment",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
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
        options={
            "abstract": False,
        },
    ),
]
