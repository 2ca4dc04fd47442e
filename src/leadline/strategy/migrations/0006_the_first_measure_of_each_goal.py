"""Makes what each goal measured its first measure."""

from __future__ import annotations

from typing import Any

from django.db import migrations

AT_ONCE = 500
KEPT = (
    "workspace_id",
    "created_at",
    "metric_id",
    "measure",
    "unit",
    "currency",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
)


def write_first(apps: Any, schema_editor: Any) -> None:
    """Write a measure for each goal; its way goes on from the day it began."""
    del schema_editor
    goal, measure = (
        apps.get_model("strategy", name) for name in ("Goal", "GoalMeasure")
    )
    measure.objects.bulk_create(
        (
            measure(goal_id=row.pk, **{name: getattr(row, name) for name in KEPT})
            for row in goal.objects.order_by("pk").iterator()
        ),
        batch_size=AT_ONCE,
    )


def write_back(apps: Any, schema_editor: Any) -> None:
    """Give each goal its first measure back; further ones have no place there."""
    del schema_editor
    goal, measure = (
        apps.get_model("strategy", name) for name in ("Goal", "GoalMeasure")
    )
    named = KEPT[2:]
    seen: set[int] = set()
    for row in measure.objects.order_by("pk"):
        if row.goal_id not in seen:
            said = {name: getattr(row, name) for name in named}
            goal.objects.filter(pk=row.goal_id).update(**said)
            seen.add(row.goal_id)
    measure.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("strategy", "0005_measures_of_goals_and_check_ins")]

    operations = [migrations.RunPython(write_first, write_back)]
