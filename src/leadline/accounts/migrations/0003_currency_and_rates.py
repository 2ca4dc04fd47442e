"""A currency that is said or guessed, and the rates by which others are converted."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_own_addresses")]

    operations = [
        migrations.AlterField(
            model_name="workspace",
            name="currency",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name="workspace",
            name="is_currency_guessed",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="ExchangeRate",
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
                ("base", models.CharField(max_length=3)),
                ("quote", models.CharField(max_length=3)),
                ("on_date", models.DateField()),
                ("value", models.DecimalField(decimal_places=12, max_digits=24)),
                ("source", models.CharField(max_length=120)),
                ("is_newest", models.BooleanField(default=False)),
                (
                    "workspace",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exchange_rates",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_newest", True)),
                        fields=["workspace"],
                        name="newest_rates",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "base", "quote", "on_date"),
                        name="one_rate_of_a_pair_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0)), name="rate_is_above_zero"
                    ),
                ],
            },
        ),
    ]
