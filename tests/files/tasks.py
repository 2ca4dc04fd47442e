"""What the tests have a child do: named functions, so that it can find them."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from leadline.foundation.errors import Invalid


def spin() -> None:
    """Never end."""
    while True:
        pass


def hoard() -> int:
    """Take memory without end."""
    return len([bytearray(16 << 20) for _ in range(1_000)])


def die() -> None:
    """End as after a fault of a library in C."""
    os.kill(os.getpid(), signal.SIGSEGV)


def litter() -> None:
    """Leave a file behind and never end."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x")
    spin()


def where() -> str:
    """Return the folder for what is written beside."""
    return tempfile.gettempdir()


def environment() -> dict[str, str]:
    """Return what this process knows of its surroundings."""
    return dict(os.environ)


def refuse(reason: str) -> None:
    """Refuse with a sentence."""
    raise Invalid(reason)


def stumble() -> None:
    """Raise what nobody expects, with a cell of the file in it."""
    raise KeyError("a cell of somebody")


def count(until: int, fault_at: int = -1) -> Iterator[int]:
    """Yield numbers, and stumble at one of them."""
    for number in range(until):
        if number == fault_at:
            raise KeyError(number)
        yield number


def number_and_note(folder: str) -> Iterator[int]:
    """Yield numbers slowly and write each one down, to show how far it came."""
    for number in range(10_000):
        Path(folder, "last").write_text(str(number))
        time.sleep(0.002)
        yield number


def spin_on(content: bytes, **asked: object) -> None:
    """Read a calendar that never ends."""
    assert content
    assert asked
    spin()
