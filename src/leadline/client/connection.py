"""The wire: one request and its answer, waited for, sent again where that is safe."""

from __future__ import annotations

import http.client
import json
import random
import ssl
import time
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)
from uuid import uuid4

from .errors import Busy, Conflict, LeadlineError, Refused, TooMany, Unreachable
from .errors import refusal as refusal_of
from .pages import Pages
from .values import Id, Seen, body, path, query, tag

MOST_TRIES = 6
MOST_SECONDS_SILENT = 30.0
PIECE = 1 << 16
JSON, ANYTHING = "application/json", "*/*"
OF_PROXIES = {502, 504}
LOCAL = {"localhost", "127.0.0.1", "::1"}
REDIRECTED = "It leads elsewhere, where the token is not sent: name the right address."

now = time.monotonic
wait = time.sleep


class _Lost(Exception):
    """A connection that broke: what was asked may have been done, or not."""


class _Untrusted(_Lost):
    """A connection that was not begun, and would not be the next time."""


class _Stay(HTTPRedirectHandler):
    """Follows nothing: another address has no right to the token."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class _Token:
    """A token that does not show itself."""

    def __init__(self, token: str) -> None:
        said = token.strip()
        # A wrong header is shown whole by the library below when it complains.
        if not said or not said.isascii() or not said.isprintable() or " " in said:
            raise ValueError("This is no access token of Leadline.")
        self._said = said

    def __repr__(self) -> str:
        return "<token>"

    def put_on(self, request: Request) -> None:
        request.add_unredirected_header("Authorization", f"Bearer {self._said}")


class Connection:
    """Asks one workspace of one Leadline, as whoever the token is of."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        workspace: Id,
        deadline: float,
        allow_http: bool,
    ) -> None:
        self.address, self.workspace = _checked(address, allow_http), str(workspace)
        self._root = f"{self.address}/api/v1/w/{path(workspace)}"
        self._token, self._deadline = _Token(token), deadline
        self._opener = _opener(urlsplit(self.address))

    def read(self, *place: Id, fields: str = "") -> Any:
        """Return one record, or the fields of it that are named."""
        said = query({"fields": fields} if fields else {})
        return self._ask("GET", path(*place) + said, None, {}, again=True)

    def file(self, *place: Id) -> bytes:
        """Return a file, as it came."""
        found: bytes = self._ask(
            "GET", path(*place), None, {"Accept": ANYTHING}, again=True
        )
        return found

    def rows(self, *place: Id, asked: Mapping[str, Any]) -> Pages[Any]:
        """Return a list, read as far as somebody goes through it."""
        start = str(asked.get("cursor") or "")

        def ask(cursor: str) -> dict[str, Any]:
            said = query({**asked, "cursor": cursor or None})
            answer: dict[str, Any] = self._ask(
                "GET", path(*place) + said, None, {}, again=True
            )
            return answer

        return Pages(ask, start)

    def send(
        self,
        method: str,
        *place: Id,
        said: Mapping[str, Any] | None = None,
        seen: Seen = None,
        key: str = "",
    ) -> Any:
        """Do something to a record, once.

        Each POST carries a key, so that it can be sent again where the connection is
        lost. A ``Conflict`` brings the record as it stands.
        """
        headers = {"If-Match": tag(seen)} if seen is not None else {}
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid4())
        data = None if said is None else body(said)
        try:
            return self._ask(method, path(*place), data, headers, method == "POST")
        except Conflict as error:
            error.current = self._current(place)
            raise

    def _current(self, place: tuple[Id, ...]) -> Mapping[str, Any] | None:
        try:
            found: Mapping[str, Any] = self.read(*place[:2])
        except LeadlineError:
            return None
        return found

    def _ask(
        self,
        method: str,
        place: str,
        data: bytes | None,
        headers: Mapping[str, str],
        again: bool,
    ) -> Any:
        """Ask until there is an answer, a refusal that stays, or no time."""
        until, failure = now() + self._deadline, ""
        for attempt in range(MOST_TRIES):
            pause = min(2.0**attempt, 30.0) * random.uniform(0.5, 1.0)
            refused: Refused | None = None
            try:
                status, reason, told, after = self._once(
                    method, place, data, headers, until
                )
            except _Lost as lost:
                failure, again = str(lost), again and not isinstance(lost, _Untrusted)
            else:
                if status < 300:
                    return told
                refused = refusal_of(status, reason, told)
                if 300 <= status < 400:
                    refused = Refused(status, REDIRECTED)
                is_safe = isinstance(refused, TooMany | Busy)
                if not is_safe and not (again and status in OF_PROXIES):
                    raise refused
                pause = max(after, pause)
            is_last = attempt == MOST_TRIES - 1 or now() + pause >= until
            if refused is not None and is_last:
                raise refused
            if refused is None and (is_last or not again):
                break
            wait(pause)
        # Outside of every handler, so that no older exception hangs on this one.
        raise Unreachable(f"{self.address} gave no answer: {failure}")

    def _once(
        self,
        method: str,
        place: str,
        data: bytes | None,
        headers: Mapping[str, str],
        until: float,
    ) -> tuple[int, str, Any, float]:
        request = Request(f"{self._root}/{place}", data, dict(headers), method=method)
        if not request.has_header("Accept"):
            request.add_header("Accept", JSON)
        request.add_header("User-Agent", "leadline-client")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        self._token.put_on(request)
        seconds = min(max(until - now(), 0.1), MOST_SECONDS_SILENT)
        try:
            try:
                answer: Any = self._opener.open(request, timeout=seconds)
            except HTTPError as error:
                answer = error
            with answer:
                raw = _whole(answer, until)
                after = _seconds(answer.headers.get("Retry-After", ""))
                is_file = headers.get("Accept") == ANYTHING and answer.status < 300
                told = raw if is_file else _told(raw, answer.status)
                return answer.status, answer.reason, told, after
        except URLError as error:
            lost = _Lost(str(error.reason))
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                lost = _Untrusted(f"its certificate is not trusted: {error.reason}")
        except (OSError, http.client.HTTPException) as error:
            lost = _Lost(f"{type(error).__name__} {error}".strip())
        raise lost


