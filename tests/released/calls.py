"""Asks a Leadline everything its API describes, as its owner's programs would.

Run with the code of any release (``tests.released.beside``); it needs of it tokens and
the description it serves. ``write`` also makes, changes and drops records, each
operation once; ``read`` looks for those that are handed in. What it met it says as
JSON.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import Any

BASE = re.compile(r"^/api/v1/w/\{workspace_id\}/([\w-]+)(.*)$")
# What a token may ask in a minute, with room; of each kind so many records are read.
PER_TOKEN, OF_A_KIND = 500, 3
FORMS = {"date": "2027-03-01", "date-time": "2027-03-01T09:00:00Z"}
# Where a record is named in a body, by the end of its field's name.
KINDS = {
    "customer": "customers", "feedback": "feedback", "need": "needs", "bet": "bets",
    "goal": "goals", "metric": "metrics", "decision": "decisions", "person": "people",
    "promise": "promises", "product": "products", "absorb": "needs",
}  # fmt: skip
PEOPLE = {"owner_id", "decider_id", "judge_id"}


class Calls:
    """What an owner's programs ask, and what failed."""

    def __init__(self) -> None:
        from django.test import Client

        from leadline.accounts.queries import owner_of, workspace_ids

        self.actor = owner_of(workspace_id=workspace_ids()[0], surface="test")
        self.home = f"/api/v1/w/{self.actor.workspace_id}"
        self.browser, self.asked, self.key = Client(HTTP_HOST="localhost"), 0, ""
        self.doc = self.browser.get("/api/v1/openapi.json").json()
        self.ops = [
            (method, path, op)
            for path, methods in self.doc["paths"].items()
            for method, op in methods.items()
            if method in ("get", "post", "put", "patch", "delete")
        ]
        self.scopes = {op["x-scope"] for *_, op in self.ops if op.get("x-scope")}
        self.known: dict[str, list[int]] = {}
        self.failed: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.made: dict[str, list[int]] = {}

    def token(self) -> str:
        from leadline.accounts.actions import make_token
        from leadline.accounts.types import TokenIn
        from leadline.foundation.jobs import clock

        if self.asked % PER_TOKEN == 0:
            name = f"walk {clock().timestamp()}"
            said = TokenIn(name=name, scopes=tuple(sorted(self.scopes)), days=1)
            self.key = make_token(actor=self.actor, token=said, now=clock())[1]
        self.asked += 1
        return self.key

    def ask(self, method: str, path: str, body: Any = None, **heads: str) -> Any:
        """Return the answer; note a failure of ours."""
        heads["Authorization"] = f"Bearer {self.token()}"
        sent: dict[str, Any] = {"headers": heads}
        if body is not None:
            sent |= {"data": json.dumps(body), "content_type": "application/json"}
        try:
            answer = getattr(self.browser, method)(path, **sent)
        except Exception as error:
            self.failed[f"{method} {path}"] = repr(error)[:300]
            return None
        kind = f"{method} {answer.status_code // 100}xx"
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if answer.status_code >= 500:
            self.failed[f"{method} {path}"] = str(answer.status_code)
        return answer

    def places(self, path: str) -> list[str]:
        """Return the addresses that a path of the description stands for."""
        kind, rest = BASE.match(path).groups()  # type: ignore[union-attr]
        ids = self.known.get(kind, [])[:OF_A_KIND]
        if "{id}" not in rest:
            return [f"{self.home}/{kind}{rest}"] if "{" not in rest else []
        filled = [f"{self.home}/{kind}{rest}".replace("{id}", str(one)) for one in ids]
        return [one for one in filled if "{" not in one]

    def read(self) -> None:
        """Read every list, and then some records of each."""
        gets = [path for method, path, _ in self.ops if method == "get"]
        for path in sorted(gets, key=lambda one: one.count("{")):
            for place in self.places(path) if BASE.match(path) else [path]:
                answer = self.ask("get", place)
                if answer is not None and answer.status_code == 200:
                    self.note(place, answer)

    def note(self, place: str, answer: Any) -> None:
        """Note the records of a list."""
        if "json" in answer["Content-Type"] and isinstance(
            found := answer.json(), dict
        ):
            kind = place.rsplit("/", 1)[-1]
            ids = [one.get("id") for one in found.get("items", ())]
            fresh = [one for one in ids if one and one not in self.known.get(kind, [])]
            self.known.setdefault(kind, []).extend(fresh)
            if kind == "members" and found.get("items"):
                self.user = found["items"][0]["user_id"]

    def write(self) -> None:
        """Make what can be made, change it, act on it, and drop what can be dropped."""
        order = ("post", "patch", "put", "delete")
        for method in order:
            for of, path, op in self.ops:
                if of == method and BASE.match(path):
                    for place in self.places(path)[-1:]:
                        self.change(method, place, op)

    def change(self, method: str, place: str, op: dict[str, Any]) -> None:
        """Ask for one change, as somebody who has read the record would."""
        seen = self.ask("get", place) if method != "post" else None
        is_there = seen is not None and seen.status_code == 200
        heads = (
            {"If-Match": seen["ETag"]} if is_there and seen.has_header("ETag") else {}
        )
        before = seen.json() if is_there else {}
        body = self.body(op, before) if "requestBody" in op else None
        answer = self.ask(method, place, body, **heads)
        if answer is None or answer.status_code != 201:
            return
        kind, one = place.rsplit("/", 1)[-1], answer.json().get("id")
        if one and "{id}" not in place and place.count("/") == 5:
            self.known.setdefault(kind, []).insert(0, one)
            self.made.setdefault(kind, []).append(one)

    def body(self, op: dict[str, Any], before: dict[str, Any]) -> Any:
        asked = op["requestBody"]["content"]["application/json"]["schema"]
        schema = self.whole(asked)
        needed = set(schema.get("required", ()))
        fields = schema.get("properties", {})
        if before:  # a change of what is there: its first words become others
            words = [f for f in fields if isinstance(before.get(f), str) and before[f]]
            plain = [f for f in words if "enum" not in json.dumps(fields[f])]
            return {f: f"{before[f]} again" for f in plain[:1]}
        return {
            f: self.value(f, fields[f]) for f in fields if f in needed or not needed
        }

    def whole(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema without a reference; of several, the first that is one."""
        while True:
            if name := schema.get("$ref"):
                schema = self.doc["components"]["schemas"][name.rsplit("/", 1)[-1]]
            elif (
                some := schema.get("anyOf")
                or schema.get("oneOf")
                or schema.get("allOf")
            ):
                schema = next((s for s in some if s.get("type") != "null"), some[0])
            else:
                return schema

    def value(self, name: str, schema: dict[str, Any]) -> Any:
        """Return what may stand in a field of a body."""
        schema = self.whole(schema)
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [""])[0])
        kind = schema.get("type")
        if kind == "array":
            one = self.value(name.removesuffix("s"), schema.get("items", {}))
            return [one] if one is not None else []
        if kind == "object":
            needed = schema.get("required", ())
            return {f: self.value(f, schema["properties"][f]) for f in needed}
        if kind in ("integer", "number"):
            return self.number(name, schema)
        if kind == "boolean":
            return True
        return FORMS.get(schema.get("format", ""), self.word(name, schema))

    def number(self, name: str, schema: dict[str, Any]) -> Any:
        if name in PEOPLE:
            return self.user
        if of := KINDS.get(name.removesuffix("_id")):
            return next(iter(self.known.get(of, ())), 1)
        return max(schema.get("minimum", 0), min(schema.get("maximum", 3), 3))

    def word(self, name: str, schema: dict[str, Any]) -> str:
        if name in ("amount", "value", "low", "high") or "pattern" in schema:
            return "5"
        most = schema.get("maxLength", 200)
        return f"New {name} of a program {self.asked}"[:most]


def lost(calls: Calls, made: dict[str, list[int]]) -> list[str]:
    """Return which records that were made are not there, of those that none dropped."""
    places = [f"{calls.home}/{kind}/{one}" for kind, ids in made.items() for one in ids]
    reads = {path for method, path, _ in calls.ops if method == "get"}
    gone = []
    for place in places:
        one = re.sub(r"/w/\d+/([\w-]+)/\d+", r"/w/{workspace_id}/\1/{id}", place)
        if one in reads and (answer := calls.ask("get", place)) is not None:
            gone += [place] if answer.status_code != 200 else []
    return gone


def main(how: str, made: dict[str, list[int]]) -> dict[str, Any]:
    """Read all of it, and write as well or look for what was made."""
    calls = Calls()
    calls.read()
    if how == "write":
        calls.write()
    return {
        "asked": calls.asked, "counts": dict(sorted(calls.counts.items())),
        "made": calls.made, "lost": lost(calls, made), "failed": calls.failed,
    }  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
