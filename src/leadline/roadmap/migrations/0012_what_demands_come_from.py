"""Keeps what a demand that clashes comes from, which stood in its words alone."""

from __future__ import annotations

from typing import Any

from django.db import migrations

AT_ONCE = 200


def said_before(by: str) -> str:
    """Return what the words of earlier releases came from."""
    if by.startswith("promised to "):
        return "promise"
    if by == "kept by hand" or by.startswith("kept there by hand: "):
        return "wish"
    return "work" if by == "it is being done" else ""


def name_sources(apps: Any, schema_editor: Any) -> None:
    """Name what each demand of a kept plan comes from."""
    del schema_editor
    plans = apps.get_model("roadmap", "Plan").objects
    clashing = list(plans.exclude(clash=[]).values_list("pk", flat=True))
    for start in range(0, len(clashing), AT_ONCE):
        lot = list(plans.filter(pk__in=clashing[start : start + AT_ONCE]))
        for plan in lot:
            for clash in plan.clash:
                clash["of"] = said_before(clash.get("by", ""))
        plans.bulk_update(lot, ["clash"])


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0011_limits_of_plans")]

    operations = [migrations.RunPython(name_sources, migrations.RunPython.noop)]
