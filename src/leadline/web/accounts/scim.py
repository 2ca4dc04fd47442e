"""SCIM 2.0 over our own rows: scim2-server speaks, our actions keep."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils import timezone
from scim2_models import (
    AuthenticationScheme,
    ChangePassword,
    InvalidValueException,
    Meta,
    MutabilityException,
    NotFoundException,
    Path,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimFilter,
    ScimProvider,
    SearchRequest,
    UniquenessException,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.memory import InMemoryStorage
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService
from scim2_server.storage import ScimStorage, SearchPage
from scim2_server.utils import load_default_provider, parametrize

from leadline.accounts.actions import keep_directory_item, remove_directory_item
from leadline.accounts.queries import directory_items, directory_page, directory_words
from leadline.accounts.types import PERSON, Actor, DirectoryItem, address_in
from leadline.foundation.errors import LeadlineError, NotAllowed

CORE = "urn:ietf:params:scim:schemas:core:2.0:"


class Speaker(ScimService):
    """What speaks the protocol, and copies no thousands of members to say nothing."""

    def patch_response(
        self,
        base_url: str,
        resource: Resource[Any],
        response_parameters: ResponseParameters[Any],
    ) -> ScimResponse:
        """Return that it was changed; what it became only where that is asked for."""
        if response_parameters.attributes or response_parameters.excluded_attributes:
            return super().patch_response(base_url, resource, response_parameters)
        version = resource.meta.version if resource.meta else None
        headers = {"ETag": version} if version else {}
        return ScimResponse(HTTPStatus.NO_CONTENT, None, headers)


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
    return Speaker(provider)


class Directory(ScimStorage):
    """One workspace's people and groups: what a request is about, and no more.

    One of them is read by its key, a page is cut by the database, and what a name is
    equal to is looked up by that name. Any other search walks over all, in memory.
    """

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.models = {_kind(model): model for model in scim_service().get_models()}

    def operation(self) -> AbstractContextManager[None]:
        """Keep all of an operation, or nothing."""
        return transaction.atomic()

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """Return a person or a group."""
        return self._resource(self._item(resource_type, resource_id))

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        """Return the part of what is found that is asked for."""
        kinds = tuple(str(one.name) for one in resource_types)
        sought, keys = search_request.filter, None
        if len(kinds) == 1 and not search_request.sort_by:
            if sought is None:
                total, items = directory_page(
                    actor=self.actor,
                    kind=kinds[0],
                    start=search_request.start_index_0 or 0,
                    count=search_request.count,
                )
                return SearchPage(total, [self._resource(item) for item in items])
            keys = self._equal(kinds[0], sought)
        among = InMemoryStorage()
        among.resources = self._read(kinds, keys)
        return among.search(resource_types, search_request, position=position)

    def create(
        self, resource_type: ResourceType, resource: Resource[Any]
    ) -> Resource[Any]:
        """Keep a new person or group."""
        now = timezone.now()
        about = Meta(
            resource_type=resource_type.name,
            created=now,
            last_modified=now,
            version=_version(now),
        )
        return self._keep(
            resource.model_copy(update={"id": uuid.uuid4().hex, "meta": about})
        )

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Keep what a person or a group became."""
        now = timezone.now()
        stored = self._still(resource_type, str(resource.id), expected_version)
        about = stored.model_copy(
            update={"location": None, "last_modified": now, "version": _version(now)}
        )
        return self._keep(resource.model_copy(update={"meta": about}))

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Let a person or a group go."""
        self._still(resource_type, resource_id, expected_version)
        with _said():
            remove_directory_item(
                actor=self.actor, kind=str(resource_type.name), key=resource_id
            )

    def _item(self, resource_type: ResourceType, key: str) -> DirectoryItem:
        kind = str(resource_type.name)
        for item in directory_items(actor=self.actor, kinds=(kind,), keys=[key]):
            return item
        raise NotFoundException(detail=f"{kind} {key!r} not found")

    def _still(
        self, resource_type: ResourceType, key: str, expected: str | None
    ) -> Meta:
        """Return what is known of what is kept; raise where it is another version."""
        about = Meta.model_validate(self._item(resource_type, key).data["meta"])
        if expected is not None and about.version != expected:
            raise PreconditionFailedException
        return about

    def _read(
        self, kinds: tuple[str, ...], keys: Iterable[str] | None
    ) -> list[Resource[Any]]:
        found = directory_items(actor=self.actor, kinds=kinds, keys=keys)
        return [self._resource(item) for item in found]

    def _resource(self, item: DirectoryItem) -> Resource[Any]:
        return self.models[item.kind].model_validate(item.data)

    def _equal(self, kind: str, sought: ScimFilter[Any]) -> list[str] | None:
        """Return the keys of what holds just the value that is sought, if it is that.

        None where something else is sought: then all are walked over.
        """
        node = sought.ast
        if not isinstance(node, Comparison) or node.op != CompareOperator.eq:
            return None
        binding = sought.resolve_comparison(node.attr_path, strict=False)
        schema, _, name = (binding.urn if binding else "").rpartition(":")
        is_plain = binding is not None and binding.target_type is str
        if not is_plain or schema != f"{CORE}{kind}" or not name.isalpha():
            return None
        return self._saying(kind, name, binding, node.value)

    def _saying(self, kind: str, name: str, binding: Any, value: object) -> list[str]:
        """Return the keys of those whose attribute is, as SCIM compares, a value."""
        said = directory_words(actor=self.actor, kind=kind, name=name)
        wanted = _comparable(binding, value)
        if wanted is None:
            return []
        return [key for key, word in said if _comparable(binding, word) == wanted]

    def _keep(self, resource: Resource[Any]) -> Resource[Any]:
        if hasattr(resource, "password"):
            resource.password = None
        item = _item(resource)
        if item.kind == PERSON:
            binding = parametrize(Path, type(resource))("userName").resolve()
            name = item.data.get("userName")
            held = self._saying(PERSON, "userName", binding, name)
            if set(held) - {item.key}:
                raise UniquenessException
        with _said():
            keep_directory_item(actor=self.actor, item=item)
        return resource


def _version(now: datetime) -> str:
    """Return a version that no earlier write gave."""
    return f'W/"{now.timestamp():.6f}-{secrets.token_hex(4)}"'


def _comparable(binding: Any, value: object) -> object:
    """Return a value as SCIM compares it; nothing where it compares with none."""
    try:
        return binding.comparable(value) if isinstance(value, str) else None
    except ValueError:
        return None


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
