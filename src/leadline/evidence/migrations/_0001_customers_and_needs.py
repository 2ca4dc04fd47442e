"""Imports, customers and needs: the first migration takes these tables as they stand."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

CUSTOMERS_AND_NEEDS: list[Operation] = [
    migrations.CreateModel(
        name="Change",
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
            ("verb", models.CharField(max_length=60)),
            ("user_id", models.BigIntegerField()),
            ("before", models.JSONField(default=dict)),
            ("after", models.JSONField(default=dict)),
            ("undone_at", models.DateTimeField(null=True)),
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
        name="Customer",
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
            ("external_id", models.CharField(blank=True, max_length=120)),
            ("name", models.CharField(max_length=200)),
            ("name_key", models.CharField(max_length=200)),
            ("domain", models.CharField(blank=True, max_length=253)),
            ("segment", models.CharField(blank=True, max_length=80)),
            ("plan", models.CharField(blank=True, max_length=80)),
            (
                "revenue_amount",
                models.DecimalField(decimal_places=2, max_digits=15, null=True),
            ),
            ("revenue_currency", models.CharField(blank=True, max_length=3)),
            ("since_date", models.DateField(null=True)),
            ("owner", models.CharField(blank=True, max_length=120)),
            ("country", models.CharField(blank=True, max_length=80)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("active", "Customer"),
                        ("prospect", "Prospect"),
                        ("lost", "Lost"),
                    ],
                    default="active",
                    max_length=10,
                ),
            ),
            ("own_fields", models.JSONField(default=dict)),
            ("is_archived", models.BooleanField(default=False)),
            ("edited_fields", models.JSONField(default=list)),
            ("touched_at", models.DateTimeField(null=True)),
            ("seen_import_id", models.BigIntegerField(null=True)),
            ("row_hash", models.CharField(blank=True, max_length=32)),
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
        name="Contact",
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
            ("email", models.EmailField(blank=True, max_length=254)),
            ("title", models.CharField(blank=True, max_length=120)),
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
                "customer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    to="evidence.customer",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Import",
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
                    choices=[("feedback", "Feedback"), ("customers", "Customers")],
                    max_length=10,
                ),
            ),
            ("file_name", models.CharField(max_length=255)),
            ("path", models.CharField(blank=True, max_length=500)),
            ("size", models.PositiveBigIntegerField(default=0)),
            ("options", models.JSONField(default=dict)),
            ("mapping", models.JSONField(default=dict)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Being mapped"),
                        ("running", "Running"),
                        ("done", "Done"),
                        ("failed", "Stopped"),
                        ("undone", "Undone"),
                    ],
                    default="draft",
                    max_length=10,
                ),
            ),
            ("counts", models.JSONField(default=dict)),
            ("cursor", models.PositiveBigIntegerField(default=0)),
            ("message", models.CharField(blank=True, max_length=500)),
            ("user_id", models.BigIntegerField(null=True)),
            ("job_id", models.BigIntegerField(null=True)),
            ("finished_at", models.DateTimeField(null=True)),
            ("undone_at", models.DateTimeField(null=True)),
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
        model_name="customer",
        name="from_import",
        field=models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="+",
            to="evidence.import",
        ),
    ),
    migrations.CreateModel(
        name="ImportedRow",
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
            ("row", models.PositiveBigIntegerField()),
            (
                "outcome",
                models.CharField(
                    choices=[("updated", "Changed"), ("refused", "Refused")],
                    max_length=10,
                ),
            ),
            ("subject_id", models.BigIntegerField(null=True)),
            (
                "before",
                models.JSONField(
                    default=dict,
                    encoder=django.core.serializers.json.DjangoJSONEncoder,
                ),
            ),
            ("message", models.CharField(blank=True, max_length=300)),
            (
                "from_import",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    to="evidence.import",
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
        name="Need",
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
            ("statement", models.CharField(max_length=240)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Open"),
                        ("met", "Met"),
                        ("dismissed", "Dismissed"),
                        ("merged", "Merged"),
                    ],
                    default="open",
                    max_length=10,
                ),
            ),
            ("is_named_by_person", models.BooleanField(default=False)),
            ("is_made_by_person", models.BooleanField(default=False)),
            ("is_corrected", models.BooleanField(default=False)),
            ("keywords", models.JSONField(default=list)),
            ("quote_ids", models.JSONField(default=list)),
            (
                "merged_into",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="evidence.need",
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
        ],
    ),
]
