"""Bets and what they hang on: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

BETS: list[Operation] = [
    migrations.CreateModel(
        name="Bet",
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
            ("summary", models.TextField(blank=True, max_length=4000)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("candidate", "Candidate"),
                        ("committed", "Committed"),
                        ("doing", "Doing"),
                        ("done", "Done"),
                        ("dropped", "Dropped"),
                    ],
                    db_index=True,
                    default="candidate",
                    max_length=10,
                ),
            ),
            (
                "growth_p10",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            (
                "growth_p50",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            (
                "growth_p90",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            (
                "profit_p10",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            (
                "profit_p50",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            (
                "profit_p90",
                models.DecimalField(decimal_places=2, default=0, max_digits=16),
            ),
            ("confidence", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("earliest", models.CharField(blank=True, max_length=6)),
            ("latest", models.CharField(blank=True, max_length=6)),
            ("duration", models.PositiveSmallIntegerField(default=1)),
            ("changed_at", models.DateTimeField()),
            (
                "owner",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "product",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="accounts.product",
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
        name="BetGoal",
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
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "goal",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="strategy.goal",
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
        name="BetLink",
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
                "kind",
                models.CharField(
                    choices=[
                        ("after", "comes after"),
                        ("together", "goes together with"),
                        ("instead_of", "is instead of"),
                    ],
                    max_length=10,
                ),
            ),
            ("gap", models.PositiveSmallIntegerField(default=0)),
            (
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "other",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
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
        name="BetNeed",
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
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "need",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="evidence.need",
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
