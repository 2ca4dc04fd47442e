"""Removes what nobody came back for: uploads without an import, and old drafts.

An upload is kept before it is read. A process that was killed between the two leaves
a file that no import names; a person who left the page leaves a draft.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from leadline.accounts.queries import owners
from leadline.accounts.types import Actor
from leadline.evidence.actions import discard_import
from leadline.evidence.queries import drafts_before, kept_files, paths_in_use
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.shelf import drop, lying
from leadline.importing.drafts import drop_file

# An upload is named by its draft within seconds; the largest one within minutes.
UPLOAD_AGE = timedelta(days=1)
DRAFT_AGE = timedelta(days=30)


def sweep(now: datetime) -> int:
    """Remove old orphans and drafts of every workspace; return how many went.

    Twice at once does no harm: what is gone already is passed over.
    """
    return sum(sweep_workspace(actor=owner, now=now) for owner in owners(surface="job"))


def sweep_workspace(*, actor: Actor, now: datetime) -> int:
    """Remove the old orphans and drafts of one workspace; return how many went."""
    count = 0
    for pk in drafts_before(actor=actor, moment=now - DRAFT_AGE):
        # Begun, or thrown away, by somebody else in this moment.
        with suppress(NotFound, Conflict):
            path = discard_import(actor=actor, import_id=pk)
            count += 1
            with suppress(Invalid):
                drop_file(path)
    return count + _orphans(actor, now)


def sweep_uploads(*, now: datetime, days: int, is_trial: bool) -> int:
    """Delete files that were imported long ago; return how many are, or were, there.

    What was read from them stays. A file that a draft, or an import that runs or has
    stopped, still needs is kept.
    """
    latest, count = (now - timedelta(days=days)).timestamp(), 0
    for owner in owners(surface="job"):
        waiting = paths_in_use(actor=owner)
        folder = Path(settings.MEDIA_ROOT) / str(owner.workspace_id)
        for file in lying(folder, is_deep=False):
            name = str(file.path.relative_to(settings.MEDIA_ROOT))
            if file.at < latest and name not in waiting:
                count += 1
                if not is_trial:
                    drop(file.path)
    return count


def _orphans(actor: Actor, now: datetime) -> int:
    folder = Path(settings.MEDIA_ROOT) / str(actor.workspace_id)
    latest = (now - UPLOAD_AGE).timestamp()
    old = [file.path for file in lying(folder, is_deep=False) if file.at < latest]
    if not old:
        return 0
    kept = kept_files(actor=actor)
    orphans = [p for p in old if str(p.relative_to(settings.MEDIA_ROOT)) not in kept]
    for path in orphans:
        drop(path)
    return len(orphans)
