"""What the tests have a child do: named functions, so that it can find them."""

from __future__ import annotations

import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
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


def hold(content: bytes, **asked: object) -> None:
    """Read a calendar that names a folder, until a file called ``go`` lies there."""
    assert asked
    folder = Path(content.decode())
    (folder / "reads").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
    (folder / "has read").touch()
    raise Invalid("This calendar was held open.")


class Weighed:
    """A function that writes down what its child took, every tick of the processor."""

    def __init__(self, function: Callable[..., object], file: str, most: float) -> None:
        self.function, self.file, self.most = function, file, most
        # The host loads this module before it forks: not that of the tests.
        self.__dict__["__module__"] = function.__module__

    def __call__(self, *args: object, **named: object) -> object:
        """Do it; a child that is killed before the end took what it was allowed."""
        signal.signal(signal.SIGVTALRM, lambda *_: self._note(self.most))
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.02, 0.02)
        self._note(self.most)
        found: object = None
        try:
            found = self.function(*args, **named)
        finally:
            if not isinstance(found, Iterator):
                self._end()
        return self._rows(found) if isinstance(found, Iterator) else found

    def _rows(self, rows: Iterator[object]) -> Iterator[object]:
        try:
            yield from rows
        finally:
            self._end()

    def _end(self) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self._note()

    def _note(self, seconds: float = 0.0) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        took = seconds or used.ru_utime + used.ru_stime
        # One call and always as long: a tick may come while another is written.
        told = f"{took:<12.6f} {used.ru_maxrss // 1024:<8}".encode()
        file = os.open(self.file, os.O_WRONLY)
        os.pwrite(file, told, 0)
        os.close(file)
