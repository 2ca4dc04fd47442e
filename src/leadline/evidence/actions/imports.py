"""The life of an import: started, mapped, running, done; its rows are elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from leadline.accounts.actions import record, start_job
from leadline.accounts.queries import get_job, rows
from leadline.accounts.types import Actor, JobState
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.placing import start_after_import
from leadline.evidence.models import Customer, Feedback, Import, Voter
from leadline.evidence.types import ImportCard, ImportFile, ImportKind, ImportState
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.text import mail_domain

AT_ONCE = 500
RUN = "importing.run"


def _locked(actor: Actor, import_id: int) -> Import:
    """Return one import, locked until the transaction ends, or raise ``NotFound``."""
    found = rows(Import, actor).select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotFound("There is no such import.")
    return found


@transaction.atomic
def start_import(*, actor: Actor, kind: ImportKind, file: ImportFile) -> ImportCard:
    """Begin an import as a draft: the file is there, its columns get their meaning.

    Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    started = Import(
        workspace_id=actor.workspace_id,
        kind=ImportKind(kind),
        file_name=file.file_name[:255],
        path=file.path,
        size=file.size,
        options=file.options,
        mapping=file.mapping,
        user_id=actor.user_id,
    )
    started.save()
    record(
        actor=actor,
        verb="evidence.start_import",
        subject=started,
        kind=started.kind,
        file=started.file_name,
    )
    return ImportCard.of(started)


@transaction.atomic
def change_import(
    *,
    actor: Actor,
    import_id: int,
    kind: ImportKind | None = None,
    options: dict[str, Any] | None = None,
    mapping: dict[str, Any] | None = None,
) -> ImportCard:
    """Say anew what a draft's rows are, how the file is read, what columns mean.

    Raises ``NotAllowed``, ``NotFound``, and ``Conflict`` once rows are written.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state != ImportState.DRAFT:
        raise Conflict("This import has begun; start another one to map it anew.")
    found.kind = ImportKind(kind or found.kind)
    found.options = found.options if options is None else options
    found.mapping = found.mapping if mapping is None else mapping
    found.save(update_fields=["kind", "options", "mapping"])
    record(actor=actor, verb="evidence.change_import", subject=found)
    return ImportCard.of(found)


@transaction.atomic
def begin_import(
    *, actor: Actor, import_id: int, job_id: int | None = None
) -> ImportCard:
    """Open a draft, or an import that stopped half way, for rows.

    Calling it again while it runs is harmless: a job that was killed starts so.
    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when it is done or undone.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state in (ImportState.DONE, ImportState.UNDONE):
        raise Conflict("This import is finished; import the file again instead.")
    found.state, found.message = ImportState.RUNNING, ""
    found.job_id = job_id or found.job_id
    found.save(update_fields=["state", "message", "job_id"])
    record(actor=actor, verb="evidence.begin_import", subject=found)
    return ImportCard.of(found)


@transaction.atomic
def queue_import(*, actor: Actor, import_id: int) -> ImportCard:
    """Queue the job that writes an import's rows, once however often it is asked.

    The import is locked before a job is started, so who asks second finds the first
    one's job and starts none. Raises what ``begin_import`` does.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state == ImportState.RUNNING and _is_under_way(actor, found):
        return ImportCard.of(found)
    job = start_job(actor=actor, kind=RUN, args={"import_id": found.pk})
    return begin_import(actor=actor, import_id=import_id, job_id=job.pk)


def _is_under_way(actor: Actor, found: Import) -> bool:
    """Return whether the job that writes the rows waits or runs."""
    if not found.job_id:
        return False
    state = get_job(actor=actor, job_id=found.job_id).state
    return state in (JobState.QUEUED, JobState.RUNNING)


@transaction.atomic
def finish_import(
    *, actor: Actor, import_id: int, now: datetime, then_group: bool = False
) -> ImportCard:
    """Close an import whose rows are all written; new accounts find their feedback.

    With ``then_group`` the search for the needs of what came in is queued in the same
    transaction, so that a worker killed here neither forgets nor doubles it.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when it does not run.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state != ImportState.RUNNING:
        raise Conflict("Only a running import can be finished.")
    if found.kind == ImportKind.CUSTOMERS:
        found.counts["linked"] = _link_feedback(actor)
    found.state, found.finished_at = ImportState.DONE, now
    found.save(update_fields=["state", "finished_at", "counts"])
    news = found.counts.get("created", 0) + found.counts.get("updated", 0)
    if then_group and news and found.kind == ImportKind.FEEDBACK:
        start_after_import(actor=actor)
    record(
        actor=actor, verb="evidence.finish_import", subject=found, counts=found.counts
    )
    return ImportCard.of(found)


@transaction.atomic
def fail_import(*, actor: Actor, import_id: int, message: str) -> ImportCard:
    """Note why a running import stopped; what is written stays and can be undone.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when it does not run.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state != ImportState.RUNNING:
        raise Conflict("Only a running import can stop.")
    found.state, found.message = ImportState.FAILED, message[:500]
    found.save(update_fields=["state", "message"])
    record(actor=actor, verb="evidence.fail_import", subject=found, message=message)
    return ImportCard.of(found)


@transaction.atomic
def discard_import(*, actor: Actor, import_id: int) -> str:
    """Throw away a draft and return the path of its file, for the caller to remove.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` when it has begun.
    """
    actor.require("change")
    found = _locked(actor, import_id)
    if found.state != ImportState.DRAFT:
        raise Conflict("This import has begun; undo it instead.")
    record(actor=actor, verb="evidence.discard_import", subject=found)
    path = found.path
    found.delete()
    return path


def _link_feedback(actor: Actor) -> int:
    """Give feedback without an account the one that its author's address means."""
    known: dict[str, int] = {}
    accounts = rows(Customer, actor).exclude(domain="").order_by("-pk")
    for domain, pk in accounts.values_list("domain", "pk"):
        known[domain] = pk
    loose = rows(Feedback, actor).filter(customer=None).exclude(author_email="")
    found: dict[int, list[int]] = {}
    for pk, address, edited in loose.values_list("pk", "author_email", "edited_fields"):
        customer_id = known.get(mail_domain(address))
        if customer_id and "customer" not in edited:
            found.setdefault(customer_id, []).append(pk)
    needs: set[int] = set()
    for customer_id, ids in found.items():
        for start in range(0, len(ids), AT_ONCE):
            lot = rows(Feedback, actor).filter(pk__in=ids[start : start + AT_ONCE])
            needs.update(lot.filter(~Q(need=None)).values_list("need_id", flat=True))
            lot.update(customer_id=customer_id)
    needs |= _link_voters(actor, known)
    refresh_demand(actor=actor, need_ids=needs)
    return sum(len(ids) for ids in found.values())


def _link_voters(actor: Actor, known: dict[str, int]) -> set[int]:
    """Give voters without an account the one of their address; return the needs."""
    loose = rows(Voter, actor).filter(customer=None).exclude(email="")
    found: dict[int, list[int]] = {}
    for pk, address in loose.values_list("pk", "email"):
        if customer_id := known.get(mail_domain(address)):
            found.setdefault(customer_id, []).append(pk)
    needs: set[int] = set()
    for customer_id, ids in found.items():
        for start in range(0, len(ids), AT_ONCE):
            lot = rows(Voter, actor).filter(pk__in=ids[start : start + AT_ONCE])
            behind = lot.values_list("feedback__need_id", flat=True)
            needs.update(pk for pk in behind if pk)
            lot.update(customer_id=customer_id)
    return needs
