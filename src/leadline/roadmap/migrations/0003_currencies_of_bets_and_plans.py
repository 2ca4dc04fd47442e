"""Says in which currency figures of bets and plans were written."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def say_currency(apps: Any, schema_editor: Any) -> None:
    """Take what is there for figures in the currency of its workspace."""
    del schema_editor
    workspaces = apps.get_model("accounts", "Workspace").objects
    for pk, currency in workspaces.values_list("pk", "currency"):
        for name in ("Bet", "Plan"):
            held = apps.get_model("roadmap", name).objects.filter(workspace_id=pk)
            held.update(currency=currency)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_currency_and_rates"),
        ("roadmap", "0002_promises_of_bets"),
    ]

    operations = [
        migrations.AddField(
            model_name="bet",
            name="currency",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name="plan",
            name="currency",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.RunPython(say_currency, migrations.RunPython.noop),
    ]
