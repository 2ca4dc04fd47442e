"""Which providers sign people in here, and for whom nothing else does."""

from __future__ import annotations

from django.conf import settings

from leadline.foundation.errors import NotFound
from leadline.foundation.openid import Provider


def list_providers() -> tuple[Provider, ...]:
    """Return the providers that whoever runs the server names, in their order."""
    return tuple(settings.SIGN_IN_PROVIDERS)


def provider_of(*, provider_id: str) -> Provider:
    """Return a provider by its id, or raise ``NotFound``."""
    for provider in list_providers():
        if provider.id == provider_id:
            return provider
    raise NotFound("Nobody signs in here that way.")


def enforced_for(*, email: str) -> Provider | None:
    """Return the provider that alone signs somebody in, by their address."""
    for provider in list_providers():
        if provider.is_enforced and provider.vouches_for(email):
            return provider
    return None
