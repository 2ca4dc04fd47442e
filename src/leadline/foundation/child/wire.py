"""Messages between a process and the child that reads for it."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

HEAD = struct.Struct(">cQ")
ROWS, VALUE, END, FAILED = b"r", b"v", b"e", b"f"
TASK, BYTES = b"t", b"b"
LARGEST = 1 << 32


def put(wire: socket.socket, kind: bytes, value: Any = None) -> None:
    """Send one message."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    wire.sendall(HEAD.pack(kind, len(content)))
    wire.sendall(content)


def put_bytes(wire: socket.socket, content: bytes) -> None:
    """Send bytes as they are."""
    wire.sendall(HEAD.pack(BYTES, len(content)))
    wire.sendall(content)


def take_bytes(wire: socket.socket, most: int) -> bytes:
    """Return bytes that were sent as they are, at most so many.

    Nothing else is taken: where a library in C reads the file, the child may belong to
    somebody else by then, and what it says is not unpickled. Raises ``EOFError``.
    """
    kind, length = HEAD.unpack(_exactly(wire, HEAD.size))
    if kind != BYTES or length > most:
        raise EOFError
    return bytes(_exactly(wire, length))


def take(wire: socket.socket) -> tuple[bytes, Any]:
    """Return the next message; raise ``EOFError`` where the other side has ended.

    Both sides are this program: what a child says was written by its code, whatever
    the file that it reads holds.
    """
    kind, length = HEAD.unpack(_exactly(wire, HEAD.size))
    if length > LARGEST:
        raise EOFError
    if kind == BYTES:
        return kind, bytes(_exactly(wire, length))
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
