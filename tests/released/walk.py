"""Walks through a Leadline as its owner: opens what is linked, sends what is asked.

Run with the code of any release (``tests.released.beside``); it needs of it Django's
settings alone, and says as JSON what was opened, sent, and what failed how.
"""

from __future__ import annotations

import html
import json
import logging
import re
import sys
import traceback
from typing import Any
from urllib.parse import urljoin, urlsplit

LINK = re.compile(r"""(?:href|hx-get)=["']([^"'#]+)""")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b[^>]*>")
CHOICES = re.compile(r"<select\b([^>]*)>(.*?)</select>", re.S)
PICKED = re.compile(r"<option\b(?=[^>]*selected)[^>]*>")
WORD = re.compile(r'([\w-]+)="([^"]*)"')
# Whoever sends these is somebody else afterwards, or nobody, or waits for a machine.
NOT_SENT = re.compile(r"sign-out|sessions|password|passkey|second-step|language|money")
AS_IT_STANDS = re.compile(r"[?&](?:page|after|sort|cursor)=")


def said(tag: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {name: html.unescape(value) for name, value in WORD.findall(tag)}


def filled(inner: str) -> dict[str, str]:
    """Return what a form would send as it stands, with words where there are none."""
    values = {}
    for tag in FIELD.findall(inner):
        about = said(tag)
        name, kind = about.get("name"), about.get("type", "text")
        if not name or name == "csrfmiddlewaretoken" or kind == "file":
            continue
        if kind in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "<button" in tag and "value" not in about:
            continue
        first = {"number": "3", "date": "2027-03-01", "email": "eve@example.com"}
        words = first.get(kind, "Something new")
        values[name] = about.get("value") or words
    for tag, options in CHOICES.findall(inner):
        if (name := said(tag).get("name")) and (picked := PICKED.search(options)):
            values[name] = said(picked[0]).get("value", "")
    return values


class Walk:
    """What an owner's browser opens and sends, and what failed."""

    def __init__(self) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        self.browser = Client(HTTP_HOST="localhost")
        self.browser.force_login(get_user_model().objects.order_by("pk").first())
        self.opened = self.sent = self.changed = 0
        self.failed: dict[str, str] = {}
        self.forms: dict[str, tuple[str, dict[str, str]]] = {}
        self.waiting: list[str] = []
        self.met: set[str] = set()
        self.kinds: dict[str, int] = {}

    def ask(self, method: str, path: str, values: dict[str, str] | None = None) -> Any:
        """Return the answer, or nothing where the code failed."""
        try:
            answer = getattr(self.browser, method)(path, values or {})
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.failed[f"{method} {path}"] = f"{error!r:.300} ({where.name})"
            return None
        if answer.status_code >= 500:
            self.failed[f"{method} {path}"] = str(answer.status_code)
        return answer

    def open(self, most: int) -> None:
        """Open pages from the first one on, three of a kind."""
        home = self.browser.get("/", follow=True)
        self.waiting = [home.redirect_chain[-1][0]]
        while self.waiting and self.opened < most:
            path = self.waiting.pop(0)
            answer = self.ask("get", path)
            self.opened += 1
            if answer and not answer.streaming and "html" in answer["Content-Type"]:
                self.look(path, answer.content.decode())

    def look(self, path: str, page: str) -> None:
        """Note where a page leads, and what it asks."""
        for link in LINK.findall(page):
            there = urlsplit(urljoin(path, html.unescape(link)))
            to = there.path + (f"?{there.query}" if there.query else "")
            kind = re.sub(r"\d+", "N", to)
            is_ours = there.path.startswith("/w/") and not AS_IT_STANDS.search(to)
            if is_ours and to not in self.met and self.kinds.get(kind, 0) < 3:
                self.kinds[kind] = self.kinds.get(kind, 0) + 1
                self.met.add(to)
                self.waiting.append(to)
        for head, inner in FORM.findall(page):
            about = said(head)
            if about.get("method", "").lower() == "post" or "hx-post" in about:
                to = urljoin(path, about.get("action") or about.get("hx-post") or "")
                if not NOT_SENT.search(to):
                    kind = re.sub(r"\d+", "N", to)
                    self.forms.setdefault(kind, (to, filled(inner)))

    def send(self) -> None:
        """Send every form that was met, once for each kind."""
        for to, values in self.forms.values():
            answer = self.ask("post", to, values)
            self.sent += 1
            self.changed += answer is not None and answer.status_code < 400


def walk(most: int, *, sends: bool) -> dict[str, object]:
    """Open so many pages of a workspace, and send their forms; say how it was."""
    one = Walk()
    one.open(most)
    if sends:
        one.send()
    counts = {"opened": one.opened, "sent": one.sent, "changed": one.changed}
    return {**counts, "failed": one.failed}


if __name__ == "__main__":
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    print(json.dumps(walk(int(sys.argv[2]), sends=sys.argv[1] == "send"), indent=1))
