"""Keeps how many customers pay in each currency; drops the sum in one of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import migrations, models

AT_ONCE = 400


def count_payers(apps: Any, schema_editor: Any) -> None:
    """Count by currency the customers behind each need that pay anything."""
    del schema_editor
    demand, feedback, voter, customer = (
        apps.get_model("evidence", name)
        for name in ("NeedDemand", "Feedback", "Voter", "Customer")
    )
    paying = customer.objects.filter(revenue_amount__gt=0)
    currency = dict(paying.values_list("pk", "revenue_currency"))
    ids = list(demand.objects.exclude(revenue={}).values_list("need_id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        lot = ids[start : start + AT_ONCE]
        said = feedback.objects.filter(
            need_id__in=lot, side="customer", set_aside="", customer__isnull=False
        ).exclude(state="archived")
        voted = voter.objects.filter(
            feedback__need_id__in=lot,
            feedback__side="customer",
            feedback__set_aside="",
            customer__isnull=False,
        ).exclude(feedback__state="archived")
        asking: defaultdict[int, set[int]] = defaultdict(set)
        for need, asker in said.order_by().values_list("need_id", "customer_id"):
            asking[need].add(asker)
        for need, asker in voted.values_list("feedback__need_id", "customer_id"):
            asking[need].add(asker)
        rows = list(demand.objects.filter(need_id__in=lot))
        for row in rows:
            counts: defaultdict[str, int] = defaultdict(int)
            for asker in asking[row.need_id] & currency.keys():
                counts[currency[asker]] += 1
            row.payers = dict(counts)
            row.revenue = {c: a for c, a in row.revenue.items() if float(a)}
        demand.objects.bulk_update(rows, ["payers", "revenue"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_reported_speech")]

    operations = [
        migrations.RemoveIndex(
            model_name="needdemand", name="evidence_ne_workspa_4d1021_idx"
        ),
        migrations.RemoveField(model_name="needdemand", name="revenue_amount"),
        migrations.AddField(
            model_name="needdemand",
            name="payers",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(count_payers, migrations.RunPython.noop),
    ]
