"""Plans and what stands in them: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

PLANS: list[Operation] = [
    migrations.CreateModel(
        name="Plan",
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
            ("name", models.CharField(max_length=120)),
            ("key", models.CharField(blank=True, max_length=32)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("committed", "Committed"),
                        ("superseded", "Superseded"),
                    ],
                    db_index=True,
                    default="draft",
                    max_length=10,
                ),
            ),
            (
                "status",
                models.CharField(
                    choices=[
                        ("optimal", "Best for these figures, proven"),
                        ("feasible", "Good, not proven best"),
                        ("infeasible", "Impossible as asked"),
                        ("by_hand", "Changed by hand"),
                    ],
                    max_length=10,
                ),
            ),
            ("reason", models.CharField(max_length=500)),
            ("periods", models.JSONField()),
            ("weights", models.JSONField()),
            ("floors", models.JSONField(default=list)),
            ("discount", models.FloatField(default=0.0)),
            ("problem", models.JSONField()),
            ("measures", models.JSONField(default=dict)),
            ("served", models.JSONField(default=list)),
            ("clash", models.JSONField(default=list)),
            ("broken", models.JSONField(default=list)),
            ("objective", models.FloatField(null=True)),
            ("best", models.FloatField(null=True)),
            ("bound", models.FloatField(null=True)),
            ("gap", models.FloatField(null=True)),
            ("seconds", models.FloatField(default=0.0)),
            ("made_at", models.DateTimeField()),
            ("changed_at", models.DateTimeField()),
            ("committed_at", models.DateTimeField(null=True)),
            ("committed_reason", models.CharField(blank=True, max_length=500)),
            (
                "based_on",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="roadmap.plan",
                ),
            ),
            (
                "committed_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "made_by",
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
    ),
    migrations.CreateModel(
        name="PlanChange",
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
                        ("move", "Moved"),
                        ("put_in", "Put in"),
                        ("take_out", "Taken out"),
                    ],
                    max_length=8,
                ),
            ),
            ("from_period", models.CharField(blank=True, max_length=6)),
            ("to_period", models.CharField(blank=True, max_length=6)),
            ("reason", models.CharField(max_length=500)),
            ("cost", models.FloatField()),
            ("broken", models.JSONField(default=list)),
            ("made_at", models.DateTimeField()),
            (
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "plan",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="changes",
                    to="roadmap.plan",
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
        name="PlanItem",
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
            ("period", models.CharField(max_length=6)),
            (
                "placed_by",
                models.CharField(
                    choices=[("machine", "The optimiser"), ("person", "A person")],
                    default="machine",
                    max_length=8,
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=500)),
            (
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "plan",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="items",
                    to="roadmap.plan",
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
        name="PlanLeftOut",
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
            ("why", models.CharField(max_length=500)),
            ("cost_to_force_in", models.FloatField(null=True)),
            ("pushes_out", models.JSONField(default=list)),
            (
                "bet",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="roadmap.bet",
                ),
            ),
            (
                "plan",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="left_out",
                    to="roadmap.plan",
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
