"""The process that children are forked from: one thread, readers loaded, no secrets.

A web process has threads and a database open, so it cannot be forked. This one is
started by it once, imports what reads files, and forks a child for each of them: that
takes milliseconds. It ends with whoever started it, or when nobody asks for a while.
"""

from __future__ import annotations

import errno
import gc
import os
import select
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from leadline.foundation.child import ask, wire
from leadline.foundation.errors import Invalid

NAME_LENGTH = 128
IDLE_SECONDS = 300.0
ROWS_FIRST, ROWS_MOST, ROWS_SECONDS = 32, 512, 0.25
# Loaded once somebody has asked: heavy, and wanted by the next ones.
LATER = ("leadline.foundation.tables.books",)
TOO_MUCH = (
    "The file takes more memory to read than any of its size should. Save the part "
    "that you need as CSV and bring that one."
)
NOT_READ = (
    "The file cannot be read: it is damaged, or not what its beginning says. Save it "
    "again as CSV or XLSX and bring that one."
)


def serve(number: int) -> None:
    """Fork a child for each connection that comes over a socket, until it closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    ask.stay_inside()
    control = socket.socket(fileno=number)
    later = list(LATER)
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        name, given, _, _ = socket.recv_fds(control, NAME_LENGTH, 1)
        if not name:
            return
        _load(name.decode().strip())
        pid = os.fork()
        if not pid:
            control.close()
            _child(socket.socket(fileno=given[0]))
        os.close(given[0])
        while later:
            _load(later.pop())


def _load(name: str) -> None:
    # What cannot be imported is told by the child, which tries again.
    with suppress(Exception):
        import_module(name)
    gc.collect()
    gc.freeze()


def _child(line: socket.socket) -> None:
    """Do one task and end without any of what ends a process usually does."""
    try:
        _, (function, args, named, budget, folder) = wire.take(line)
        tempfile.tempdir = folder
        budget.apply()
        _do(line, budget.clock, lambda: function(*args, **named))
    finally:
        os._exit(0)


def _do(line: socket.socket, clock: float, work: Any) -> None:
    try:
        signal.setitimer(signal.ITIMER_REAL, clock)
        found = work()
        if isinstance(found, Iterator):
            _send_rows(line, clock, found)
        elif isinstance(found, bytes):
            wire.put_bytes(line, found)
        else:
            wire.put(line, wire.VALUE, found)
    except (BrokenPipeError, ConnectionResetError):
        return  # nobody waits any more
    except MemoryError:
        wire.put(line, wire.FAILED, (Invalid(TOO_MUCH), "MemoryError"))
    except Exception as error:
        wire.put(line, wire.FAILED, (said(error), type(error).__name__))


def said(error: Exception) -> Exception:
    """Return an error that a person can read: what is one already stays."""
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return Invalid(TOO_MUCH)
    is_ours = type(error).__module__.startswith("leadline.")
    return error if is_ours or isinstance(error, OSError) else Invalid(NOT_READ)


def _send_rows(line: socket.socket, clock: float, rows: Iterator[Any]) -> None:
    """Send rows in lots; while somebody takes their time with them no clock runs."""
    most, lot = ROWS_FIRST, []
    begun = time.monotonic()
    try:
        for row in rows:
            lot.append(row)
            if len(lot) >= most or time.monotonic() - begun > ROWS_SECONDS:
                signal.setitimer(signal.ITIMER_REAL, 0)
                wire.put(line, wire.ROWS, lot)
                signal.setitimer(signal.ITIMER_REAL, clock)
                most, lot = min(most * 2, ROWS_MOST), []
                begun = time.monotonic()
    except Exception:
        wire.put(line, wire.ROWS, lot)
        raise
    wire.put(line, wire.ROWS, lot)
    wire.put(line, wire.END)
