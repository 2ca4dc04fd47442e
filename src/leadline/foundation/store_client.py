"""What speaks to a store of files, and how much of an answer it takes.

A store is somebody else's machine. Whatever it answers ends, by size and by the clock,
leads nowhere else, and is repeated to nobody: it may hold what we sent.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from botocore.awsrequest import (
    AWSHTTPConnection,
    AWSHTTPConnectionPool,
    AWSHTTPSConnection,
    AWSHTTPSConnectionPool,
)
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectionClosedError
from botocore.handlers import add_expect_header
from urllib3.exceptions import HTTPError

from leadline.foundation.fetch import hang_up

SEND_SECONDS, ANSWER_SECONDS, FILE_SECONDS = 300.0, 30.0, 300.0
LARGEST, MOST_SAID = 2 * 1024**3, 8 * 1024**2
PART, ATTEMPTS = 64 * 1024, 3
# What a store that behaves oddly ends in; ValueError is a head or a day that is none.
FAILURES = (BotoCoreError, Boto3Error, ClientError, HTTPError, ValueError, LookupError)


class Unbelievable(BotoCoreError):  # type: ignore[misc]
    """A store answers more than it may, later than it may, or something else."""

    fmt = "it answers too much, too slowly, or something else than it was given"


def why(error: BaseException) -> str:
    """Return why a store failed, in words of ours: its own are not repeated."""
    if isinstance(error, Unbelievable):
        return str(error)
    if isinstance(error, ClientError):
        code = code_of(error)
        return f"it says {code}" if code.isalnum() and code.isascii() else "it refuses"
    return f"it does not answer as a store does ({type(error).__name__})"


def code_of(error: BaseException) -> str:
    """Return the word a store has for a failure, or nothing."""
    answer = error.response if isinstance(error, ClientError) else {}
    return str(answer.get("Error", {}).get("Code", ""))[:60]


@contextmanager
def _clock(seconds: float, wire: Callable[[], Any]) -> Iterator[None]:
    """Hang up where it takes longer: a byte now and then keeps each wait short.

    Raises ``TimeoutError`` then, whatever was made of what had come.
    """
    until = time.monotonic() + seconds
    ended = threading.Timer(seconds, lambda: hang_up(wire()))
    ended.daemon = True
    ended.start()
    try:
        yield
    finally:
        ended.cancel()
    if time.monotonic() > until:
        raise TimeoutError


class _Timed:
    """A connection that gives sending, and what an answer begins with, their time."""

    sock: Any

    def request(self, *words: Any, **named: Any) -> Any:
        with _clock(SEND_SECONDS, lambda: self.sock):
            return super().request(*words, **named)  # type: ignore[misc]

    def getresponse(self) -> Any:
        wire = self.sock
        answer = None
        try:
            with _clock(ANSWER_SECONDS, lambda: wire):
                answer = super().getresponse()  # type: ignore[misc]
        except TimeoutError:
            if answer is not None:
                answer.close()
            raise
        answer.wire = wire
        return answer


class _Plain(_Timed, AWSHTTPConnection):  # type: ignore[misc]
    """Over a network that is trusted."""


class _Locked(_Timed, AWSHTTPSConnection):  # type: ignore[misc]
    """By TLS."""


class _PlainPool(AWSHTTPConnectionPool):  # type: ignore[misc]
    ConnectionCls = _Plain


class _LockedPool(AWSHTTPSConnectionPool):  # type: ignore[misc]
    ConnectionCls = _Locked


class Bounded:
    """What an answer holds, while it is no more, and no later, than it may be."""

    def __init__(self, raw: Any, most: int, seconds: float) -> None:
        self.raw, self.left, self.until = raw, most, time.monotonic() + seconds
        self._ended = threading.Timer(max(seconds, 0), hang_up, [raw.wire])
        self._ended.daemon = True
        self._ended.start()

    def read(self, amount: int = PART) -> bytes:
        """Return the next part; raise ``Unbelievable`` for too much, or too late."""
        part: bytes = self.raw.read(amount)
        self.left -= len(part)
        if self.left < 0 or time.monotonic() > self.until:
            self.close()
            raise Unbelievable
        if not part:
            self._ended.cancel()
        return part

    def stream(self) -> Iterator[bytes]:
        """Yield all of it, as botocore reads what is no file."""
        while part := self.read():
            yield part

    def close(self) -> None:
        """Read no more of it."""
        self._ended.cancel()
        self.raw.close()


def _sent(send: Callable[[Any], Any], request: Any) -> Any:
    """Send a request, and take of the answer what it may hold."""
    is_file = request.stream_output
    request.stream_output = True
    answer = send(request)
    is_file = is_file and answer.status_code < 300
    most, seconds = (LARGEST, FILE_SECONDS) if is_file else (MOST_SAID, ANSWER_SECONDS)
    answer.raw = Bounded(answer.raw, most, seconds)
    if answer.status_code < 200:  # which says that an answer comes, and is none
        answer.raw.close()
        raise Unbelievable
    if not is_file:
        try:
            answer.content  # noqa: B018 - reads it
        except HTTPError as error:
            raise ConnectionClosedError(endpoint_url=request.url, error=error) from None
    return answer


def client() -> Any:
    """Return a client of the store that the variables of Amazon's tools name."""
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        # Stores of others than Amazon's do not know the newer sums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    made = boto3.client("s3", config=config)
    # Who waits for "go on" reads on for ever where a store says it and hangs up.
    made.meta.events.unregister("before-call.s3", add_expect_header)
    session = made._endpoint.http_session
    session._pool_classes_by_scheme.update(http=_PlainPool, https=_LockedPool)
    send = session.send
    session.send = lambda request: _sent(send, request)
    return made
