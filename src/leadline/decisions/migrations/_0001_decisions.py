"""Decisions, their history and options: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

DECISIONS: list[Operation] = [
    migrations.CreateModel(
        name="Decision",
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
            ("question", models.CharField(max_length=240)),
            ("context", models.TextField(blank=True)),
            ("criteria", models.TextField(blank=True)),
            ("consulted", models.CharField(blank=True, max_length=500)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Open"),
                        ("heard", "Chair heard"),
                        ("decided", "Decided"),
                        ("reviewed", "Reviewed"),
                        ("reversed", "Reversed"),
                    ],
                    default="draft",
                    max_length=10,
                ),
            ),
            (
                "door",
                models.CharField(
                    choices=[
                        ("two_way", "Two-way: easy to undo"),
                        ("one_way", "One-way: hard to undo"),
                    ],
                    default="two_way",
                    max_length=8,
                ),
            ),
            ("reasons", models.TextField(blank=True)),
            ("because", models.CharField(blank=True, max_length=500)),
            ("sentence", models.TextField(blank=True)),
            ("confidence", models.PositiveSmallIntegerField(null=True)),
            ("due_date", models.DateField(null=True)),
            ("review_date", models.DateField(null=True)),
            ("heard_at", models.DateTimeField(null=True)),
            ("decided_at", models.DateTimeField(null=True)),
            ("reviewed_at", models.DateTimeField(null=True)),
            ("looked_at", models.PositiveIntegerField(default=0)),
            (
                "chair_verdict",
                models.CharField(
                    blank=True,
                    choices=[
                        ("empty", "Chair empty"),
                        ("weak", "Chair weak"),
                        ("taken", "Chair taken"),
                    ],
                    max_length=8,
                ),
            ),
            ("chair_coverage", models.FloatField(null=True)),
            ("chair_freshness", models.FloatField(null=True)),
            ("chair_diversity", models.FloatField(null=True)),
            ("override", models.TextField(blank=True)),
            (
                "decider",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "superseded_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="decisions.decision",
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
        name="DecisionChange",
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
            ("what", models.CharField(max_length=240)),
            ("why", models.TextField(blank=True)),
            (
                "decision",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="changes",
                    to="decisions.decision",
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
    migrations.CreateModel(
        name="Option",
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
            ("title", models.CharField(max_length=160)),
            ("note", models.TextField(blank=True)),
            ("position", models.PositiveSmallIntegerField(default=0)),
            (
                "decision",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="options",
                    to="decisions.decision",
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
    migrations.AddField(
        model_name="decision",
        name="choice",
        field=models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="decisions.option",
        ),
    ),
]
