"""Messages between a process and the child that reads for it."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

HEAD = struct.Struct(">cQ")
ROWS, VALUE, END, FAILED = b"r", b"v", b"e", b"f"
TASK = b"t"
LARGEST = 1 << 32


def put(wire: socket.socket, kind: bytes, value: Any = None) -> None:
    """Send one message."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    wire.sendall(HEAD.pack(kind, len(content)))
    wire.sendall(content)


def take(wire: socket.socket) -> tuple[bytes, Any]:
    """Return the next message; raise ``EOFError`` where the other side has ended.

    Both sides are this program: what a child says was written by its code, whatever
    the file that it reads holds.
    """
    kind, length = HEAD.unpack(_exactly(wire, HEAD.size))
    if length > LARGEST:
        raise EOFError
    return kind, pickle.loads(_exactly(wire, length))


def _exactly(wire: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    place = memoryview(content)
    while place:
        count = wire.recv_into(place)
        if not count:
            raise EOFError
        place = place[count:]
    return content
