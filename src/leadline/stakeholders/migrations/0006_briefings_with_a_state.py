"""Give briefings a state, a partner and parts; one that was mailed is sent."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill_states(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Read the state of each briefing from its mailings."""
    briefings = apps.get_model("stakeholders", "Briefing").objects
    mailings = apps.get_model("stakeholders", "Mailing").objects
    for briefing in briefings.exclude(sent_at=None):
        of_it = mailings.filter(briefing=briefing)
        if of_it.filter(mailed_at=None, fault="").exists():
            briefing.state = "sending"
        elif of_it.filter(mailed_at=None).exists():
            briefing.state, briefing.sent_at = "unsent", None
        else:
            briefing.state = "sent"
        briefing.save(update_fields=["state", "sent_at"])


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0005_judgements_apart_from_facts")]

    operations = [
        migrations.AddField(
            "briefing",
            "state",
            models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("sending", "On its way"),
                    ("sent", "Sent"),
                    ("unsent", "Not sent to all"),
                    ("by_hand", "Sent by hand"),
                ],
                default="draft",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "briefing",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="stakeholders.person",
            ),
        ),
        migrations.AddField("briefing", "parts", models.JSONField(default=dict)),
        migrations.AlterField("briefing", "title", models.CharField(max_length=400)),
        migrations.AlterField("briefing", "body", models.TextField(blank=True)),
        migrations.AlterField(
            "briefing",
            "audience",
            models.CharField(
                choices=[
                    ("executives", "Executives"),
                    ("engineering", "Engineering"),
                    ("marketing", "Marketing"),
                    ("sales", "Sales"),
                    ("partners", "An external partner"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunPython(fill_states, migrations.RunPython.noop),
    ]
