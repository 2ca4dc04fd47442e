"""A briefing made from facts: what an audience needs, and what moved since the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision
from leadline.decisions.queries import list_predictions
from leadline.decisions.types import DecisionState
from leadline.foundation.numbers import plain
from leadline.foundation.periods import period_label
from leadline.roadmap.models import PlanItem
from leadline.roadmap.types import PlanState
from leadline.stakeholders.queries import list_briefings, list_commitments
from leadline.stakeholders.types import Audience
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalState

BACK = timedelta(days=45)
MOST = 12
FUNCTIONS = {
    Audience.ENGINEERING: ("engineering",),
    Audience.MARKETING: ("marketing",),
    Audience.SALES: ("sales",),
    Audience.PARTNERS: ("partner", "supplier"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: a key that stays, its words, where it can be looked up, its day."""

    key: str
    words: str
    path: str
    day: date


@dataclass(slots=True)
class Draft:
    """What a briefing begins as: a title, sections of facts, and what moved."""

    title: str
    sections: list[tuple[str, list[Fact]]] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, str]:
        """The facts by key, to hold the next briefing against."""
        return {f.key: f.words for _, facts in self.sections for f in facts}

    def markdown(self, base: str) -> str:
        """Return it as Markdown; ``base`` is put before each address."""
        lines: list[str] = []
        if self.moved:
            lines += ["## Since the last one", "", *(f"- {m}" for m in self.moved), ""]
        for title, facts in self.sections:
            if facts:
                lines += [f"## {title}", ""]
                lines += [f"- {f.words} ({_source(f, base)})" for f in facts]
                lines.append("")
        return "\n".join(lines).strip() or "Nothing happened that concerns you."


def _source(fact: Fact, base: str) -> str:
    day = f"{fact.day:%-d %b %Y}"
    return f"[{day}]({base}{fact.path})" if fact.path else day


def draft_briefing(*, actor: Actor, audience: str, now: datetime) -> Draft:
    """Return a briefing for an audience, made from what is on record.

    External partners get no revenue, no goals, no decision and nobody's name but their
    own promises. What moved is told against the facts of the last briefing sent.
    """
    actor.require("read")
    of = Audience(audience)
    is_outside = of == Audience.PARTNERS
    draft = Draft(f"{of.label}, {now:%-d %B %Y}")
    draft.sections.append(("What is coming", _plan(actor, is_outside)))
    if not is_outside:
        draft.sections.append(("Goals", _goals(actor, now.date())))
        draft.sections.append(("Decided", _decided(actor, now)))
        draft.sections.append(("Came out", _outcomes(actor, now)))
    draft.sections.append(("Promised", _promises(actor, of, now.date())))
    sent = list_briefings(actor=actor, audience=audience)
    last = next((b for b in sent if b.sent_at is not None), None)
    if last is not None:
        draft.moved = _moved(last.facts, draft.facts)
    return draft


def _moved(before: dict[str, Any], after: dict[str, str]) -> list[str]:
    """Return in words what is new, what reads otherwise, and what is gone."""
    changed = [
        f"{after[key]} (was: {before[key]})"
        for key in after
        if key in before and before[key] != after[key]
    ]
    new = [f"New: {after[key]}" for key in after if key not in before]
    gone = [f"No longer: {words}" for key, words in before.items() if key not in after]
    return [*changed, *new, *gone][:MOST]


def _plan(actor: Actor, is_outside: bool) -> list[Fact]:
    items = rows(PlanItem, actor).filter(plan__state=PlanState.COMMITTED)
    listed = items.select_related("bet", "plan").order_by("period", "bet__title")
    return [
        Fact(
            f"bet:{item.bet_id}",
            f"{item.bet.title}, {period_label(item.period)}",
            "" if is_outside else f"roadmap/bets/{item.bet_id}/",
            item.plan.changed_at.date(),
        )
        for item in listed[:MOST]
    ]


def _goals(actor: Actor, on: date) -> list[Fact]:
    found = []
    for goal in list_goals(actor=actor, state=GoalState.OPEN)[:MOST]:
        if goal.latest is None or goal.target is None:
            continue
        unit = goal.currency or goal.unit
        found.append(
            Fact(
                f"goal:{goal.id}",
                f"{goal.name}: {plain(goal.latest.value)} of {plain(goal.target)} "
                f"{unit}, read by {goal.latest.source}",
                f"strategy/goals/{goal.id}/",
                goal.latest.on_date,
            )
        )
    return found


def _decided(actor: Actor, now: datetime) -> list[Fact]:
    taken = rows(Decision, actor).filter(
        state__in=[DecisionState.DECIDED, DecisionState.REVIEWED],
        decided_at__gte=now - BACK,
    )
    found = []
    for one in taken.order_by("-decided_at")[:MOST]:
        assert one.decided_at is not None
        around = " (closed around the customer's chair)" if one.override else ""
        words = " ".join(one.sentence.split())
        found.append(
            Fact(
                f"decision:{one.pk}",
                words + around,
                f"decisions/{one.pk}/",
                one.decided_at.date(),
            )
        )
    return found


def _outcomes(actor: Actor, now: datetime) -> list[Fact]:
    settled = list_predictions(actor=actor, state="resolved", limit=MOST)
    since = (now - BACK).date()
    return [
        Fact(
            f"prediction:{one.id}",
            f"{one.text}: {one.came_out.lower()}",
            f"decisions/predictions/{one.id}/",
            one.resolve_on,
        )
        for one in settled
        if one.resolve_on >= since
    ]


def _promises(actor: Actor, of: Audience, on: date) -> list[Fact]:
    wanted = FUNCTIONS.get(of)
    listed = list_commitments(actor=actor, on=on, state="open")
    found = []
    for one in listed:
        if wanted is not None and one.function not in wanted:
            continue
        late = f", {one.days_late} days late" if one.days_late else ""
        due = f" by {one.due_date:%-d %B}" if one.due_date else ""
        who = "we promised" if one.direction == "given" else "promised to us"
        name = "" if of == Audience.PARTNERS else f" ({one.person})"
        found.append(
            Fact(
                f"promise:{one.id}",
                f"{one.what}{due}: {who}{name}, {one.state.label.lower()}{late}",
                "" if of == Audience.PARTNERS else f"stakeholders/promises/{one.id}/",
                on,
            )
        )
    return found[:MOST]
