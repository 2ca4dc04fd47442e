"""``leadline link``: a link that signs somebody in once."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    need_folder,
    owner_of_first_workspace,
    says_why,
)
from leadline.cli.folder import address_file
from leadline.cli.saying import say
from leadline.foundation.errors import NotFound

ANYWHERE = "http://localhost:8000"


@click.command()
@folder_option
@click.option("--email", default="", help="Whom to sign in; else the first owner.")
@click.option(
    "--address",
    default="",
    help="Where people reach Leadline; else LEADLINE_URL, else where it was last open.",
)
@click.option(
    "--without-code",
    is_flag=True,
    help="Ask for no second step: for who lost it and their recovery codes.",
)
@says_why
def link(folder: Path | None, email: str, address: str, without_code: bool) -> None:
    """Print a link that signs somebody in once.

    It works for 24 hours. Whoever comes by it may set a new password without the old
    one: it is for the person named, and no one else. A second step is asked for as
    ever, except with --without-code: then it can be set up anew for 30 minutes.

    Example: leadline link --email ana@example.com
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    key = owners_key(email, without_code)
    from django.conf import settings

    known = address_file(home)
    last = known.read_text() if known.exists() else ANYWHERE
    where = address or settings.OWN_ADDRESS or last
    say(f"{where.rstrip('/')}/sign-in/{key}/")


def owners_key(email: str = "", without_code: bool = False) -> str:
    """Return the key of a new link for a person, else for the first owner."""
    from leadline.accounts.actions import START_LINK_LASTS, issue_sign_in_link
    from leadline.accounts.queries import user_id_of
    from leadline.foundation.jobs import clock

    if email:
        user_id = user_id_of(email=email)
    elif (owner := owner_of_first_workspace()) is not None:
        user_id = owner.user_id
    else:
        raise NotFound("There is no workspace yet. Start with leadline serve.")
    return issue_sign_in_link(
        user_id=user_id,
        now=clock(),
        lasts=START_LINK_LASTS,
        skips_step=without_code,
    )
