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


def walk(most: int, *, sends: bool) -> dict[str, object]:
    """Open ``most`` pages of a workspace and send their forms; say how it was."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    browser = Client(raise_request_exception=True, HTTP_HOST="localhost")
    browser.force_login(get_user_model().objects.order_by("pk").first())
    home = browser.get("/", follow=True)
    start = home.redirect_chain[-1][0] if home.redirect_chain else "/"
    waiting, met, kinds = [start], {start}, {}
    counts = {"opened": 0, "sent": 0, "changed": 0}
    failed: dict[str, str] = {}
    forms: dict[str, tuple[str, dict[str, str]]] = {}

    def ask(method: str, path: str, values: dict[str, str] | None = None) -> object:
        try:
            answer = getattr(browser, method)(path, values or {})
            if answer.status_code >= 500:
                failed[f"{method} {path}"] = str(answer.status_code)
            return answer
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            failed[f"{method} {path}"] = f"{error!r:.300} ({where.name})"
            return None

    while waiting and counts["opened"] < most:
        path = waiting.pop(0)
        answer = ask("get", path)
        counts["opened"] += 1
        if answer is None or answer.streaming or "html" not in answer["Content-Type"]:
            continue
        page = answer.content.decode()
        for link in LINK.findall(page):
            there = urlsplit(urljoin(path, html.unescape(link)))
            to = there.path + (f"?{there.query}" if there.query else "")
            kind = re.sub(r"\d+", "N", to)
            is_ours = there.path.startswith("/w/") and not AS_IT_STANDS.search(to)
            if is_ours and to not in met and kinds.setdefault(kind, 0) < 3:
                kinds[kind] += 1
                met.add(to)
                waiting.append(to)
        for head, inner in FORM.findall(page):
            about = said(head)
            if about.get("method", "").lower() == "post" or "hx-post" in about:
                to = urljoin(path, about.get("action") or about.get("hx-post") or "")
                kind = re.sub(r"\d+", "N", to)
                if not NOT_SENT.search(to):
                    forms.setdefault(kind, (to, filled(inner)))
    for to, values in forms.values() if sends else ():
        answer = ask("post", to, values)
        counts["sent"] += 1
        counts["changed"] += answer is not None and answer.status_code < 400
    return {**counts, "failed": failed}


if __name__ == "__main__":
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    print(json.dumps(walk(int(sys.argv[1]), sends=sys.argv[2] == "send"), indent=1))
