"""Let a note sleep until a moment, and come back as if it came then."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0002_notes_point_at_their_records")]

    operations = [
        migrations.AddField(
            "note", "came_at",
            models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            "note", "snoozed_until", models.DateTimeField(null=True)
        ),
        migrations.RunSQL(
            "UPDATE conversation_note SET came_at = created_at", migrations.RunSQL.noop
        ),
        migrations.RemoveIndex("note", "conversatio_workspa_c74414_idx"),
        migrations.AddIndex(
            "note",
            models.Index(
                fields=["workspace", "user", "-came_at", "-id"],
                name="notes_as_they_came",
            ),
        ),
        migrations.AddIndex(
            "note",
            models.Index(
                condition=models.Q(("snoozed_until__isnull", False)),
                fields=["workspace", "snoozed_until"],
                name="notes_that_sleep",
            ),
        ),
    ]  # fmt: skip
