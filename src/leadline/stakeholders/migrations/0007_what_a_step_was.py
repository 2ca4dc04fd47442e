"""What a step of a promise was, and the days it moved between, as columns."""

import re
from datetime import date
from typing import Any

from django.db import migrations, models

DAY = re.compile(r"Moved from (None|\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d): ?")
LOT = 1000


def say_what_it_was(apps: Any, schema_editor: Any) -> None:
    """Tell steps apart by their states; take the days out of the sentences.

    No state leads to itself, so a step that left the state as it was moved the day.
    """
    steps = apps.get_model("stakeholders", "CommitmentStep").objects
    steps.filter(was="").update(kind="made")
    moved = []
    for step in steps.filter(was=models.F("state")).order_by("pk").iterator(LOT):
        step.kind = "day"
        if found := DAY.match(step.why):
            since, until = found.groups()
            step.moved_from = None if since == "None" else date.fromisoformat(since)
            step.moved_to = date.fromisoformat(until)
            step.why = step.why[found.end() :]
        moved.append(step)
    steps.bulk_update(moved, ["kind", "moved_from", "moved_to", "why"], batch_size=200)


def say_it_in_words(apps: Any, schema_editor: Any) -> None:
    """Put the days back into the sentences."""
    steps = apps.get_model("stakeholders", "CommitmentStep").objects
    for step in steps.filter(moved_to__isnull=False).order_by("pk").iterator(LOT):
        words = f"Moved from {step.moved_from} to {step.moved_to}: {step.why}"
        steps.filter(pk=step.pk).update(why=words[:500])


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0006_briefings_with_a_state")]

    operations = [
        migrations.AddField(
            "commitmentstep",
            "kind",
            models.CharField(
                choices=[
                    ("made", "Promised"),
                    ("state", "Became something else"),
                    ("day", "Its day moved"),
                ],
                default="state",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "commitmentstep", "moved_from", models.DateField(null=True)
        ),
        migrations.AddField("commitmentstep", "moved_to", models.DateField(null=True)),
        migrations.RunPython(say_what_it_was, say_it_in_words),
    ]
