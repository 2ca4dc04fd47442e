"""Databases that metrics are read from, and the questions that fill them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_tables_of_a_sealed_record"),
        ("strategy", "0008_the_sheet_and_projections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="is_asked",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="MetricSource",
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("postgresql", "PostgreSQL"),
                            ("sqlite", "SQLite file"),
                            ("duckdb", "DuckDB file"),
                        ],
                        max_length=12,
                    ),
                ),
                ("address", models.CharField(max_length=400)),
                ("password", models.TextField(blank=True)),
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
            name="MetricQuery",
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("sql", models.TextField()),
                ("hours", models.PositiveSmallIntegerField(default=24)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                (
                    "metric",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="strategy.metric",
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
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="queries",
                        to="strategy.metricsource",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="metricsource",
            constraint=models.UniqueConstraint(
                fields=("workspace", "name"), name="one_metric_source_of_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="metricquery",
            index=models.Index(
                fields=["workspace", "next_at"], name="metric_queries_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="metricquery",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gt", 0)), name="metric_query_has_a_rhythm"
            ),
        ),
    ]
