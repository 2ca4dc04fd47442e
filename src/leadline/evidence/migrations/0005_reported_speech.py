"""Tells who said a piece from who wrote it down, in what came in before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import migrations

REPORTED = ("interview", "sales_note", "lost_deal", "market_note")
SOLD = ("sales_note", "lost_deal")
FREE_MAIL = frozenset(
    "aol.com gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com live.com "
    "mail.com me.com msn.com outlook.com proton.me protonmail.com t-online.de web.de "
    "yahoo.com yandex.com".split()
)
AT_ONCE = 400


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2].casefold() if "@" in address else ""
    return "" if domain in FREE_MAIL else domain


class _Staff:
    """The members of one workspace."""

    def __init__(self, apps: Any, workspace_id: int) -> None:
        members = apps.get_model("accounts", "Membership").objects.filter(
            workspace_id=workspace_id
        )
        people = list(members.values_list("user__email", "user__name"))
        self.addresses = {email.casefold() for email, _ in people}
        self.names = {_key(name or email) for email, name in people} - {""}
        domains = {_domain(address) for address in self.addresses} - {""}
        customers = apps.get_model("evidence", "Customer").objects.filter(
            workspace_id=workspace_id, domain__in=domains
        )
        self.domains = domains - set(customers.values_list("domain", flat=True))

    def wrote(self, piece: Any) -> bool:
        """Whether the author of a piece wrote down what another said."""
        email = piece.author_email.casefold()
        speaker = piece.contact.name if piece.contact else ""
        if email in self.addresses:
            return True
        if not piece.author or (speaker and _key(piece.author) == _key(speaker)):
            return False
        if _key(piece.author) in self.names or _domain(email) in self.domains:
            return True
        return piece.kind in SOLD and not email


def _lots(found: Any) -> Iterator[list[Any]]:
    last = 0
    while lot := list(found.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield lot
        last = lot[-1].pk


def tell_apart(apps: Any, schema_editor: Any) -> None:
    """Mark reported speech; move colleagues from the author to who wrote it down."""
    table = apps.get_model("evidence", "Feedback").objects
    spoken = table.filter(kind__in=REPORTED, side="customer")
    staff: dict[int, _Staff] = {}
    for lot in _lots(spoken.select_related("contact")):
        for piece in lot:
            if piece.workspace_id not in staff:
                staff[piece.workspace_id] = _Staff(apps, piece.workspace_id)
            members = staff[piece.workspace_id]
            piece.speech = "reported"
            if not members.wrote(piece):
                continue
            email = piece.author_email.casefold()
            piece.noted_by = piece.noted_by or piece.author or email
            piece.author = piece.contact.name if piece.contact else ""
            if email in members.addresses or _domain(email) in members.domains:
                piece.author_email = ""
        columns = ["speech", "noted_by", "author", "author_email"]
        table.bulk_update(lot, columns, batch_size=100)


def forget(apps: Any, schema_editor: Any) -> None:
    """Put who wrote it down where the author stood before."""
    table = apps.get_model("evidence", "Feedback").objects
    for lot in _lots(table.filter(kind__in=REPORTED).exclude(noted_by="")):
        for piece in lot:
            piece.author, piece.noted_by = piece.noted_by, ""
        table.bulk_update(lot, ["author", "noted_by"], batch_size=100)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_workspaces_audit_and_jobs"),
        ("evidence", "0004_whether_a_piece_counts"),
    ]
    operations = [
        migrations.RunPython(tell_apart, forget),
    ]
