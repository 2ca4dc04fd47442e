"""Knocks at every door as owner, reader, stranger and nobody; tells what is there."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from leadline.cli.main import COMMANDS, cli
from leadline.foundation.slow import nobody_waits
from tests.conftest import Person
from tests.contracts.areas.all import BODIES, thing_for
from tests.contracts.examples import THINGS_IN_BODY, Examples

GOLDEN = Path(__file__).parents[2] / "docs" / "reference" / "doors.md"
PEOPLE = ["owner", "reader", "stranger", "intruder", "nobody"]
NO_SUCH_METHOD = "no such method"
# Opened by tokens, not by browsers: tests/api and tests/mcp knock there.
OTHERS = {"api", "mcp"}


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver."""

    route: str
    name: str
    parameters: tuple[str, ...]

    @property
    def is_in_workspace(self) -> bool:
        """Whether it lies inside a workspace."""
        return "workspace_id" in self.parameters


@dataclass(frozen=True, slots=True)
class Door:
    """An address and a method, and what each person finds there."""

    address: Address
    method: str
    answers: tuple[str, ...]

    def answer(self, who: str) -> str:
        """Return what a person finds."""
        return self.answers[PEOPLE.index(who)]


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[Address]:
    """Walk the resolver and return every address of the product."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace in OTHERS:
                continue
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            found = route.split("<")[1:]
            names = tuple(part.split(">")[0].rpartition(":")[2] for part in found)
            yield Address(route, f"{space}{pattern.name}", names)


def missing(address: Address) -> list[str]:
    """Return what the address takes and nobody has given an example of."""
    return [
        f"/{address.route} needs an example of {parameter}"
        for parameter in address.parameters
        if thing_for(address.route, parameter) is None
    ]


def knock_everywhere(owner: Person, reader: Person, stranger: Person) -> list[Door]:
    """Return every door there is, with what each person found."""
    people = {"owner": owner, "reader": reader, "stranger": stranger}
    people["intruder"] = stranger
    keys = {
        who: person.browser.cookies["sessionid"].value for who, person in people.items()
    }
    elsewhere = stranger.actor.workspace_id
    doors = []
    known = [address for address in addresses() if not missing(address)]
    for address in sorted(known, key=lambda found: found.route):
        for method in ("GET", "POST"):
            answers = _knock(address, method, owner, keys, elsewhere)
            if answers[0] != NO_SUCH_METHOD:
                doors.append(Door(address, method, answers))
    return doors


def _knock(
    address: Address, method: str, owner: Person, keys: dict[str, str], elsewhere: int
) -> tuple[str, ...]:
    """Try one door as each person; nothing that happens there is kept.

    The intruder asks for the owner's things in the address of a workspace of her own.
    """
    answers, examples = [], Examples(owner)
    with transaction.atomic(), nobody_waits():
        values = {
            parameter: thing_for(address.route, parameter)(examples)
            for parameter in address.parameters
        }
        body = BODIES.get(address.name, lambda _: {})(examples)
        for who in PEOPLE:
            if who == "intruder":
                takes_things = {"workspace_id"} < values.keys()
                if not takes_things and address.name not in THINGS_IN_BODY:
                    answers.append("")
                    continue
                values["workspace_id"] = elsewhere
            elif "workspace_id" in values:
                values["workspace_id"] = owner.actor.workspace_id
            url = reverse(address.name, kwargs=values)
            browser = Client(raise_request_exception=False)
            if who in keys:
                browser.cookies["sessionid"] = keys[who]
            with transaction.atomic():
                get = method == "GET"
                response = browser.get(url) if get else browser.post(url, body)
                answers.append(_word(response, who))
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return tuple(answers)


def _word(response: HttpResponseBase, who: str) -> str:
    code = response.status_code
    place = response.get("Location", "")
    if place.startswith("/sign-in/" if who == "nobody" else "/sign-in/?"):
        return "sign in"
    if code >= 500:
        return f"fault {code}"
    known = {403: "refused", 404: "not found", 405: NO_SUCH_METHOD}
    return known.get(code, "in" if code < 400 else "in, asked again")


def commands() -> Iterator[tuple[str, str, str]]:
    """Return every command: its name, whether it opens a workspace, what it does."""
    context = click.Context(cli)
    for name, (module, line) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        source = inspect.getsource(import_module(f"leadline.cli.{module}"))
        opens = "yes" if "boot(" in source else "no"
        yield f"leadline {name}", opens, line
        if isinstance(command, click.Group):
            for inner, found in command.commands.items():
                yield f"leadline {name} {inner}", opens, found.get_short_help_str(80)


def table(doors: list[Door]) -> str:
    """Return the page that the golden file holds."""
    lines = [
        "# Every door",
        "",
        "Who finds what behind each address: an owner of the workspace, a reader of",
        "it, a stranger who owns another workspace, an intruder (that stranger, asking",
        "for the same things in the address of her own workspace), and nobody, who has",
        "not signed in. Made by knocking at each of them: `make docs` writes this page",
        "anew, and a test fails when it no longer holds.",
        "",
        "- *in*: the page, or the thing is done",
        "- *in, asked again*: let in, but an empty form or a wrong moment is refused",
        "- *refused*: 403, the role does not allow it",
        "- *not found*: 404, as if it did not exist",
        "- *sign in*: sent to the sign-in page",
        "",
        f"| Address | Method | {' | '.join(PEOPLE)} |",
        f"|---|---|{'---|' * len(PEOPLE)}",
    ]
    for door in doors:
        answers = " | ".join(door.answers)
        lines.append(f"| `/{door.address.route}` | {door.method} | {answers} |")
    lines += [
        "",
        "## Commands",
        "",
        "Who has a shell on the machine owns it: a command that opens a workspace acts",
        "as that workspace's owner. The others read and write plain files.",
        "",
        "| Command | Opens a workspace | What it does |",
        "|---|---|---|",
        *(f"| `{name}` | {opens} | {line} |" for name, opens, line in commands()),
        "",
    ]
    return "\n".join(lines)
