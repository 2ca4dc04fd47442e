"""Keeps secrets of others, such as the password of a database, so that only this
installation reads them: a copy of the database alone is not enough.

The key follows from the secret key of the installation. ``leadline rotate-keys`` locks
everything anew. Where the key is exchanged otherwise, what was locked cannot be opened
any more, and its owner gives it again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

from leadline.foundation.errors import Invalid

ABOUT = b"leadline: secrets of others, kept in the database"


def lock(secret: str, key: str = "") -> str:
    """Return a secret as it may stand in the database; nothing stays nothing.

    ``key`` is another secret key of this machine than the one of today.
    """
    from cryptography.fernet import Fernet

    box = Fernet(_key(key or settings.SECRET_KEY))
    return box.encrypt(secret.encode()).decode() if secret else ""


def unlock(locked: str) -> str:
    """Return a secret; raise ``Invalid`` where it was locked by another key."""
    from cryptography.fernet import Fernet, InvalidToken, MultiFernet

    keys = [settings.SECRET_KEY, *settings.RETIRED_SECRET_KEYS]
    try:
        box = MultiFernet([Fernet(_key(key)) for key in keys])
        return box.decrypt(locked.encode()).decode() if locked else ""
    except InvalidToken:
        raise Invalid(
            "The password cannot be read any more: the secret key of this machine is "
            "another one now. Give the password again."
        ) from None


def _key(secret: str) -> bytes:
    digest = hmac.digest(secret.encode(), ABOUT, hashlib.sha256)
    return base64.urlsafe_b64encode(digest)
