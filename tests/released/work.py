"""Queues work for the worker of another release, and says what came of it.

Run with the code of any release (``tests.released.beside``): ``queue MARK FEED HOOK``
brings a file, sends pieces, names an address that is read and one that is told,
mentions somebody, and has all feedback grouped; ``count MARK`` says what is there
afterwards.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from typing import Any

ROWS, SENT = 300, 3


def owner() -> Any:
    from leadline.accounts.queries import owner_of, workspace_ids

    return owner_of(workspace_id=workspace_ids()[0], surface="test")


def queue(mark: str, feed: str, hook: str) -> None:
    """Ask for one of each kind of work; everything of it bears the mark."""
    from leadline.accounts.actions import add_member
    from leadline.connections import actions as ways
    from leadline.connections.types import EndpointIn, IntakeIn
    from leadline.conversation.actions import begin_thread
    from leadline.evidence import actions as evidence
    from leadline.foundation.jobs import clock
    from leadline.importing import drafts

    actor, now = owner(), clock()
    ways.add_endpoint(
        actor=actor, endpoint=EndpointIn(f"Hook {mark}", hook, ("evidence",))
    )
    lines = [f"{mark}f-{n},The export of {mark} stops,2026-03-05" for n in range(ROWS)]
    content = "\n".join(["Ticket id,Body,Created at", *lines, ""]).encode()
    path = drafts.keep_upload(actor=actor, file_name="said.csv", chunks=[content])
    draft = drafts.start_draft(actor=actor, path=path, file_name="said.csv")
    evidence.queue_import(actor=actor, import_id=draft)
    sent = IntakeIn(name=f"Sent {mark}", kind="feedback", way="sent")
    made, _ = ways.add_intake(actor=actor, intake=sent, now=now)
    for n in range(SENT):
        body = {"id": f"{mark}s-{n}", "words": f"Sent of {mark}, as number {n}"}
        ways.take_arrival(
            actor=actor, intake_id=made.id, message=f"{mark}-{n}",
            body=json.dumps(body), now=now,
        )  # fmt: skip
    read = IntakeIn(name=f"Read {mark}", kind="feedback", way="read", address=feed)
    ways.add_intake(actor=actor, intake=read, now=now)
    need = evidence.create_need(actor=actor, statement=f"Need of {mark}", now=now)
    # Of two who have had no mail in this hour, for there is a limit.
    mail, names = f"{mark}@acme.example", (f"Eve {mark}", f"Adam {mark}")
    add_member(actor=actor, email=mail, role="reader", name=names[0], now=now)
    adam = add_member(
        actor=actor, email=f"a{mail}", role="contributor", name=names[1], now=now
    )
    begin_thread(
        actor=replace(actor, user_id=adam.id), about="need", record_id=need.id,
        text=f"@{names[0]}, read this", now=now,
    )  # fmt: skip
    evidence.start_grouping(actor=actor)


def count(mark: str) -> dict[str, Any]:
    """Return how often each thing that was asked for is there."""
    from leadline.accounts.models import Job
    from leadline.connections.models import Delivery
    from leadline.conversation.models import Outgoing
    from leadline.evidence.models import Feedback

    said = Feedback.objects.filter(source_id__startswith=mark)
    jobs: dict[str, dict[str, int]] = {}
    for kind, state in Job.objects.values_list("kind", "state"):
        states = jobs.setdefault(kind, {})
        states[state] = states.get(state, 0) + 1
    letters = Outgoing.objects.filter(
        user__email=f"{mark}@acme.example", is_digest=False
    )
    told = Delivery.objects.filter(endpoint__name=f"Hook {mark}")
    return {
        "pieces": said.count(),
        "different": said.values("source_id").distinct().count(),
        "letters": Counter(letters.values_list("state", flat=True)),
        "told": Counter(told.values_list("state", flat=True)),
        "jobs": jobs,
    }


if __name__ == "__main__":
    import django

    django.setup()
    done = {"queue": queue, "count": count}[sys.argv[1]]
    print(json.dumps(done(*sys.argv[2:])))
