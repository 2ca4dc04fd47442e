"""What commands share: the data folder, Django, the owner, one-line failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from leadline.foundation.errors import Invalid, LeadlineError
from leadline.foundation.shown import shown

if TYPE_CHECKING:
    from leadline.accounts.types import Actor

P = ParamSpec("P")
R = TypeVar("R")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for other programs."
)
folder_option = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder; else LEADLINE_DATA_DIR, else leadline-data.",
)
LARGEST_SEED = 2**63 - 1


def out_option(
    what: str, metavar: str, default: str = "", *, is_folder: bool = False
) -> Decorator:
    """Return the option that says where a command writes; asked for without default."""
    path = click.Path(path_type=Path, dir_okay=is_folder, file_okay=not is_folder)
    known: dict[str, Any] = {"required": True}
    if default:
        known = {"default": Path(default), "show_default": True}
    return click.option("--out", type=path, metavar=metavar, help=what, **known)


def seed_option(same: str = "figures") -> Decorator:
    """Return the option that names the draw; ``same`` is what a seed gives again."""
    return click.option(
        "--seed",
        type=click.IntRange(0, LARGEST_SEED),
        default=0,
        show_default=True,
        metavar="N",
        help=f"The same seed gives the same {same}.",
    )


def futures_option(
    what: str, fewest: int, most: int, default: int | None = None
) -> Decorator:
    """Return the option that says how many futures are drawn; the bounds are told."""
    return click.option(
        "--futures",
        type=click.IntRange(fewest, most),
        default=default,
        show_default=default is not None,
        metavar="N",
        help=f"{what}, {fewest:,} to {most:,}.",
    )


def choose_folder(folder: Path | None, default: str = "leadline-data") -> Path:
    """Name the data folder for this process and its children, and return it."""
    chosen = folder or Path(os.environ.get("LEADLINE_DATA_DIR") or default)
    path = chosen.expanduser().resolve()
    os.environ["LEADLINE_DATA_DIR"] = str(path)
    return path


def need_folder(home: Path) -> None:
    """Raise ``Invalid`` where there is no data folder."""
    if not home.is_dir():
        raise Invalid(
            f"There is no data folder {home}. Name it with --folder, or start "
            "with leadline serve."
        )


def boot() -> None:
    """Set Django up; call it first in a command that touches the data folder."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.config.settings")
    django.setup()


def local_actor(workspace_id: int) -> Actor:
    """Return the workspace's owner: who has a shell here owns the machine."""
    from leadline.accounts.queries import owner_of

    return owner_of(workspace_id=workspace_id, surface="cli")


def says_why(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an expected failure of a command into one line and exit code 1.

    Exit codes: 0 done, 1 could not (the line says why and what to do), 2 wrong
    usage, which click answers itself.
    """

    @wraps(command)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except LeadlineError as error:
            raise click.ClickException(shown(str(error))) from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            told = shown(f"{where}{error.strerror or error}.")
            raise click.ClickException(told) from error
        except Exception as error:
            if (line := _settings_or_database(error)) is None:
                raise
            raise click.ClickException(shown(line)) from error

    return inner


def _settings_or_database(error: Exception) -> str | None:
    """Return the line for a wrong setting or a database that cannot be reached."""
    if "django" not in sys.modules:
        return None
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, DatabaseError):
        reason = " ".join(str(error).split())
        return f"The database cannot be used: {reason}. Is the folder or address right?"
    return None


def owner_of_first_workspace() -> Actor | None:
    """Return the owner of the oldest workspace; ``None`` in a new folder."""
    from leadline.accounts.queries import workspace_ids

    first: Any = next(iter(workspace_ids()), None)
    return local_actor(first) if first is not None else None
