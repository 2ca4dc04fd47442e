"""``leadline user``: who may come in, as what, and what is kept of a person."""

from __future__ import annotations

import os
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
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.shown import json_text

if TYPE_CHECKING:
    from leadline.accounts.types import PersonRow

ROLES = ("reader", "contributor", "lead", "owner")
workspace_option = click.option(
    "--workspace", "number", type=int, help="Its number; else the first."
)
role_argument = click.argument("role", type=click.Choice(ROLES))


@click.group()
def user() -> None:
    """Say who may come in, and see or end what is kept of a person.

    Example: leadline user list
    """


def _start(folder: Path | None) -> None:
    need_folder(choose_folder(folder))
    boot()


def _person(email: str) -> PersonRow:
    from leadline.accounts.queries import find_person

    return find_person(email=email)


@user.command(name="list")
@folder_option
@json_option
@says_why
def list_(folder: Path | None, as_json: bool) -> None:
    """List everybody, with the role in each workspace.

    Example: leadline user list --json
    """
    _start(folder)
    from leadline.accounts.queries import list_everybody

    people = list_everybody()
    if as_json:
        say_json([_as_json(one) for one in people])
        return
    for one in people:
        roles = ", ".join(f"{role.label} of {space}" for space, _, role in one.roles)
        state = "" if one.is_active else "  switched off"
        say(f"{one.email}  {one.name}  {roles or 'in no workspace'}{state}")


@user.command()
@click.argument("email")
@role_argument
@folder_option
@workspace_option
@click.option("--name", default="", help="What others see; else the address.")
@json_option
@says_why
def add(
    email: str, role: str, folder: Path | None, number: int | None, name: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Make somebody a member of a workspace, with an account where they have none.

    No mail is sent: leadline link --email makes the link that lets them in.

    Example: leadline user add ana@example.com lead --name "Ana Ruiz"
    """
    _start(folder)
    from leadline.accounts.actions import add_member
    from leadline.cli.workspaces import chosen
    from leadline.foundation.jobs import clock

    actor = local_actor(chosen(number))
    made = add_member(actor=actor, email=email, role=role, name=name, now=clock())
    at = f" --folder {folder}" if folder else ""
    told = f"{email} is a {role} now. Let them in: leadline link --email {email}{at}"
    _said(as_json, told, id=made.id)


@user.command()
@click.argument("email")
@role_argument
@folder_option
@workspace_option
@json_option
@says_why
def role(
    email: str, role: str, folder: Path | None, number: int | None, as_json: bool
) -> None:
    """Give a member another role.

    Example: leadline user role ana@example.com owner
    """
    _start(folder)
    from leadline.accounts.actions import change_role
    from leadline.cli.workspaces import chosen

    space = chosen(number)
    known = {place: member for place, member, _ in _person(email).roles}
    if space not in known:
        raise Invalid(f"{email} is no member of workspace {space}.")
    change_role(actor=local_actor(space), member_id=known[space], role=role)
    _said(as_json, f"{email} is a {role} now.", role=role)


@user.command()
@click.argument("email")
@folder_option
@json_option
@says_why
def off(email: str, folder: Path | None, as_json: bool) -> None:
    """Let somebody in no more, at once; what they did stays.

    Example: leadline user off ana@example.com
    """
    _switch(email, folder, False)
    _said(as_json, f"{email} is signed out and not let in.", is_active=False)


@user.command()
@click.argument("email")
@folder_option
@json_option
@says_why
def on(email: str, folder: Path | None, as_json: bool) -> None:
    """Let somebody in again who was switched off.

    Example: leadline user on ana@example.com
    """
    _switch(email, folder, True)
    _said(as_json, f"{email} may sign in again.", is_active=True)


def _switch(email: str, folder: Path | None, is_on: bool) -> None:
    _start(folder)
    from leadline.accounts.actions import switch_person

    switch_person(user_id=_person(email).id, is_on=is_on, surface="cli")


@user.command()
@click.argument("email")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@folder_option
@json_option
@says_why
def export(email: str, out: Path, folder: Path | None, as_json: bool) -> None:
    """Write everything that names a person into a file, for them to have.

    One JSON object: for each table the rows that name them, private ones too, of every
    workspace; docs/reference/export.schema.json says what a row holds.

    Example: leadline user export ana@example.com ana.json
    """
    _start(folder)
    from leadline.accounts.queries import rows_of_person

    person = _person(email)
    if out.exists():
        raise Conflict(f"{out} is there already.")
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, row in rows_of_person(person.id):
        tables.setdefault(table, []).append(row)
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(json_text({"person": _as_json(person), "tables": tables}, indent=1))
    rows = sum(map(len, tables.values()))
    _said(as_json, f"{out}: {rows:,} rows of {len(tables)} tables.", rows=rows)


@user.command()
@click.argument("email")
@folder_option
@click.option("--yes", is_flag=True, help="Do not ask: it cannot be taken back.")
@json_option
@says_why
def forget(email: str, folder: Path | None, yes: bool, as_json: bool) -> None:
    """Take a person's name and addresses out of everything, for good.

    What is theirs alone is deleted (calendars, growth, judgements, settings), and so
    are sessions, links and memberships. What they did for a workspace stays, of
    somebody without a name; lines of the audit log lose the address and keep their
    place, and leadline check holds. Words that others wrote about them stay, and so do
    backups: let old ones go.

    Example: leadline user forget ana@example.com
    """
    _start(folder)
    from leadline.accounts.actions import forget_person

    person = _person(email)
    if not yes:
        click.confirm(f"Forget {email} for good?", abort=True, err=True)
    counts = forget_person(user_id=person.id, surface="cli")
    told = (
        f"{email} is forgotten: {counts['deleted']} rows deleted, the address taken "
        f"out of {counts['addresses']} more, {counts['emptied']} lines emptied."
    )
    _said(as_json, told, **counts)


def _as_json(one: PersonRow) -> dict[str, Any]:
    last = one.last_sign_in
    return {
        "id": one.id,
        "email": one.email,
        "name": one.name,
        "is_active": one.is_active,
        "last_sign_in": last.isoformat() if last else None,
        "roles": [{"workspace": space, "role": role} for space, _, role in one.roles],
    }


def _said(as_json: bool, told: str, **facts: Any) -> None:
    if as_json:
        say_json(facts)
    else:
        say(told)
