"""Tries at doors: guessing gets slow, and keeps nobody out who knows the word.

An account, a browser that was here before and an address are counted apart. Nothing
but the time until the next try grows, so nobody can shut another out for good.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.models import Tries
from leadline.accounts.queries import (
    address_network,
    share_hash,
    tries_key,
    wait_after,
)
from leadline.accounts.types import MOST_ASKS

FORGOTTEN_AFTER = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
FROM_ONE_ADDRESS = 60
LINKS_OF_ONE_ADDRESS = 10
LINKS_OF_ONE_ACCOUNT = 3
FORMS_OF_ONE_ADDRESS = 20
TO_ONE_FORM = 300
ACCOUNTS_LINKS_IN = timedelta(minutes=15)


@transaction.atomic
def take_try(*, email: str, address: str, browser: str, now: datetime) -> timedelta:
    """Count a try to sign in before the password is looked at.

    Returns nothing to wait, or for how long the try does not count and is to be
    refused. ``browser`` names one that signed this account in before; its tries are
    counted by themselves. An address that has tried 60 times in a minute may try each
    account once a minute more: so the right password always gets its turn.
    """
    _forget_old(now)
    if browser:
        return _slowly(tries_key("browser", f"{browser} {email}"), now)
    here = address_network(address)
    if _within(tries_key("address", here), now, MINUTE) >= FROM_ONE_ADDRESS:
        pair = tries_key("address and account", f"{here} {email}")
        if _within(pair, now, MINUTE) >= 1:
            return MINUTE
        _count(pair, now)
    wait = _slowly(tries_key("account", email), now)
    if not wait:
        _count(tries_key("address", here), now)
    return wait


@transaction.atomic
def take_password_try(*, user_id: int, now: datetime) -> timedelta:
    """Count a try at the old password of somebody who is signed in."""
    _forget_old(now)
    return _slowly(tries_key("old password", str(user_id)), now)


@transaction.atomic
def take_code_try(*, user_id: int, browser: str, now: datetime) -> timedelta:
    """Count a try at a second step before it is looked at.

    ``browser`` names one that signed this account in before, or a session of the
    person: its tries are counted by themselves.
    """
    _forget_old(now)
    return _slowly(_codes_of(user_id, browser), now)


@transaction.atomic
def take_passkey_try(*, address: str, now: datetime) -> timedelta:
    """Count an address that asks for a passkey: 60 a minute, then it has to wait."""
    _forget_old(now)
    here = tries_key("passkey from", address_network(address))
    if _within(here, now, MINUTE) >= FROM_ONE_ADDRESS:
        return MINUTE
    _count(here, now)
    return timedelta()


@transaction.atomic
def take_assistant_try(*, user_id: int, now: datetime) -> timedelta:
    """Count somebody who has this machine read what an assistant says of itself."""
    _forget_old(now)
    theirs = tries_key("assistants of", str(user_id))
    if _within(theirs, now, MINUTE) >= MOST_ASKS:
        return MINUTE
    _count(theirs, now)
    return timedelta()


@transaction.atomic
def forget_code_tries(*, user_id: int, browser: str) -> None:
    """Begin anew after a second step was right."""
    Tries.objects.filter(key=_codes_of(user_id, browser)).delete()


@transaction.atomic
def spend_code(*, user_id: int, code: str, now: datetime) -> bool:
    """Return whether a code of an app is good, which is once: then it is spent."""
    key = tries_key("spent code", f"{user_id} {code}")
    kept = {"count": 1, "since": now, "last_at": now}
    return Tries.objects.get_or_create(key=key, defaults=kept)[1]


@transaction.atomic
def take_link_try(*, email: str, address: str, now: datetime) -> bool | None:
    """Count a wish for a link by mail.

    Returns whether one may be sent, or ``None`` where the address asks too often.
    """
    _forget_old(now)
    here = tries_key("link from", address_network(address))
    account = tries_key("link for", email)
    if _within(here, now, MINUTE) >= LINKS_OF_ONE_ADDRESS:
        return None
    _count(here, now)
    if _within(account, now, ACCOUNTS_LINKS_IN) >= LINKS_OF_ONE_ACCOUNT:
        return False
    _count(account, now)
    return True


@transaction.atomic
def take_share_try(*, token: str, address: str, now: datetime) -> timedelta:
    """Count a try at the password of a link before it is looked at.

    Returns nothing to wait, or for how long it is refused: growing for one address at
    one link, a minute after 60 from one address or at one link within a minute.
    Links that never were are counted alike.
    """
    _forget_old(now)
    link, here = share_hash(token), address_network(address)
    everywhere = (tries_key("share", link), tries_key("share from", here))
    if any(_within(key, now, MINUTE) >= FROM_ONE_ADDRESS for key in everywhere):
        return MINUTE
    wait = _slowly(tries_key("share and address", f"{link} {here}"), now)
    if not wait:
        for key in everywhere:
            _count(key, now)
    return wait


@transaction.atomic
def take_form_try(*, key: str, address: str, now: datetime) -> timedelta:
    """Count what is sent to a form before it is taken: from one address 20 an hour,
    to one form 300; return for how long more is refused."""
    _forget_old(now)
    form = tries_key("form", key)
    here = tries_key("form from", f"{key} {address_network(address)}")
    for row, most in ((form, TO_ONE_FORM), (here, FORMS_OF_ONE_ADDRESS)):
        if _within(row, now, FORGOTTEN_AFTER) >= most:
            return max(FORGOTTEN_AFTER - (now - _row(row, now).since), MINUTE)
    _count(form, now)
    _count(here, now)
    return timedelta()


@transaction.atomic
def forget_share_tries(*, token: str, address: str) -> None:
    """Begin anew for an address after the password of a link was right."""
    pair = f"{share_hash(token)} {address_network(address)}"
    Tries.objects.filter(key=tries_key("share and address", pair)).delete()


@transaction.atomic
def forget_tries(*, email: str, browser: str) -> None:
    """Begin anew after a sign-in: for the browser, else for the account."""
    key = (
        tries_key("browser", f"{browser} {email}")
        if browser
        else tries_key("account", email)
    )
    Tries.objects.filter(key=key).delete()


@transaction.atomic
def forget_password_tries(*, user_id: int) -> None:
    """Begin anew after the old password was right."""
    Tries.objects.filter(key=tries_key("old password", str(user_id))).delete()


def _codes_of(user_id: int, browser: str) -> str:
    return tries_key("second step", f"{user_id} {browser}")


def _forget_old(now: datetime) -> None:
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()


def _row(key: str, now: datetime) -> Tries:
    """Return the row, locked, so that many at once are counted one by one."""
    rows = Tries.objects.select_for_update()
    row, _ = rows.get_or_create(key=key, defaults={"since": now, "last_at": now})
    return row


def _slowly(key: str, now: datetime) -> timedelta:
    """Count unless it is too soon; return how long it still is."""
    row = _row(key, now)
    wait = wait_after(row.count, row.last_at, now)
    if not wait:
        row.count, row.last_at = row.count + 1, now
        row.save(update_fields=["count", "last_at"])
    return wait


def _within(key: str, now: datetime, window: timedelta) -> int:
    """Return how often it was counted since the window was opened."""
    row = _row(key, now)
    if now - row.since >= window:
        row.count, row.since = 0, now
        row.save(update_fields=["count", "since"])
    return row.count


def _count(key: str, now: datetime) -> None:
    row = _row(key, now)
    row.count, row.last_at = row.count + 1, now
    row.save(update_fields=["count", "last_at"])
