"""The feedback form: as owners see it, and as anybody does."""

from __future__ import annotations

from django.core import signing

from leadline.accounts.queries import owner_of, rows, sharing_rules, workspace_of
from leadline.accounts.types import Actor
from leadline.connections.models import FormPage
from leadline.connections.types import LATEST, SOONEST, FormCard, OpenForm
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.plain import plain_of

SALT = "leadline.connections.form"
NOTHING = "There is no such page."
SURFACE = "form"


def form_card(*, actor: Actor) -> FormCard:
    """Return the form of the workspace; raise ``NotAllowed`` for all but owners."""
    actor.require("administer")
    row = rows(FormPage, actor).first()
    return FormCard(**plain_of(row, FormCard)) if row else FormCard()


def open_form(*, actor: Actor | None, key: str) -> OpenForm:
    """Return the form that an address leads to, or raise ``NotFound``.

    Nobody is signed in here: ``actor`` is nobody.
    """
    row = None
    if len(key) >= 32:
        found = FormPage._default_manager.filter(key=key, is_on=True)
        row = found.order_by("pk").first()
    if row is None:
        raise NotFound(NOTHING)
    owner = owner_of(workspace_id=row.workspace_id, surface=SURFACE)
    sites = sharing_rules(actor=owner).sites if row.may_embed else ()
    return OpenForm(
        workspace_id=row.workspace_id,
        workspace=workspace_of(actor=owner).name,
        title=row.title,
        lead=row.lead,
        asks_who=row.asks_who,
        sites=sites,
    )


def new_sheet(*, actor: Actor | None, key: str, nonce: str, at: int) -> str:
    """Return what a sheet of a form carries: when it was opened, and a word used once.

    ``actor`` is nobody, as above.
    """
    return signing.dumps([key, nonce, at], salt=SALT)


def sheet_of(*, actor: Actor | None, key: str, sheet: str, now: int) -> str:
    """Return the word of a sheet that was opened here and a while ago.

    Raises ``Invalid`` for one that was filled in faster than anybody writes, is too
    old, or was never given out. ``actor`` is nobody, as above.
    """
    try:
        of, nonce, at = signing.loads(sheet, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Invalid("Open the page anew, then send it.") from None
    if of != key or now - at > LATEST.total_seconds():
        raise Invalid("This page stood open for too long; send it once more.")
    if now - at < SOONEST.total_seconds():
        raise Invalid("That was quick. Read it over once, then send it.")
    return str(nonce)
