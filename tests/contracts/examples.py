"""An example for every address: what stands in for its ids, and what is posted.

A new page whose ids are called like those of another page (``need_id``, or ``pk``
under a name that begins alike: ``evidence:need_merge`` and ``evidence:need``) needs
nothing here. Any other is added to ``THINGS``; a form that must be filled in before
the right is asked for, to ``BODIES``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.accounts import actions as accounts
from leadline.accounts.models import Membership
from leadline.accounts.types import Actor
from leadline.importing.drafts import start_draft
from tests import factories
from tests.conftest import Person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CSV = b"id,words\n1,The export is slow\n2,Where is dark mode?\n"


def _member(olu: Person) -> int:
    user = accounts.create_user(email="dee@example.com", name="Dee")
    workspace_id = olu.actor.workspace_id
    return Membership.objects.create(
        workspace_id=workspace_id, user=user, role="lead"
    ).pk


def _session(olu: Person) -> int:
    return UserSession.objects.create(
        user=olu.user, ip="192.0.2.1", session_key="elsewhere", user_agent=""
    ).pk


def _job(olu: Person) -> int:
    args: dict[str, object] = {}
    kind = "evidence.group_feedback"
    return accounts.start_job(actor=olu.actor, kind=kind, args=args).pk


def _draft(olu: Person) -> int:
    folder = Path(settings.MEDIA_ROOT) / str(olu.actor.workspace_id)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "example.csv"
    path.write_bytes(CSV)
    return start_draft(actor=olu.actor, path=path, file_name="example.csv")


def _reading(olu: Person) -> int:
    metric = factories.make_metric(olu.actor)
    return factories.make_reading(olu.actor, metric, NOW.date(), 7).pk


def _plain(make: Callable[[Actor], object]) -> Callable[[Person], int]:
    def thing(olu: Person) -> int:
        return make(olu.actor).pk

    return thing


# What stands for an id: by its own name, or by the beginning of the address's name.
THINGS: dict[str, Callable[[Person], object]] = {
    "workspace_id": lambda olu: olu.actor.workspace_id,
    "member_id": _member,
    "session_id": _session,
    "job_id": _job,
    "importing": _draft,
    "invitation_id": lambda olu: (
        accounts.invite(actor=olu.actor, role="lead", now=NOW)[0].pk
    ),
    "product_id": lambda olu: accounts.add_product(actor=olu.actor, name="Rudder").pk,
    "view_id": lambda olu: (
        accounts.save_view(
            actor=olu.actor, page="accounts:jobs", name="Failed", query=""
        ).pk
    ),
    "sign_in_link": lambda olu: accounts.issue_sign_in_link(
        user_id=olu.user.pk, now=NOW
    ),
    "join": lambda olu: accounts.invite(actor=olu.actor, role="lead", now=NOW)[1],
    "strategy:goal": _plain(factories.make_goal),
    "strategy:metric": _plain(factories.make_metric),
    "strategy:readings": _plain(factories.make_metric),
    "strategy:reading_add": _plain(factories.make_metric),
    "strategy:reading": _reading,
    "roadmap:bet": _plain(factories.make_bet),
    "roadmap:team": _plain(factories.make_team),
    "roadmap:plan": _plain(factories.make_plan),
}

# What is posted where an empty form would be asked for again.
BODIES: dict[str, dict[str, object]] = {
    "accounts:settings_change": {
        "name": "Acme", "currency": "EUR", "timezone": "UTC",
    },
    "accounts:invite": {"role": "reader", "email": ""},
    "accounts:member_role": {"role": "reader"},
    "accounts:product_add": {"name": "Keel"},
    "accounts:product_name": {"name": "Keel"},
    "accounts:profile": {"name": "Somebody", "theme": "dark", "timezone": "UTC"},
    "accounts:view_save": {"page": "accounts:jobs", "name": "All", "query": ""},
    "importing:start": {"file": SimpleUploadedFile("a.csv", CSV)},
}  # fmt: skip


def thing_for(name: str, parameter: str) -> Callable[[Person], object] | None:
    """Return what makes the example for a parameter of the address ``name``."""
    keys = [parameter, name]
    while "_" in keys[-1]:
        keys.append(keys[-1].rpartition("_")[0])
    keys.append(name.partition(":")[0])
    return next((THINGS[key] for key in keys if key in THINGS), None)