def _opener(place: SplitResult) -> OpenerDirector:
    """Return what opens addresses: no redirects, the proxy of the environment.

    What is on this machine is asked directly: a proxy would read the token.
    """
    handlers: list[BaseHandler] = [
        _Stay(),
        HTTPSHandler(context=ssl.create_default_context()),
    ]
    if place.hostname in LOCAL:
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def _checked(address: str, allow_http: bool) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Say the address as https://leadline.example.com.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("The address is that of Leadline alone, without more in it.")
    if parts.scheme == "http" and parts.hostname not in LOCAL and not allow_http:
        raise ValueError(
            "Over http:// anybody on the way reads the token. Use https://, or say "
            "allow_http=True where the network is your own."
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _whole(answer: Any, until: float) -> bytes:
    pieces = []
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        if now() > until:
            raise _Lost("it took longer than the deadline")
    raw, length = b"".join(pieces), answer.headers.get("Content-Length", "")
    if length.isdecimal() and len(raw) < int(length):
        raise _Lost("it broke off")
    return raw


def _told(raw: bytes, status: int) -> Any:
    if not raw.strip():
        return None
    try:
        return json.loads(raw)
    except ValueError:
        if status >= 300:
            return None  # a proxy's own page
    raise LeadlineError("The answer is not JSON. Is this the address of Leadline?")


def _seconds(said: str) -> float:
    """Return what ``Retry-After`` says in seconds, 0 where it says nothing so.

    >>> _seconds("61"), _seconds(""), _seconds("Wed, 21 Oct 2026 07:28:00 GMT")
    (61.0, 0.0, 0.0)
    """
    return float(said) if said.isascii() and said.isdecimal() else 0.0
