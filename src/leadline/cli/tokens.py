"""``leadline token``: keys by which programs read and write, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    local_actor,
    need_folder,
    says_why,
)
from leadline.cli.saying import say, say_json
from leadline.cli.users import workspace_option
from leadline.foundation.errors import Invalid

if TYPE_CHECKING:
    from leadline.accounts.types import Actor, TokenRow

ROLES = ("reader", "contributor", "lead")


@click.group()
def token() -> None:
    """Give programs keys of their own, and take them back.

    Example: leadline token list
    """


def _owner(folder: Path | None, number: int | None) -> Actor:
    need_folder(choose_folder(folder))
    boot()
    from leadline.cli.workspaces import chosen

    return local_actor(chosen(number))


@token.command()
@click.argument("service")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="reader",
    show_default=True,
    help="Of a service account that is made by this; one that is there keeps its own.",
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    help="An area and read or write, such as evidence:write; else all areas to read.",
)
@click.option("--days", default=90, show_default=True, help="Until it ends; 365 most.")
@folder_option
@workspace_option
@json_option
@says_why
def add(
    service: str, role: str, scopes: tuple[str, ...], days: int, folder: Path | None,
    number: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a token of a service account, and the account where there is none yet.

    A service account is a member that is a program. The token is shown this once;
    what it does stands in the record under the name of its account.

    Example: leadline token add "Weekly sync" --role contributor --scope evidence:write
    """
    actor = _owner(folder, number)
    from leadline.accounts.actions import add_service, make_service_token
    from leadline.accounts.queries import list_service_accounts
    from leadline.accounts.types import ALL_READ, SCOPES, TokenIn
    from leadline.foundation.jobs import clock

    if wrong := sorted(set(scopes) - set(SCOPES)):
        raise Invalid(f"There is no scope {wrong[0]}. There are: {', '.join(SCOPES)}.")
    now = clock()
    known = {one.name: one.id for one in list_service_accounts(actor=actor, now=now)}
    service_id = known.get(service.strip()) or (
        add_service(actor=actor, name=service, role=role, now=now).id
    )
    wanted = TokenIn(service.strip()[:80], scopes or ALL_READ, days)
    made, key = make_service_token(
        actor=actor, service_id=service_id, token=wanted, now=now
    )
    if as_json:
        say_json({"id": made.id, "token": key})
    else:
        say(key)


@token.command(name="list")
@folder_option
@workspace_option
@json_option
@says_why
def list_(folder: Path | None, number: int | None, as_json: bool) -> None:
    """List the tokens of service accounts; people see theirs under Settings, Tokens.

    Example: leadline token list --json
    """
    actor = _owner(folder, number)
    from leadline.accounts.queries import list_service_accounts, list_service_tokens
    from leadline.foundation.jobs import clock

    now = clock()
    found = [
        row
        for one in list_service_accounts(actor=actor, now=now)
        for row in list_service_tokens(actor=actor, service_id=one.id, now=now)
    ]
    if as_json:
        say_json([_as_json(row) for row in found])
        return
    for row in found:
        until = f"until {row.expires_at:%-d %B %Y}" if row.state == "open" else ""
        scopes = ", ".join(row.scopes)
        state = until or row.state.label.lower()
        say(f"{row.id}  {row.holder}  …{row.ending}  {state}  {scopes}")


@token.command()
@click.argument("number_of_token", metavar="ID", type=int)
@folder_option
@workspace_option
@json_option
@says_why
def revoke(
    number_of_token: int, folder: Path | None, number: int | None, as_json: bool
) -> None:
    """Let a token of a service account open nothing from now on.

    Example: leadline token revoke 12
    """
    actor = _owner(folder, number)
    from leadline.accounts.actions import revoke_service_token
    from leadline.foundation.jobs import clock

    done = revoke_service_token(actor=actor, token_id=number_of_token, now=clock())
    if as_json:
        say_json({"id": done.id, "state": "revoked"})
    else:
        say(f"Token {done.id} opens nothing any more.")


def _as_json(row: TokenRow) -> dict[str, Any]:
    used = row.last_used_at
    return {
        "id": row.id,
        "service": row.holder,
        "ending": row.ending,
        "scopes": list(row.scopes),
        "state": str(row.state),
        "expires_at": row.expires_at.isoformat(),
        "last_used_at": used.isoformat() if used else None,
    }
