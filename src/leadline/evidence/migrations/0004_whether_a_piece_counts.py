"""What is asked of whether a piece counts is answered from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_workspaces_audit_and_jobs"),
        ("evidence", "0003_whose_words_and_what_the_source_says"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="feedback",
            name="evidence_fe_workspa_8862f8_idx",
        ),
        migrations.RemoveIndex(
            model_name="feedback",
            name="evidence_fe_workspa_008cb5_idx",
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                fields=["workspace", "said_at", "id", "state", "side", "set_aside"],
                name="evidence_feedback_counting",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                fields=[
                    "workspace",
                    "customer",
                    "said_at",
                    "id",
                    "state",
                    "need",
                    "side",
                    "set_aside",
                ],
                name="evidence_feedback_of_customer",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(
                    ("need__isnull", True),
                    ("set_aside", ""),
                    ("side", "customer"),
                    ("state", "new"),
                ),
                fields=[
                    "workspace",
                    "said_at",
                    "id",
                    "state",
                    "need",
                    "side",
                    "set_aside",
                ],
                name="evidence_feedback_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(("set_aside__gt", "")),
                fields=["workspace", "set_aside", "said_at", "id", "state"],
                name="evidence_feedback_aside",
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(
                condition=models.Q(("side", "ours")),
                fields=["workspace", "said_at", "id", "state", "side"],
                name="evidence_feedback_ours",
            ),
        ),
    ]
