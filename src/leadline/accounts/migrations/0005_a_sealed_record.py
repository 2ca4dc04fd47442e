"""The record is sealed with a key; logs that are there wait for their first seal.

That they wait is itself said under the key, so that nobody without it can make a
rewritten log look like one of an earlier release.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations, models


def key_of_record() -> bytes:
    """Return the key, making one in the data folder where there is none."""
    text = settings.RECORD_KEY
    if not text:
        path = Path(settings.DATA_DIR) / "record.key"
        if not path.exists():
            new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with open(os.open(path, new, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
        text = path.read_text(encoding="utf-8")
    return hashlib.sha256(text.strip().encode()).digest()


def seal(key: bytes, *parts: Any) -> str:
    """Return the seal of some plain values."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()


def let_logs_wait(apps: Any, schema_editor: Any) -> None:
    """Say of each log where it ended before there was a key."""
    heads = apps.get_model("accounts", "ChainHead").objects.filter(sequence__gt=0)
    if not heads.exists():
        return
    key = key_of_record()
    name = seal(key, "name")[:8]
    for head in heads:
        said = seal(key, "due", head.workspace_id, head.sequence, head.hash)
        heads.filter(pk=head.pk).update(seal=f"{name}:{said}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_links_of_others_and_tries")]

    operations = [
        migrations.AddField("event", "digests", models.JSONField(default=dict)),
        migrations.AddField(
            "chainhead",
            "seal",
            models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.RunPython(let_logs_wait, migrations.RunPython.noop),
    ]
