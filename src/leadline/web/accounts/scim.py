"""SCIM 2.0 over our own rows: scim2-server speaks, our actions keep."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import transaction
from scim2_models import (
    AuthenticationScheme,
    ChangePassword,
    InvalidValueException,
    MutabilityException,
    Resource,
    ScimProvider,
)
from scim2_server.memory import InMemoryStorage
from scim2_server.service import ScimService
from scim2_server.utils import load_default_provider

from leadline.accounts.actions import keep_directory_item, remove_directory_item
from leadline.accounts.queries import directory_items
from leadline.accounts.types import PERSON, Actor, DirectoryItem, address_in
from leadline.foundation.errors import LeadlineError, NotAllowed


@cache
def scim_service() -> ScimService:
    """Return what speaks the protocol: people and groups, without passwords."""
    provider: ScimProvider = load_default_provider()
    config = provider.config
    assert config is not None
    config.change_password = ChangePassword(supported=False)
    config.authentication_schemes = [
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Bearer",
            description="A key that an owner makes under Settings, Directory",
        )
    ]
    return ScimService(provider)


class Directory(InMemoryStorage):
    """One workspace's people and groups for one request, written through to rows."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor
        self.is_read = self.is_storing = False
        models = {_kind(model): model for model in scim_service().get_models()}
        self.resources = [
            models[item.kind].model_validate(item.data)
            for item in directory_items(actor=actor)
        ]
        self.is_read = True

    @contextmanager
    def operation(self) -> Generator[None]:
        """Keep all of an operation, or nothing."""
        with transaction.atomic():
            yield

    def next_version(self) -> str:
        """Return a version that no earlier request gave."""
        return f'W/"{self.clock().timestamp():.6f}-{next(self.versions)}"'

    def _store(self, resource: Resource[Any], values: dict[str, Any]) -> None:
        if self.is_read:
            if hasattr(resource, "password"):
                resource.password = None
            with _said():
                keep_directory_item(actor=self.actor, item=_item(resource))
        self.is_storing = True
        super()._store(resource, values)
        self.is_storing = False

    def _remove(self, key: tuple[str | None, str]) -> None:
        if not self.is_storing:
            with _said():
                remove_directory_item(actor=self.actor, kind=key[0] or "", key=key[1])
        super()._remove(key)


@contextmanager
def _said() -> Generator[None]:
    """Say in the words of SCIM what an action refuses."""
    try:
        yield
    except NotAllowed as error:
        raise MutabilityException(detail=str(error)) from None
    except LeadlineError as error:
        raise InvalidValueException(detail=str(error)) from None


def _kind(model: type[Resource[Any]]) -> str:
    """Return User or Group; a model is called after its extensions too."""
    return model.__name__.partition("[")[0]


def _item(resource: Resource[Any]) -> DirectoryItem:
    kind = _kind(type(resource))
    data = resource.model_dump()
    if kind != PERSON:
        return DirectoryItem(kind, str(resource.id), data)
    name = data.get("name") or {}
    whole = name.get("formatted") or " ".join(
        part for part in (name.get("givenName"), name.get("familyName")) if part
    )
    return DirectoryItem(
        kind=kind,
        key=str(resource.id),
        data=data,
        email=address_in(data),
        name=str(data.get("displayName") or whole or ""),
        is_active=data.get("active") is not False,
    )
