"""Examples for the addresses of connections."""

from __future__ import annotations

from collections.abc import Callable

from leadline.accounts import actions as accounts
from leadline.connections import actions, queries
from leadline.connections.types import EndpointIn, FormIn, IntakeIn, MailboxIn
from tests.contracts.examples import NOW, Examples

HOOK = "https://hooks.example/in/key"


def endpoint_of(e: Examples) -> int:
    return e.once(
        "endpoint",
        lambda: actions.add_endpoint(
            actor=e.actor, endpoint=EndpointIn("Warehouse", HOOK, ("evidence",))
        ),
    )[0].id


def delivery_of(e: Examples) -> int:
    def make() -> int:
        pk = endpoint_of(e)
        return actions.try_endpoint(actor=e.actor, endpoint_id=pk, now=NOW).id

    return e.once("delivery", make)


def key_of(e: Examples) -> str:
    def make() -> str:
        actions.set_form(actor=e.actor, form=FormIn("What do you miss?"))
        actions.switch_form(actor=e.actor, is_on=True)
        return queries.form_card(actor=e.actor).key

    return e.once("form", make)


def embedded_key_of(e: Examples) -> str:
    key = key_of(e)
    site = "https://www.harbour.example"
    accounts.change_sharing(actor=e.actor, is_off=False, sites=site)
    actions.set_form(actor=e.actor, form=FormIn("What next?", may_embed=True))
    return key


def intake_of(e: Examples) -> int:
    def make() -> int:
        said = IntakeIn("Shop", "feedback", "sent")
        return actions.add_intake(actor=e.actor, intake=said, now=NOW)[0].id

    return e.once("intake", make)


def mailbox_of(e: Examples) -> int:
    def make() -> int:
        said = MailboxIn("Mails", "imap.harbour.example", "feedback", "secret")
        return actions.add_mailbox(actor=e.actor, mailbox=said, now=NOW).id

    return e.once("mailbox", make)


def intake_key_of(e: Examples) -> str:
    pk = intake_of(e)
    return next(i.key for i in queries.list_intakes(actor=e.actor) if i.id == pk)


NAMED = {"name": "Board", "address": HOOK, "areas": ["roadmap", "decisions"]}
THINGS: dict[str, Callable[[Examples], object]] = {
    "settings/webhooks": endpoint_of,
    "delivery_id": delivery_of,
    "f": key_of,
    "in": intake_key_of,
    "settings/intakes": intake_of,
    "settings/intakes/<int:pk>/password/:pk": mailbox_of,
    "f/<str:key>/embed/:key": embedded_key_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "connections:webhooks": lambda e: NAMED,
    "connections:webhook": lambda e: NAMED,
    "connections:webhook_switch": lambda e: {"on": "no"},
    "connections:intakes": lambda e: {
        "name": "Blog",
        "kind": "feedback",
        "way": "sent",
        "every_hours": 24,
    },
    "connections:mailbox": lambda e: {
        "name": "Mails to us",
        "server": "imap.harbour.example",
        "login": "feedback",
        "password": "secret",
        "folder": "INBOX",
        "every_hours": 1,
    },
    "connections:mailbox_password": lambda e: {"password": "another"},
    "connections:intake_switch": lambda e: {"on": "no"},
    "connections:form": lambda e: {"title": "What do you miss?"},
    "connections:form_switch": lambda e: {"on": "no", "key": key_of(e)},
    "connections:form_renew": lambda e: {"key": key_of(e)},
    "form_page": lambda e: {"words": "Night shifts", "website": "x"},
    "form_embed": lambda e: {"words": "Night shifts", "website": "x"},
}
PUBLIC: set[str] = {"form_page", "form_embed", "sent_in"}
READERS_OWN: set[str] = set()
