"""Reads of who was told, and of briefings."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.stakeholders.models import Briefing, Mailing, Person, Told
from leadline.stakeholders.types import (
    PARTNERS,
    Audience,
    BriefingRow,
    BriefingState,
)

OUT = [BriefingState.SENT, BriefingState.BY_HAND]


def told_since(*, actor: Actor, since: datetime) -> dict[tuple[int, str], datetime]:
    """Return when each person was last told of each subject."""
    actor.require("read")
    found = rows(Told, actor).filter(told_at__gte=since).order_by("told_at")
    told = found.values_list("person_id", "subject", "told_at")
    return {(person_id, subject): at for person_id, subject, at in told}


def list_briefings(
    *, actor: Actor, audience: str = "", page: Page = 1, size: int | None = None
) -> Listed[BriefingRow]:
    """Return briefings, the newest first."""
    actor.require("read")
    found = rows(Briefing, actor)
    if audience:
        found = found.filter(audience=audience)
    return listed(found.order_by("-pk"), _rows, page, size)


def last_briefing(
    *, actor: Actor, audience: str, partner_id: int | None = None
) -> BriefingRow | None:
    """Return the newest briefing of an audience or a partner that reached somebody."""
    actor.require("read")
    whom = Q(person=None) if partner_id is None else Q(person_id=partner_id)
    found = rows(Briefing, actor).filter(whom, audience=audience)
    mailed = rows(Mailing, actor).filter(briefing=OuterRef("pk"))
    out = Q(state__in=OUT) | Exists(mailed.filter(mailed_at__isnull=False))
    newest = _rows(found.filter(out).order_by("-pk")[:1])
    return newest[0] if newest else None


def get_briefing(*, actor: Actor, briefing_id: int) -> BriefingRow:
    """Return one briefing, or raise ``NotFound``."""
    actor.require("read")
    found = _rows(rows(Briefing, actor).filter(pk=briefing_id))
    if not found:
        raise NotFound("There is no such briefing.")
    return found[0]


def list_partners(*, actor: Actor) -> list[tuple[int, str]]:
    """Return partners, suppliers and analysts by name, with where they are from."""
    actor.require("read")
    found = rows(Person, actor).filter(function__in=PARTNERS, is_archived=False)
    return [
        (pk, name if organisation in ("", name) else f"{name}, {organisation}")
        for pk, name, organisation in found.order_by("name").values_list(
            "pk", "name", "organisation"
        )
    ]


def _rows(found: QuerySet[Briefing]) -> list[BriefingRow]:
    whole = found.select_related("user", "person").prefetch_related("mailings")
    return [_row(b) for b in whole]


def _row(b: Briefing) -> BriefingRow:
    mailings = sorted(b.mailings.all(), key=lambda m: m.pk)
    return BriefingRow(
        id=b.pk,
        audience=Audience(b.audience),
        state=BriefingState(b.state),
        person_id=b.person_id,
        partner=b.person.name if b.person else "",
        title=b.title,
        body=b.body,
        parts=b.parts,
        facts=b.facts,
        made_at=b.made_at,
        sent_at=b.sent_at,
        sent_to=[m.address for m in mailings if m.mailed_at],
        waiting=[m.address for m in mailings if not m.mailed_at and not m.fault],
        failed={m.address: m.fault for m in mailings if m.fault and not m.mailed_at},
        person=str(b.user or ""),
    )
