"""What was kept long enough goes, a trial deletes nothing, the record holds."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from leadline.accounts import actions
from leadline.accounts.models import Invitation, Job, SignInLink, Tries
from leadline.accounts.types import KEPT_DAYS, JobState
from leadline.cli.purge import read_days
from leadline.conversation.models import Outgoing
from leadline.conversation.types import LetterState
from leadline.evidence.models import Import
from leadline.foundation.errors import Invalid
from leadline.importing.sweep import sweep_uploads
from tests.conftest import Person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
MADE = ("sessions", "links", "tries", "jobs", "mails")


def make(kind: str, olu: Person, ended: Any) -> None:
    space = olu.actor.workspace_id
    if kind == "sessions":
        Session.objects.create(session_key="k", session_data="x", expire_date=ended)
    elif kind == "links":
        SignInLink.objects.create(user=olu.user, token_hash="a", expires_at=ended)
    elif kind == "tries":
        Tries.objects.create(key="k", since=ended, last_at=ended)
    elif kind == "jobs":
        Job.objects.create(
            workspace_id=space, user=olu.user, kind="k", state=JobState.DONE,
            finished_at=ended,
        )  # fmt: skip
    else:
        Outgoing.objects.create(
            workspace_id=space, user=olu.user, state=LetterState.SENT, due_at=ended,
            ended_at=ended,
        )  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("is_over", [False, True])
def test_each_kind_goes_after_days_of_its_own(
    olu: Person, kind: str, is_over: bool
) -> None:
    ended = NOW - KEPT_DAYS[kind] * DAY - timedelta(seconds=1 if is_over else -1)
    make(kind, olu, ended)

    trial = actions.purge(days=KEPT_DAYS, now=NOW, is_trial=True)
    gone = actions.purge(days=KEPT_DAYS, now=NOW, is_trial=False)
    again = actions.purge(days=KEPT_DAYS, now=NOW, is_trial=False)

    assert trial[kind] == gone[kind] == int(is_over)
    assert set(again.values()) == {0}


def test_what_still_waits_or_runs_stays(olu: Person) -> None:
    space = olu.actor.workspace_id
    Job.objects.create(workspace_id=space, user=olu.user, kind="k")
    Outgoing.objects.create(
        workspace_id=space, user=olu.user, due_at=NOW - 400 * DAY,
        state=LetterState.UNSURE, ended_at=NOW - 400 * DAY,
    )  # fmt: skip
    SignInLink.objects.create(
        user=olu.user, token_hash="told", issued_by=olu.user, expires_at=NOW - 9 * DAY
    )
    Invitation.objects.create(
        workspace_id=space, role="lead", token_hash="b", expires_at=NOW - 9 * DAY,
        accepted_at=NOW - 10 * DAY,
    )  # fmt: skip

    gone = actions.purge(days=KEPT_DAYS, now=NOW, is_trial=False)

    assert set(gone.values()) == {0}


def test_a_kind_that_is_kept_for_good_is_not_looked_at(olu: Person) -> None:
    make("jobs", olu, NOW - 999 * DAY)

    days = read_days(("jobs=never",), dict(KEPT_DAYS))

    assert "jobs" not in actions.purge(days=days, now=NOW, is_trial=False)
    assert Job.objects.exists()


@pytest.mark.parametrize("said", ["words=3", "jobs", "jobs=-1", "jobs=99999"])
def test_other_kinds_and_days_are_refused(said: str) -> None:
    with pytest.raises(Invalid):
        read_days((said,), dict(KEPT_DAYS))


def test_files_go_but_for_those_that_are_needed(
    olu: Person, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    space = olu.actor.workspace_id
    folder = tmp_path / str(space)
    folder.mkdir()
    for name, state in (("old", "done"), ("draft", "draft"), ("new", "done")):
        (folder / name).write_text("x")
        age = 400 if name != "new" else 300
        at = (NOW - age * DAY).timestamp()
        os.utime(folder / name, (at, at))
        Import.objects.create(
            workspace_id=space, file_name=name, path=f"{space}/{name}", state=state
        )

    assert sweep_uploads(now=NOW, days=365, is_trial=True) == 1
    assert sweep_uploads(now=NOW, days=365, is_trial=False) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["draft", "new"]
