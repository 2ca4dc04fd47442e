"""The side of whoever needs a file read: start the host, ask it, hear the child."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any, ParamSpec, TypeVar

from leadline.foundation.child import wire
from leadline.foundation.child.budget import Budget
from leadline.foundation.errors import Conflict, Invalid

P = ParamSpec("P")
T = TypeVar("T")
AT_ONCE, WAIT_SECONDS = 4, 30.0
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR")
START = (
    "import sys; from leadline.foundation.child.host import serve; "
    "serve(int(sys.argv[1]))"
)
TOO_LONG = (
    "The file takes too long to read, or too much memory: it is damaged, or was made "
    "so. Save the part that you need as CSV and bring that one."
)
BUSY = "Other files are being read at the moment. Try again in a minute."

logger = logging.getLogger(__name__)


class Place:
    """Where this process stands: inside of a child, work is done at once."""

    inside = False


def stay_inside() -> None:
    """Say that this process is one that reads, so that it asks nobody else."""
    Place.inside = True


class _Host:
    """The process that forks children for this one; started when first needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.control: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def connect(self, module: str) -> socket.socket:
        """Return a line to a new child."""
        name = module.ljust(128).encode()
        with self.lock:
            for _ in range(2):
                control = self._started()
                ours, theirs = socket.socketpair()
                with theirs:
                    try:
                        socket.send_fds(control, [name], [theirs.fileno()])
                    except OSError:  # it had nothing to do and has ended
                        ours.close()
                        self.end()
                    else:
                        return ours
        raise Conflict(BUSY)

    def _started(self) -> socket.socket:
        if self.control is not None and self.process is not None:
            if self.process.poll() is None:
                return self.control
            self.end()
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self.control

    def end(self) -> None:
        """Let the host end; the next one who asks starts another."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
        self.control = self.process = None

    def forget(self) -> None:
        """Leave a host to the process that started it and was forked."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.returncode = 0


def _environment() -> dict[str, str]:
    """Return what a reader needs of the environment; no key and no address is in it."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # One thread: those of the number libraries would be lost in a fork.
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "PYTHONSAFEPATH": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


class _Slots:
    """How many children one process has at once; who has one may have another."""

    def __init__(self) -> None:
        self.free = threading.BoundedSemaphore(AT_ONCE)
        self.lock = threading.Lock()
        self.held: Counter[int] = Counter()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a slot, waiting for it; raise ``Conflict`` where none comes free."""
        thread = threading.get_ident()
        is_first = not self.held[thread]
        if is_first and not self.free.acquire(timeout=WAIT_SECONDS):
            raise Conflict(BUSY)
        with self.lock:
            self.held[thread] += 1
        try:
            yield
        finally:
            with self.lock:
                self.held[thread] -= 1
                self.held += Counter()  # forgets threads that hold none
            if is_first:
                self.free.release()


def _afresh() -> None:
    """Begin anew in a process that was forked: locks and lines are its parent's."""
    global _host, _slots
    _host.forget()
    _host, _slots = _Host(), _Slots()


_host, _slots = _Host(), _Slots()
os.register_at_fork(after_in_child=_afresh)
atexit.register(lambda: _host.end())


def prepare(function: Callable[..., object], /) -> None:
    """Have what will be asked for loaded before somebody waits for it; return at once.

    For a page that takes a file: the process that reads it starts while one chooses.
    """
    if not Place.inside:
        with suppress(Conflict, OSError):  # it starts when it is needed, then
            _host.connect(function.__module__).close()


def run(
    budget: Budget, function: Callable[P, T], /, *args: P.args, **named: P.kwargs
) -> T:
    """Return what a function of a module returns, called in a child.

    Raises what it raises, where that is one of ours; ``Invalid`` with what to do for
    everything else, and where the child was ended for what it took.
    """
    if Place.inside:
        return function(*args, **named)
    with _child(budget, function, args, named) as line:
        kind, value = _heard(line)
        assert kind in (wire.VALUE, wire.BYTES), kind
        found: T = value
        return found


def run_for_bytes(
    budget: Budget,
    most: int,
    function: Callable[P, bytes],
    /,
    *args: P.args,
    **named: P.kwargs,
) -> bytes:
    """Return the bytes that a function returns, called in a child that is not trusted.

    For a library in C that reads hostile files: nothing but bytes, at most so many, is
    taken from the child. Raises ``Invalid`` for everything else.
    """
    if Place.inside:
        return function(*args, **named)
    with _child(budget, function, args, named) as line:
        try:
            return wire.take_bytes(line, most)
        except (EOFError, OSError):
            raise Invalid(TOO_LONG) from None


def stream(
    budget: Budget,
    function: Callable[P, Iterator[T]],
    /,
    *args: P.args,
    **named: P.kwargs,
) -> Iterator[T]:
    """Yield what a generator of a module yields, read in a child ahead of its use.

    Raises as ``run`` does, after the rows that came before.
    """
    if Place.inside:
        yield from function(*args, **named)
        return
    with _child(budget, function, args, named) as line:
        while True:
            kind, value = _heard(line)
            if kind == wire.END:
                return
            yield from value


@contextmanager
def _child(
    budget: Budget,
    function: Callable[..., object],
    args: tuple[object, ...],
    named: dict[str, object],
) -> Iterator[socket.socket]:
    """Start a child on a task; however it ends, what it wrote beside is removed."""
    folder = tempfile.mkdtemp(prefix="leadline-")
    try:
        with _slots.one(), closing(_host.connect(function.__module__)) as line:
            line.settimeout(budget.clock + WAIT_SECONDS)
            try:
                wire.put(line, wire.TASK, (function, args, named, budget, folder))
            except OSError:
                raise Invalid(TOO_LONG) from None
            yield line
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _heard(line: socket.socket) -> tuple[bytes, Any]:
    try:
        kind, value = wire.take(line)
    except (EOFError, OSError):
        raise Invalid(TOO_LONG) from None
    if kind == wire.FAILED:
        error, name = value
        # The kind of an error only: what a parser says may quote a cell.
        logger.info("A file could not be read: %s.", name)
        raise error
    return kind, value
