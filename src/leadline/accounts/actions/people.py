"""Users and their memberships."""

from __future__ import annotations

from leadline.accounts.models import User


def create_user(*, email: str, password: str | None = None, name: str = "") -> User:
    """Return a new user; without a password only links let them in."""
    user = User(email=email.strip().lower(), name=name)
    user.set_password(password)
    user.save()
    return user
