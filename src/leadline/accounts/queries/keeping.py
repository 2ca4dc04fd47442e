"""What is read from records is kept until the audit log goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from leadline.accounts.models import Event
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor
from leadline.foundation.once import is_read_once, once

R = TypeVar("R")
MOST_KEPT = 128

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def until_changed(*, actor: Actor, key: Hashable, read: Callable[[], R]) -> R:
    """Return what is kept for the actor under a key, or read it.

    Only for a page that only reads, of records whose every change is in the workspace's
    audit log, and of what the key says: the day too, where it counts. Each process
    keeps the newest ``MOST_KEPT``. What is kept is shared by pages: nobody changes it.
    """
    actor.require("read")
    if not is_read_once():
        return read()
    end = once(("end of the log", actor.workspace_id), lambda: _end(actor))
    if not end:
        return read()
    whole = (actor.workspace_id, actor.user_id, actor.role, end, key)
    with _lock:
        if whole in _kept:
            _kept.move_to_end(whole)
            found: R = _kept[whole]
            return found
    found = read()
    with _lock:
        _kept[whole] = found
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _end(actor: Actor) -> str:
    """Return what seals the newest line of the audit log, "" where there is none."""
    ends = rows(Event, actor).order_by("-sequence").values_list("hash", flat=True)
    return ends.first() or ""
