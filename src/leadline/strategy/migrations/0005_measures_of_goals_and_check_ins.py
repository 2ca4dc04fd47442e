import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_one_queue"),
        ("strategy", "0004_business_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="goal",
            name="goal_has_a_metric_or_says_its_measure",
        ),
        migrations.CreateModel(
            name="CheckIn",
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
                ("on_date", models.DateField()),
                ("confidence", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="CheckInReading",
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
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
            ],
        ),
        migrations.CreateModel(
            name="GoalMeasure",
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
                ("measure", models.CharField(blank=True, max_length=160)),
                ("unit", models.CharField(blank=True, max_length=24)),
                ("currency", models.CharField(blank=True, max_length=3)),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=20, null=True
                    ),
                ),
                ("baseline_date", models.DateField(blank=True, null=True)),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=20, null=True
                    ),
                ),
                ("target_date", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="checkin",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="strategy.goal",
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="workspace",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
            ),
        ),
        migrations.AddField(
            model_name="checkinreading",
            name="check_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="strategy.checkin",
            ),
        ),
        migrations.AddField(
            model_name="checkinreading",
            name="workspace",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
            ),
        ),
        migrations.AddField(
            model_name="goalmeasure",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="strategy.goal",
            ),
        ),
        migrations.AddField(
            model_name="goalmeasure",
            name="metric",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.metric",
            ),
        ),
        migrations.AddField(
            model_name="goalmeasure",
            name="workspace",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
            ),
        ),
        migrations.AddField(
            model_name="checkinreading",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="strategy.goalmeasure",
            ),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["goal", "on_date"], name="check_ins_of_goal"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__lte", 100)),
                name="check_in_confidence_is_a_percentage",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="check_in_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalmeasure",
            constraint=models.UniqueConstraint(
                fields=("goal", "metric"), name="one_measure_of_a_metric_in_a_goal"
            ),
        ),
        migrations.AddConstraint(
            model_name="goalmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("metric__isnull", False),
                    models.Q(("measure", ""), _negated=True),
                    _connector="OR",
                ),
                name="measure_has_a_metric_or_says_what_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinreading",
            constraint=models.UniqueConstraint(
                fields=("check_in", "measure"),
                name="one_reading_of_a_measure_a_check_in",
            ),
        ),
    ]
