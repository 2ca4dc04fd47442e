"""What is not passed on: why, and the bare answer where no page can be made."""

from __future__ import annotations

from typing import Any

REFUSED = "leadline.refused"
"""The key in a request's environment under which the pages find why."""

STATUS = {
    "busy": 503, "slow": 408, "large": 413, "long": 504, "address": 414, "broken": 400,
}  # fmt: skip
WORDS = {
    "busy": "Leadline is busy. Nothing was changed. Try again in a moment.",
    "slow": "The request took too long to arrive. Nothing was changed. Send it again.",
    "large": "That is more than Leadline takes at once. Nothing was changed.",
    "long": "This took too long, and may still be done. Look before you send it again.",
    "address": "The address is longer than any of Leadline's. Nothing was changed.",
    "broken": "The request broke off or makes no sense. Nothing was changed.",
}
# No person sees these: they get one line, and no page is made for them.
BARE = {"address", "broken"}
RETRY_SECONDS = {"busy": 5}


class Refused(Exception):
    """A request that is answered before any page is asked; ``why`` is in STATUS."""

    def __init__(self, why: str) -> None:
        super().__init__(WORDS[why])
        self.why = why


class Gone(Exception):
    """Who asked is no longer there."""


def bare_answer(why: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and one line of text."""
    words = WORDS[why].encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(words)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if why in RETRY_SECONDS:
        headers.append((b"retry-after", str(RETRY_SECONDS[why]).encode()))
    return STATUS[why], headers, words


def why_refused(environ: dict[str, Any]) -> str:
    """Return why the front refused a request, or ""."""
    return str(environ.get(REFUSED, ""))
