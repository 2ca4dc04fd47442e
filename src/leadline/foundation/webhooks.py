"""Signs and checks messages from program to program, by Standard Webhooks.

What is signed is the id, the moment and the exact bytes; several signatures, each by a
secret of its own, stand side by side while a secret is exchanged. The specification:
https://github.com/standard-webhooks/standard-webhooks (version 1.0.0).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from leadline.foundation.errors import Invalid

PREFIX, SCHEME = "whsec_", "v1"
SECRET_BYTES = 32
OFF_AT_MOST = timedelta(minutes=5)
LONGEST_ID = 200
UNSIGNED = (
    "Sign the message by the Standard Webhooks convention, or send the secret as "
    "“Authorization: Bearer whsec_…”."
)


def new_secret() -> str:
    """Return a secret as both sides keep it: ``whsec_`` and 32 bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(
    secrets_now: Iterable[str], message: str, at: datetime, content: bytes
) -> dict[str, str]:
    """Return the three headers that vouch for a message.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 30, 8, tzinfo=UTC)
    >>> signed_headers(["whsec_bGVhZGxpbmU="], "msg_1", at, b"{}")["webhook-timestamp"]
    '1796025600'
    """
    stamp = str(int(at.timestamp()))
    said = " ".join(_signature(one, message, stamp, content) for one in secrets_now)
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": said,
    }


def check_signed(
    secrets_now: Iterable[str], given: Mapping[str, str], content: bytes, now: datetime
) -> str:
    """Return the id of a message that one of the secrets vouches for.

    ``given`` holds the headers by their names in small letters. Raises ``Invalid`` for
    one that is unsigned, signed by another secret, or more than five minutes off.
    """
    message, stamp = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    said = given.get("webhook-signature", "").split()
    if not (message and stamp and said) or len(message) > LONGEST_ID:
        raise Invalid(UNSIGNED)
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
        raise Invalid("The moment of the message is no whole number of seconds.")
    if abs(now.timestamp() - int(stamp)) > OFF_AT_MOST.total_seconds():
        raise Invalid("The message is more than five minutes old, or ahead of time.")
    wanted = [_signature(one, message, stamp, content).encode() for one in secrets_now]
    matches = [hmac.compare_digest(w, s.encode()) for w in wanted for s in said]
    if not any(matches):
        raise Invalid("The message is signed with another secret.")
    return message


def _signature(secret: str, message: str, stamp: str, content: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise Invalid("The secret is not written as one is.") from None
    signed = f"{message}.{stamp}.".encode() + content
    digest = hmac.digest(key, signed, hashlib.sha256)
    return f"{SCHEME},{base64.b64encode(digest).decode()}"
