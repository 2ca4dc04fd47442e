"""Shares belong to a membership and end with it; those of who left end now."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def name_the_membership(apps: Any, schema_editor: Any) -> None:
    """Name each share's membership, and drop shares of who is no member any more."""
    memberships = apps.get_model("accounts", "Membership").objects
    of = {
        (workspace_id, user_id): pk
        for pk, workspace_id, user_id in memberships.values_list(
            "pk", "workspace_id", "user_id"
        )
    }
    shares = apps.get_model("growth", "Share").objects
    for pk, workspace_id, user_id in shares.values_list(
        "pk", "workspace_id", "user_id"
    ):
        member_id = of.get((workspace_id, user_id))
        if member_id is None:
            shares.filter(pk=pk).delete()
        else:
            shares.filter(pk=pk).update(member_id=member_id)


def member(**more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="accounts.membership",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_own_addresses"),
        ("growth", "0002_step_target_and_baseline"),
    ]

    operations = [
        migrations.AddField("share", "member", member(null=True)),
        migrations.RunPython(name_the_membership, migrations.RunPython.noop),
        migrations.AlterField("share", "member", member()),
    ]
