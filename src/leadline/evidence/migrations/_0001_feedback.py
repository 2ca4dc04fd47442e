"""Feedback and the needs it asks for: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

FEEDBACK: list[Operation] = [
    migrations.CreateModel(
        name="Feedback",
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
            ("words", models.TextField()),
            ("source", models.CharField(blank=True, max_length=60)),
            ("source_id", models.CharField(blank=True, max_length=200)),
            ("said_at", models.DateTimeField()),
            ("is_dated", models.BooleanField(default=True)),
            ("author", models.CharField(blank=True, max_length=160)),
            ("author_email", models.CharField(blank=True, max_length=254)),
            ("area", models.CharField(blank=True, max_length=80)),
            (
                "kind",
                models.CharField(
                    blank=True,
                    choices=[
                        ("request", "Request"),
                        ("problem", "Problem"),
                        ("praise", "Praise"),
                        ("question", "Question"),
                        ("review", "Review"),
                        ("interview", "Interview"),
                        ("sales_note", "Sales note"),
                        ("lost_deal", "Lost deal"),
                        ("market_note", "Market note"),
                    ],
                    max_length=12,
                ),
            ),
            ("language", models.CharField(blank=True, max_length=12)),
            ("link", models.URLField(blank=True, max_length=1000)),
            (
                "need_by",
                models.CharField(
                    choices=[
                        ("none", "Nobody yet"),
                        ("machine", "Grouping"),
                        ("person", "A person"),
                    ],
                    default="none",
                    max_length=8,
                ),
            ),
            ("grouped_as", models.BigIntegerField(null=True)),
            ("confidence", models.FloatField(null=True)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("new", "New"),
                        ("triaged", "Triaged"),
                        ("archived", "Archived"),
                    ],
                    default="new",
                    max_length=10,
                ),
            ),
            ("edited_fields", models.JSONField(default=list)),
            ("touched_at", models.DateTimeField(null=True)),
            ("seen_import_id", models.BigIntegerField(null=True)),
            ("fingerprint", models.CharField(max_length=32)),
            ("row_hash", models.CharField(blank=True, max_length=32)),
            (
                "contact",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    to="evidence.contact",
                ),
            ),
            (
                "customer",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    to="evidence.customer",
                ),
            ),
            (
                "product",
                models.ForeignKey(
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
            (
                "from_import",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="evidence.import",
                ),
            ),
            (
                "need",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    to="evidence.need",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="NeedDemand",
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
            ("pieces", models.PositiveIntegerField(default=0)),
            ("customers", models.PositiveIntegerField(default=0)),
            (
                "revenue_amount",
                models.DecimalField(decimal_places=2, default=0, max_digits=17),
            ),
            ("revenue", models.JSONField(default=dict)),
            ("weeks", models.JSONField(default=dict)),
            ("first_at", models.DateTimeField(null=True)),
            ("last_at", models.DateTimeField(null=True)),
            (
                "need",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="demand",
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
