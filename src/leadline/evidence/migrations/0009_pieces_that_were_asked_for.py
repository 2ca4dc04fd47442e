"""Keeps by week how many of a need's pieces were said because we asked."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, timedelta
from typing import Any

from django.db import migrations, models

AT_ONCE = 400


def count_asked(apps: Any, schema_editor: Any) -> None:
    """Count the dated interviews and answers to surveys behind each need by week."""
    del schema_editor
    demand, feedback = (
        apps.get_model("evidence", name) for name in ("NeedDemand", "Feedback")
    )
    said = (
        feedback.objects.filter(side="customer", set_aside="", need__isnull=False)
        .filter(models.Q(kind="interview") | models.Q(nps__isnull=False), is_dated=True)
        .exclude(state="archived")
    )
    counts: defaultdict[int, defaultdict[str, int]]
    counts = defaultdict(lambda: defaultdict(int))
    for need, said_at in said.order_by().values_list("need_id", "said_at").iterator():
        day = said_at.astimezone(UTC).date()
        counts[need][(day - timedelta(days=day.weekday())).isoformat()] += 1
    ids = sorted(counts)
    for start in range(0, len(ids), AT_ONCE):
        rows = list(demand.objects.filter(need_id__in=ids[start : start + AT_ONCE]))
        for row in rows:
            row.asked = dict(sorted(counts[row.need_id].items()))
        demand.objects.bulk_update(rows, ["asked"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0008_an_owner_of_a_need")]

    operations = [
        migrations.AddField(
            model_name="needdemand",
            name="asked",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(count_asked, migrations.RunPython.noop),
    ]
