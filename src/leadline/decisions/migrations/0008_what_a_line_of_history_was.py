"""What a line of a decision's history was, and whether its sentence cites a no."""

import re
from typing import Any

from django.db import migrations, models

KINDS = [
    ("opened", "Question opened"),
    ("framed", "Question or frame changed"),
    ("options", "Options changed"),
    ("compared", "Options compared"),
    ("searched", "Words looked for"),
    ("heard", "Chair heard"),
    ("say", "Somebody's say"),
    ("decided", "Decided"),
    ("moved", "Looked at again on another day"),
    ("reviewed", "Reviewed"),
    ("reversed", "Taken back"),
]
# The words each deed was written with, whole: names and titles stand in between.
WORDS = [
    ("opened", r"Question opened"),
    ("framed", r"Question or frame changed"),
    ("options", r"Options changed"),
    ("reviewed", r"Reviewed"),
    ("reversed", r"Reversed"),
    ("compared", r"Options compared by \d+ criteria|Criteria taken away"),
    ("searched", r"\d+ pieces looked through, \d+ words proposed"),
    ("heard", r"Chair heard: (?:taken|weak|empty)"),
    ("moved", r"Looked at again on \d{1,2} [A-Z][a-z]+ \d{4}"),
    ("decided", r"Decided: .*"),
]
PATTERNS = [(kind, re.compile(words, re.DOTALL)) for kind, words in WORDS]
SOMEBODY = re.compile(r", although .* told us.*“.*”$", re.DOTALL)
LOT = 1000


def kind_of(what: str) -> str:
    """Return the deed that a line was written for; about people where none fits."""
    fits = (kind for kind, words in PATTERNS if words.fullmatch(what))
    return next(fits, "say")


def cites(sentence: str, because: str) -> bool:
    """Return whether the middle of a sentence cites somebody against the choice."""
    middle = sentence.rpartition(f", because {because}")[0] if because else sentence
    return bool(SOMEBODY.search(middle))


def fill(apps: Any, schema_editor: Any) -> None:
    """Read once, and for the last time, what the sentences say."""
    changes = apps.get_model("decisions", "DecisionChange").objects
    lines = []
    for change in changes.order_by("pk").iterator(LOT):
        change.kind = kind_of(change.what)
        lines.append(change)
    changes.bulk_update(lines, ["kind"], batch_size=400)
    decisions = apps.get_model("decisions", "Decision").objects
    citing = [
        pk
        for pk, sentence, because in decisions.exclude(sentence="").values_list(
            "pk", "sentence", "because"
        )
        if cites(sentence, because)
    ]
    for start in range(0, len(citing), LOT):
        decisions.filter(pk__in=citing[start : start + LOT]).update(cites_against=True)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_who_settles_a_prediction")]

    operations = [
        migrations.AddField(
            "decision", "cites_against", models.BooleanField(default=False)
        ),
        migrations.AddField(
            "decisionchange",
            "kind",
            models.CharField(choices=KINDS, default="say", max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
