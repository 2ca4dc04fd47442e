"""Each prediction names who settles it: for older ones, who asked by the log."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_who_asked(apps: Any, schema_editor: Any) -> None:
    """Name who wrote the question, where they are still a member."""
    members = set(
        apps.get_model("accounts", "Membership").objects.values_list(
            "workspace_id", "user_id"
        )
    )
    predictions = apps.get_model("decisions", "Prediction").objects
    asked = apps.get_model("accounts", "Event").objects.filter(
        verb="decisions.create_prediction"
    )
    for event in asked.order_by("pk").iterator():
        number = event.subject.rpartition(":")[2]
        if number.isdecimal() and (event.workspace_id, event.user_id) in members:
            own = predictions.filter(workspace_id=event.workspace_id, pk=int(number))
            own.update(judge_id=event.user_id)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_own_addresses"),
        ("decisions", "0006_criteria_premortem_and_options_of_a_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "prediction",
            "judge",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(name_who_asked, migrations.RunPython.noop),
    ]
