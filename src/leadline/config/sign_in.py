"""Reads which providers sign people in: a YAML file of whoever runs the server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from leadline.foundation.errors import Invalid
from leadline.foundation.openid import Provider
from leadline.foundation.yaml_words import read_yaml

LONGEST = 64 * 1024
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
ROLES = ("reader", "contributor", "lead", "owner")
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
SCOPES = ("openid", "email", "profile")
KEYS = {
    "id", "name", "issuer", "client_id", "client_secret", "client_secret_file",
    "domains", "scopes", "workspace", "groups_claim", "groups", "otherwise",
    "email_is_verified", "private", "enforce",
}  # fmt: skip


def sign_in_providers(path: Path) -> tuple[Provider, ...]:
    """Return the providers of a file, none where there is no file.

    Raises ``ImproperlyConfigured`` with one line of what to mend.
    """
    if not path.is_file():
        return ()
    try:
        said = read_yaml(path.read_text("utf-8"), what="sign-in file", longest=LONGEST)
    except (Invalid, UnicodeError) as error:
        raise ImproperlyConfigured(f"{path.name}: {error}") from None
    if not isinstance(said, dict) or not isinstance(said.get("providers"), list):
        raise ImproperlyConfigured(f"{path.name} holds a list named providers.")
    found = tuple(_provider(path, one) for one in said["providers"])
    if len({one.id for one in found}) < len(found):
        raise ImproperlyConfigured(f"{path.name}: each provider has an id of its own.")
    if len({one.issuer for one in found}) < len(found):
        raise ImproperlyConfigured(f"{path.name}: an issuer stands there twice.")
    return found


def _provider(path: Path, one: Any) -> Provider:
    if not isinstance(one, dict):
        raise ImproperlyConfigured(f"{path.name}: a provider has names and values.")
    if unknown := sorted(set(one) - KEYS):
        raise ImproperlyConfigured(f"{path.name}: nothing is known of {unknown[0]}.")
    for name in ("id", "issuer", "client_id"):
        if not isinstance(one.get(name), str) or not one[name]:
            raise ImproperlyConfigured(f"{path.name}: a provider needs {name}.")
    if not NAME.fullmatch(one["id"]):
        raise ImproperlyConfigured(f"{path.name}: id is small letters, digits and -.")
    is_private = _yes(path, one, "private")
    if not one["issuer"].startswith("https://") and not is_private:
        raise ImproperlyConfigured(f"{path.name}: issuer begins with https://.")
    enforced, domains = _yes(path, one, "enforce"), _list(path, one, "domains")
    if enforced and not domains:
        raise ImproperlyConfigured(f"{path.name}: enforce needs domains to hold for.")
    return Provider(
        id=one["id"],
        name=str(one.get("name") or one["id"]),
        issuer=one["issuer"],
        client_id=one["client_id"],
        client_secret=_secret(path, one),
        domains=tuple(domain.lower() for domain in domains),
        scopes=_list(path, one, "scopes") or SCOPES,
        workspace=_number(path, one),
        groups_claim=str(one.get("groups_claim") or "groups"),
        groups=_groups(path, one),
        otherwise=_role(path, one.get("otherwise", "none")),
        trusts_email=_yes(path, one, "email_is_verified"),
        is_private=is_private,
        is_enforced=enforced,
    )


def _secret(path: Path, one: dict[str, Any]) -> str:
    if not (where := one.get("client_secret_file")):
        return str(one.get("client_secret") or "")
    try:
        return Path(where).read_text("utf-8").strip()
    except OSError as error:
        why = f"{where} cannot be read ({error.strerror})"
        raise ImproperlyConfigured(f"{path.name}: {why}.") from None


def _list(path: Path, one: dict[str, Any], name: str) -> tuple[str, ...]:
    said = one.get(name) or []
    if not isinstance(said, list) or not all(isinstance(part, str) for part in said):
        raise ImproperlyConfigured(f"{path.name}: {name} is a list.")
    return tuple(said)


def _yes(path: Path, one: dict[str, Any], name: str) -> bool:
    said = str(one.get(name, "no")).lower()
    if said not in YES_OR_NO:
        raise ImproperlyConfigured(f"{path.name}: {name} is yes or no.")
    return YES_OR_NO[said]


def _number(path: Path, one: dict[str, Any]) -> int | None:
    said = str(one.get("workspace") or "")
    if said and not (said.isascii() and said.isdecimal() and len(said) < 19):
        raise ImproperlyConfigured(f"{path.name}: workspace is a number.")
    return int(said) if said else None


def _groups(path: Path, one: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    said = one.get("groups") or {}
    if not isinstance(said, dict):
        raise ImproperlyConfigured(f"{path.name}: groups gives each group a role.")
    return tuple((str(group), _role(path, role)) for group, role in said.items())


def _role(path: Path, said: Any) -> str:
    if said not in (*ROLES, "none"):
        raise ImproperlyConfigured(
            f"{path.name}: a role is reader, contributor, lead, owner or none."
        )
    return "" if said == "none" else str(said)
