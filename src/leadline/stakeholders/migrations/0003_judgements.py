"""Tables of judgements beside the columns they come from; both stand for a moment."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

STANCES = [("for", "For"), ("open", "Open"), ("against", "Against")]


def key(to: str, **more: Any) -> Any:
    more.setdefault("on_delete", django.db.models.deletion.CASCADE)
    more.setdefault("related_name", "+")
    return models.ForeignKey(to=to, **more)


def base() -> list[Any]:
    return [
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        (
            "created_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        ("workspace", key("accounts.workspace", editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_own_addresses"),
        ("stakeholders", "0002_telling_and_briefings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                *base(),
                ("wants", models.TextField(blank=True)),
                ("worries", models.TextField(blank=True)),
                ("next_move", models.TextField(blank=True)),
                ("influence", models.PositiveSmallIntegerField(default=50)),
                ("interest", models.PositiveSmallIntegerField(default=50)),
                (
                    "stance",
                    models.CharField(choices=STANCES, default="open", max_length=8),
                ),
                (
                    "wanted",
                    models.CharField(choices=STANCES, default="for", max_length=8),
                ),
                ("author", key(settings.AUTH_USER_MODEL)),
                ("person", key("stakeholders.person", related_name="judgements")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "person"),
                        name="one_judgement_of_author_and_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("influence__lte", 100), ("interest__lte", 100)
                        ),
                        name="influence_and_interest_within_0_to_100",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="JudgementShare",
            fields=[
                *base(),
                ("judgement", key("stakeholders.judgement", related_name="shares")),
                ("user", key(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("judgement", "user"),
                        name="a_judgement_is_shared_once_with_one",
                    )
                ]
            },
        ),
        # One step back has to find room for them: people's ties may be several by then.
        migrations.RemoveConstraint("listening", "one_listening_of_two_people"),
        migrations.AlterField(
            "stancechange",
            "person",
            key("stakeholders.person", null=True, related_name="stances"),
        ),
        migrations.AddField(
            "person",
            "account",
            key(
                settings.AUTH_USER_MODEL,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
            ),
        ),
        migrations.AddField(
            "listening", "author", key(settings.AUTH_USER_MODEL, null=True)
        ),
        migrations.AddField(
            "stancechange",
            "judgement",
            key("stakeholders.judgement", null=True, related_name="changes"),
        ),
    ]
