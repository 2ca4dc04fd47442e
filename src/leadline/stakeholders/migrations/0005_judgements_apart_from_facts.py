"""The columns that everybody could read go, now that judgements have their author."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0004_judgements_to_their_authors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("person", "influence_and_interest_are_0_to_100"),
        migrations.AlterField(
            "listening",
            "author",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "stancechange",
            "judgement",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="stakeholders.judgement",
            ),
        ),
        migrations.AddConstraint(
            "listening",
            models.UniqueConstraint(
                fields=("author", "listener", "heeded"),
                name="one_listening_of_author_and_two_people",
            ),
        ),
        migrations.RemoveField("stancechange", "person"),
        migrations.RemoveField("stancechange", "user"),
        migrations.RemoveField("person", "wants"),
        migrations.RemoveField("person", "worries"),
        migrations.RemoveField("person", "next_move"),
        migrations.RemoveField("person", "influence"),
        migrations.RemoveField("person", "interest"),
        migrations.RemoveField("person", "stance"),
        migrations.RemoveField("person", "wanted"),
    ]
