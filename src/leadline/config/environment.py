"""Small readers of the environment; a bad value stops the program with a clear line."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_TOKEN = 24
ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")
APPLICATION = "leadline"
"""What a PostgreSQL server calls every process of ours."""


def envtext(name: str, default: str) -> str:
    """Return the variable, what the file in ``NAME_FILE`` holds, or the default."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def envbool(name: str, default: bool) -> bool:
    """Return a yes or no."""
    text = envtext(name, "yes" if default else "no").strip().lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {text!r}.")


def envint(name: str, default: int) -> int:
    """Return a whole number."""
    text = envtext(name, str(default))
    try:
        return int(text)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {text!r}."
        ) from None


def envlist(name: str, default: list[str]) -> list[str]:
    """Return the parts of a comma-separated list."""
    text = envtext(name, ",".join(default))
    return [part.strip() for part in text.split(",") if part.strip()]


def envnetworks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return networks by a comma-separated list of addresses and networks."""
    found = []
    for part in envlist(name, []):
        try:
            found.append(ip_network(part, strict=False))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be addresses or networks such as 10.0.0.7 or "
                f"10.0.0.0/8, not {part!r}."
            ) from None
    return found


def envtoken(name: str) -> str:
    """Return a token, which nobody guesses; nothing where there is none."""
    text = envtext(name, "").strip()
    if text and len(text) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(
            f"{name} needs at least {SHORTEST_TOKEN} characters. Make one with: "
            "openssl rand -hex 32"
        )
    return text


def secret_key(data_dir: Path) -> str:
    """Return the key in the environment, else the one kept in the data folder.

    Commands that need no data folder (help, the workbench) get a key that lives
    as long as the process; ``leadline serve`` writes one with mode 600.
    """
    if key := envtext("LEADLINE_SECRET_KEY", ""):
        return key
    path = data_dir / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(50)


@dataclass(frozen=True, slots=True)
class EmailServer:
    """Where mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def mail_address(name: str, said: str) -> str:
    """Return an address of mail, or "" where none is said."""
    if said and not ADDRESS.fullmatch(said):
        raise ImproperlyConfigured(f"{name} must look like answers@example.com.")
    return said


def email_server(url: str) -> EmailServer:
    """Return the mail server of an address such as smtp://user:word@host:587.

    ``smtp`` starts TLS on port 587, ``smtps`` speaks TLS from the first byte.
    """
    if not url:
        return EmailServer()
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "LEADLINE_SMTP_URL must look like smtp://user:password@host:587."
        )
    ssl = parts.scheme == "smtps"
    port = parts.port or (465 if ssl else 25)
    return EmailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=ssl,
        starttls=not ssl and port == 587,
    )


def language_model(url: str, name: str, *, may_be_private: bool) -> tuple[str, str]:
    """Return address and name of the operator's language model; empty means none.

    What customers said goes there, so it is encrypted unless the model stands in the
    operator's own network.
    """
    if not url:
        return "", ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ImproperlyConfigured(
            "LEADLINE_LLM_URL must look like https://models.example.com/v1."
        )
    if parts.scheme == "http" and not may_be_private:
        raise ImproperlyConfigured(
            "LEADLINE_LLM_URL must begin with https://, or set "
            "LEADLINE_LLM_PRIVATE_ADDRESS=yes for a model in your own network."
        )
    if not name:
        raise ImproperlyConfigured(
            "Name the model in LEADLINE_LLM_MODEL, or take LEADLINE_LLM_URL away."
        )
    return url, name


def store_of_files(named: str) -> tuple[str, str]:
    """Return bucket and prefix of the store that holds uploaded files; empty is none.

    >>> store_of_files("leadline/prod"), store_of_files("leadline"), store_of_files("")
    (('leadline', 'prod/'), ('leadline', ''), ('', ''))
    """
    bucket, _, prefix = named.strip().strip("/").partition("/")
    if bucket and not re.fullmatch(r"[a-zA-Z0-9][\w.-]{1,61}[a-zA-Z0-9]", bucket):
        raise ImproperlyConfigured(
            "LEADLINE_S3 must be a bucket, or a bucket and a folder in it such as "
            f"leadline/files, not {named!r}."
        )
    return bucket, f"{prefix}/" if prefix else ""


def own_address(url: str, origins: list[str]) -> str:
    """Return by which address people open Leadline, without a slash at the end.

    Without ``LEADLINE_URL`` it is the first of ``LEADLINE_ORIGINS`` that is no pattern.
    """
    found = url or next((one for one in origins if "*" not in one), "")
    parts = urlsplit(found)
    if found and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(
            "LEADLINE_URL must look like https://leadline.example.com."
        )
    return found.rstrip("/")


def scheduler(address: str) -> str:
    """Return the address of a scheduler of dask, "" for none.

    >>> scheduler("tcp://dask.internal:8786")
    'tcp://dask.internal:8786'
    """
    try:
        parts = urlsplit(address)
        is_one = parts.scheme in {"tcp", "tls"} and parts.hostname and parts.port
    except ValueError:
        is_one = False
    if address and not is_one:
        raise ImproperlyConfigured(
            "LEADLINE_DASK must look like tcp://dask.internal:8786, or tls://…"
        )
    return address


def sqlite(data_dir: Path) -> dict[str, Any]:
    """Return the database of a folder that is SQLite."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "leadline.sqlite3",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=134217728;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def database(data_dir: Path) -> dict[str, Any]:
    """Return the database named by ``LEADLINE_DATABASE_URL``, else SQLite."""
    url = envtext("LEADLINE_DATABASE_URL", "")
    if not url:
        return sqlite(data_dir)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "LEADLINE_DATABASE_URL must look like postgresql://user@host:5432/name."
        )
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket,
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"application_name": APPLICATION},
    }
