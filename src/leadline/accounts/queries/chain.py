"""The record verified: every line of the log, and every row that a line vouches for."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from leadline.accounts.models import ChainHead, Event, Workspace
from leadline.accounts.queries.forgotten import emptied_lines, is_emptied
from leadline.accounts.queries.seals import (
    UNDER,
    digests_of,
    is_sealed_by,
    line_of,
    line_seal,
    sealed_models,
    vouched_tables,
)
from leadline.accounts.types import GENESIS, ChainReport, RecordReport, Verb
from leadline.foundation.sealing import earlier_sealers, has_key, key_name, sealer

BROKEN = "head"
NAMED = 20
AT_BEGINNING = timedelta(minutes=5)


def event_hash(event: Event) -> str:
    """Return the sum of a line of an earlier release, which anybody can make."""
    text = json.dumps(line_of(event), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class _Walk:
    """One pass over a workspace's log, and what it gathered on the way."""

    workspace_id: int
    has_key: bool
    heads: Mapping[int, str]
    old: int = 0
    sealed_since: datetime | None = None
    expected: int = 1
    previous: str = GENESIS
    first: Event | None = None
    why: str = ""
    faults: list[str] = field(default_factory=list)
    digests: dict[str, tuple[str, int]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    sealers: list[Callable[..., str]] = field(default_factory=list)
    epoch: int = 0
    emptied: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up the key, the keys before it, and which lines were emptied."""
        if self.has_key:
            self.emptied = emptied_lines(self.workspace_id)
            self.sealers = [*earlier_sealers("line"), sealer("line")]

    def read(self) -> None:
        """Read until the first line that does not hold."""
        events = Event.objects.filter(workspace_id=self.workspace_id)
        for event in events.order_by("sequence").iterator(chunk_size=500):
            self.why = self._fault_of(event)
            if self.why:
                return
            self.first = self.first or event
            self._gather(event)
            self.expected, self.previous = self.expected + 1, event.hash

    def _fault_of(self, event: Event) -> str:
        if event.sequence != self.expected:
            return f"line {self.expected} is missing"
        if event.previous_hash != self.previous:
            return "it does not follow from the line before it"
        if self.has_key and self._is_sealed(event):
            self.sealed_since = self.sealed_since or event.created_at
            return ""
        if self.sealed_since is None and event.hash == event_hash(event):
            self.old += 1
            return ""
        if self.has_key and is_emptied(event, self.emptied.get(event.sequence, set())):
            return ""
        return "it was changed after it was written"

    def _is_sealed(self, event: Event) -> bool:
        """Return whether a line bears the seal of its time: keys only follow on.

        An earlier key forges no line: the end bears the seal of the key of today, and
        with it every line that leads there.
        """
        for place in range(self.epoch, len(self.sealers)):
            if event.hash == line_seal(event, self.sealers[place]):
                self.epoch = place
                return True
        return False

    def _gather(self, event: Event) -> None:
        if event.sequence in self.heads:
            self.seen.add(event.sequence)
            if event.hash != self.heads[event.sequence]:
                self.faults.append(
                    f"Line {event.sequence} is not the one it was when this head was "
                    f"written down: {self.heads[event.sequence][:12]}…"
                )
        if self.sealed_since is None:
            return
        for name, digest in event.digests.items():
            if name == BROKEN:
                self.faults.append(
                    f"Line {event.sequence} was written after an end that bore no "
                    "seal: lines before it were cut off or rewritten"
                )
            else:
                self.digests[name] = (digest, event.sequence)

    def report(self) -> ChainReport:
        """Return how many lines hold; call after ``read``."""
        good = self.expected - 1
        if self.why:
            return ChainReport(self.workspace_id, good, self.expected, self.why)
        head = ChainHead.objects.filter(workspace_id=self.workspace_id).first()
        end = head.sequence if head else 0
        place, why = None, ""
        if good < end:
            place, why = good + 1, f"the log should go on to line {end}"
        elif good > end:
            good, place = end, end + 1
            why = f"it was put in: the log ended with line {end}"
        elif head and head.hash != self.previous:
            good, place = good - 1, good
            why = "it is not the line that was written last"
        elif head and self.has_key and good and not holds(head):
            place = good + 1
            why = "the end bears no seal of this key: lines after it were cut off"
            if self.sealed_since is None:
                good, place = 0, 1
                why = "no line is sealed: the log was rewritten without the key"
        return ChainReport(self.workspace_id, good, place, why)


def holds(head: ChainHead) -> bool:
    """Return whether the end of a log was set by who holds the key."""
    return any(is_sealed_by(head, kind) for kind in ("head", "due"))


def is_due(head: ChainHead) -> bool:
    """Return whether a log of an earlier release waits for its first sealed line."""
    return is_sealed_by(head, "due")


def unvouched(head: ChainHead) -> list[Any]:
    """Return the tables that a log does not vouch for yet, though this version seals
    them; their first line comes with the next start."""
    known = vouched_tables(head)
    return [m for m in sealed_models() if m._meta.label_lower not in known]


def verify_chain(*, workspace_id: int) -> ChainReport:
    """Read a workspace's whole audit log and return where its chain breaks first.

    A line that was changed, taken out or put in breaks the chain at its place; lines
    cut off at the end are missed by the head, whose seal nobody makes without the key.
    """
    walk = _Walk(workspace_id, has_key(), {})
    walk.read()
    return walk.report()


def verify_record(
    *, workspace_id: int, heads: Mapping[int, str] | None = None
) -> RecordReport:
    """Verify a workspace's log and every row that its lines vouch for.

    ``heads`` are ends of this log that were written down elsewhere, by line: each
    must still be in it.
    """
    walk = _Walk(workspace_id, has_key(), heads or {})
    walk.read()
    chain = walk.report()
    faults = [f"{said}." for said in walk.faults]
    if chain.is_whole:
        faults += _missing_heads(walk)
        faults += _beginning(workspace_id, walk)
    rows, waiting = 0, _waiting(workspace_id, walk)
    if walk.sealed_since is not None:
        compared = list(_compare(workspace_id, walk.digests, waiting))
        rows = sum(n for n, _ in compared)
        faults += [said for _, several in compared for said in several]
    end = walk.expected - 1
    head = f"{workspace_id}-{end}-{walk.previous}"
    return RecordReport(
        chain, walk.old, walk.sealed_since, head, rows, tuple(faults),
        tuple(model._meta.label_lower for model in waiting),
    )  # fmt: skip


def key_of_head(*, workspace_id: int) -> str:
    """Return the name of the key that sealed the end of a log; empty before any did."""
    head = ChainHead.objects.filter(workspace_id=workspace_id).first()
    return head.seal.partition(":")[0] if head else ""


def is_other_key(*, workspace_id: int) -> bool:
    """Return whether a log was sealed with another key than the one at hand."""
    name = key_of_head(workspace_id=workspace_id)
    return bool(name) and (not has_key() or name != key_name())


def list_heads() -> list[str]:
    """Return where the log of each workspace ends, to be kept outside of it."""
    found = ChainHead.objects.order_by("workspace_id")
    return [f"{h.workspace_id}-{h.sequence}-{h.hash}" for h in found]


def _missing_heads(walk: _Walk) -> Iterator[str]:
    for line in sorted(set(walk.heads) - walk.seen):
        yield f"Line {line}, which was the end once, is there no more: it was cut off."


def _beginning(workspace_id: int, walk: _Walk) -> Iterator[str]:
    """A log begins with the setting up; one that begins later was taken away once."""
    space = Workspace.objects.filter(pk=workspace_id).first()
    made = space.created_at if space else None
    if made is None:
        yield "The workspace itself was taken out, though its log is there."
    elif walk.first is None:
        yield "There is no log at all, though every workspace begins with a line of it."
    elif walk.first.verb != Verb.SET_UP or walk.first.created_at - made > AT_BEGINNING:
        yield "The log does not begin with the setting up: what was before is gone."


def _waiting(workspace_id: int, walk: _Walk) -> list[Any]:
    """Return the tables that no line of a log of an earlier release vouches for."""
    head = ChainHead.objects.filter(workspace_id=workspace_id).first()
    if head is None or walk.sealed_since is None:
        return []
    named = {name.partition(":")[0] for name in walk.digests}
    return [m for m in unvouched(head) if m._meta.label_lower not in named]


def _compare(
    workspace_id: int,
    digests: Mapping[str, tuple[str, int]],
    waiting: Sequence[Any],
) -> Iterator[tuple[int, list[str]]]:
    """Yield of each table how many rows were compared, and which do not hold."""
    known: dict[str, dict[int, tuple[str, int]]] = defaultdict(dict)
    for name, said in digests.items():
        label, _, number = name.partition(":")
        known[label][int(number)] = said
    for model in sealed_models():
        if model in waiting:
            continue
        vouched = known[model._meta.label_lower]
        n, faults = 0, []
        for pk, digest in digests_of(model, workspace_id):
            n += 1
            was, line = vouched.pop(pk, ("", 0))
            if digest != was:
                faults.append(_said(model, pk, line, was))
        faults += [
            f"{model.SEALED_AS} {pk} was taken out; line {line} still vouches for it."
            for pk, (there, line) in vouched.items()
            if there and not _went_with(there, digests)
        ]
        yield n, _few(faults)


def _went_with(digest: str, digests: Mapping[str, tuple[str, int]]) -> bool:
    """Return whether a line says that what a row stood under was taken out."""
    under = digest.partition(UNDER)[2]
    return under in digests and not digests[under][0]


def _said(model: Any, pk: int, line: int, was: str) -> str:
    if was:
        return f"{model.SEALED_AS} {pk} was rewritten after line {line} of the log."
    return f"{model.SEALED_AS} {pk} was put in: no line of the log vouches for it."


def _few(faults: list[str]) -> list[str]:
    more = len(faults) - NAMED
    return [*faults[:NAMED], f"And {more} more like these."] if more > 0 else faults
