"""The people of every test.

Ana leads product at Acme, Ben only reads, Cleo belongs to another company
(whatever Ana can reach, Cleo must not even learn that it exists), and Olu owns
Acme's workspace.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from leadline.accounts.actions import create_user
from leadline.accounts.models import Membership, User, Workspace
from leadline.accounts.types import Actor, Role
from leadline.foundation.child.ask import Place
from leadline.foundation.openid import Provider
from tests.drawn import read_pages_as_drawn
from tests.tables import clear_by_copy, lay_once
from tests.turns import take_turns
from tools import assets

# What every test shares is set once: a fixture for each of 15,000 costs a minute.
read_pages_as_drawn()
lay_once()
clear_by_copy()
take_turns()

# Rows are sealed in this process; processes of tests have data folders with keys.
django_settings.RECORD_KEY = "a key of the record for tests only"
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A provider of a company that nobody reaches: its button stands on the page.
django_settings.SIGN_IN_PROVIDERS = (
    Provider("acme", "Acme", "https://localhost:9", "leadline"),
)

# Files are read in this process, where a test can lower a limit of the readers; tests
# of ``tests/files`` read them in a child as everybody does.
Place.inside = True

# A machine that is busy with something else has broken nothing.
settings.register_profile(
    "leadline", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("leadline")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Run no test on PostgreSQL that asks neither tables nor that server."""
    if connection.vendor == "sqlite":
        return
    kept, left = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = fixtures & {"db", "transactional_db"} or any(
            item.get_closest_marker(name) for name in ("django_db", "postgres")
        )
        (kept if asks else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@dataclass(frozen=True)
class Person:
    user: User
    actor: Actor

    @property
    def browser(self) -> Client:
        client = Client()
        client.force_login(
            self.user, backend="django.contrib.auth.backends.ModelBackend"
        )
        return client


def join(name: str, workspace: Workspace, role: Role) -> Person:
    made = create_user(email=f"{name}@example.com", password="x", name=name)
    user = User.objects.get(pk=made.id)
    Membership.objects.create(workspace=workspace, user=user, role=role)
    return Person(user, Actor(workspace.pk, user.pk, role, "test"))


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    if not assets.is_built():
        assets.build()


@pytest.fixture
def acme(db: None) -> Workspace:
    return Workspace.objects.create(name="Acme", currency="EUR")


@pytest.fixture
def olu(acme: Workspace) -> Person:
    return join("olu", acme, Role.OWNER)


@pytest.fixture
def ana(acme: Workspace) -> Person:
    return join("ana", acme, Role.LEAD)


@pytest.fixture
def ben(acme: Workspace) -> Person:
    return join("ben", acme, Role.READER)


@pytest.fixture
def cleo(db: None) -> Person:
    return join(
        "cleo", Workspace.objects.create(name="Other", currency="EUR"), Role.OWNER
    )
