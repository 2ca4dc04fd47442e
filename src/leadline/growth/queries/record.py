"""What the record says about a person, each figure with how to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from leadline.accounts.models import Event
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor, Verb
from leadline.attention.queries import market_record
from leadline.attention.types import MarketRecord
from leadline.decisions.models import Decision, Forecast
from leadline.decisions.queries import calibration_of, outcomes_of
from leadline.decisions.types import ChairVerdict, DecisionState
from leadline.growth.models import EvidenceNote
from leadline.growth.types import RecordRow
from leadline.roadmap.models import Bet, BetGoal
from leadline.stakeholders.models import Briefing, Commitment
from leadline.stakeholders.queries import kept_in_touch, minds_won
from leadline.stakeholders.types import Direction, PromiseState

Found = tuple[str, int]
TAKEN = [DecisionState.DECIDED, DecisionState.REVIEWED, DecisionState.REVERSED]


@dataclass(frozen=True)
class Seen:
    """Whose record is read, and when; what two measures need is read once."""

    actor: Actor
    now: datetime

    @cached_property
    def week(self) -> MarketRecord:
        """The person's own calendar, the latest weeks of it."""
        zone = ZoneInfo(workspace_of(actor=self.actor).timezone)
        today = self.now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        return market_record(actor=self.actor, monday=monday, zone=zone)

    @cached_property
    def taken(self) -> dict[str, int]:
        """How many decisions the person took, with what chair and sentence."""
        own = rows(Decision, self.actor).filter(
            decider_id=self.actor.user_id, state__in=TAKEN
        )
        return own.aggregate(
            n=Count("pk"),
            full=Count("pk", filter=Q(chair_verdict=ChairVerdict.TAKEN)),
            cited=Count("pk", filter=Q(cites_against=True)),
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the record: which competency it speaks of, and how to read it."""

    key: str
    competency: str
    title: str
    definition: str
    pitfall: str
    enough: int
    find: Callable[[Seen], Found]


def _market(seen: Seen) -> Found:
    page = seen.week
    held = sum(1 for week in page.weeks if week.worked)
    return f"{page.average:.1f} h a week of {page.target:g} h", held


def _breadth(seen: Seen) -> Found:
    met = seen.week.met
    return f"{met} customers met in {len(seen.week.weeks)} weeks", met


def _briefings(seen: Seen) -> Found:
    own = rows(Briefing, seen.actor).filter(
        user_id=seen.actor.user_id, sent_at__isnull=False
    )
    found = own.aggregate(n=Count("pk"), to=Count("audience", distinct=True))
    return f"{found['n']} briefings sent to {found['to']} audiences", found["n"]


PROGRAMS = ("api", "mcp")


def _feedback(seen: Seen) -> Found:
    own = rows(Event, seen.actor).filter(user_id=seen.actor.user_id)
    n = own.filter(verb=Verb.RECORD_FEEDBACK).exclude(surface__in=PROGRAMS).count()
    return f"{n} pieces written down", n


def _chairs(seen: Seen) -> Found:
    n, full = seen.taken["n"], seen.taken["full"]
    return f"{full} of {n} decisions with a full chair", n


def _calibration(seen: Seen) -> Found:
    found = calibration_of(actor=seen.actor, user_id=seen.actor.user_id, name="You")
    if found.error is None:
        return "no forecast has come out yet", 0
    return f"forecasts miss by {found.error:.0%} on average", found.n


def _outcomes(seen: Seen) -> Found:
    right, n = outcomes_of(actor=seen.actor)
    return f"{right} of {n} outcomes as you expected", n


def _promises(seen: Seen) -> Found:
    own = rows(Commitment, seen.actor).filter(
        direction=Direction.GIVEN, person__owner_id=seen.actor.user_id
    )
    found = own.aggregate(
        kept=Count("pk", filter=Q(state=PromiseState.KEPT)),
        broken=Count("pk", filter=Q(state=PromiseState.BROKEN)),
    )
    ended = found["kept"] + found["broken"]
    return f"{found['kept']} of {ended} promises kept", ended


def _contact(seen: Seen) -> Found:
    in_time, meant = kept_in_touch(actor=seen.actor, on=seen.now.date())
    return f"{in_time} of {meant} spoken to in time", meant


def _minds(seen: Seen) -> Found:
    won = minds_won(actor=seen.actor)
    return f"{won} people won who were not for it", won


def _goals(seen: Seen) -> Found:
    own = rows(Bet, seen.actor).filter(owner_id=seen.actor.user_id)
    with_goal = rows(BetGoal, seen.actor).filter(bet__owner_id=seen.actor.user_id)
    n, served = own.count(), with_goal.values("bet_id").distinct().count()
    return f"{served} of {n} bets serve a goal", n


def _others(seen: Seen) -> Found:
    said = rows(Forecast, seen.actor).filter(
        prediction__decision__decider_id=seen.actor.user_id
    )
    people = (
        said.exclude(user_id=seen.actor.user_id).values("user_id").distinct().count()
    )
    return f"{people} others predicted on your decisions", people


def _sentences(seen: Seen) -> Found:
    n, cited = seen.taken["n"], seen.taken["cited"]
    return f"{cited} of {n} sentences name a customer against it", n


MEASURES = (
    Measure("market", "insight", "Time with the market",
            "Market hours of your calendar, mean of the weeks that hold any hour.",
            "A calendar forgets corridors; hours say nothing of what was heard.", 8,
            _market),
    Measure("breadth", "insight", "Breadth of customers",
            "Customers named in the market hours of your calendar, each counted once.",
            "A large meeting counts as many; a talk without an invitation as none.", 8,
            _breadth),
    Measure("feedback", "insight", "Feedback brought in",
            "Pieces you wrote down by hand.",
            "Imports, and what programs send in your name, count for nobody.", 10,
            _feedback),
    Measure("chairs", "decisions", "Decisions with a full chair",
            "Taken decisions you decided whose chair was taken, of all of them.",
            "Small decisions may do without; look at which.", 5, _chairs),
    Measure("calibration", "analysis", "Calibration",
            "Mean gap between what you said and how often it came true.",
            "Below thirty forecasts chance moves it a lot.", 30, _calibration),
    Measure("outcomes", "delivery", "Outcomes against prediction",
            "Settled predictions on which you leaned right or whose range held.",
            "Easy predictions flatter.", 10, _outcomes),
    Measure("promises", "collaboration", "Promises kept",
            "Promises given to people you look after, kept of those kept or broken.",
            "Whoever promises nothing breaks nothing.", 8, _promises),
    Measure("contact", "influence", "Spoken to in time",
            "People you look after whose last contact is within their cadence.",
            "A talk that nobody noted is missing.", 5, _contact),
    Measure("minds", "influence", "Minds changed",
            "People you look after who came to stand for it.",
            "Others may have won them.", 3, _minds),
    Measure("goals", "strategy", "Bets with a goal",
            "Bets you lead that serve a goal, of all you lead.",
            "A link is quickly ticked.", 3, _goals),
    Measure("sentences", "communication", "Sentences that name who is against",
            "Decisions you took whose sentence cites a customer against the choice.",
            "Where nobody was against, there is nobody to name.", 5, _sentences),
    Measure("briefings", "communication", "Briefings sent",
            "Briefings you wrote that went out, and to how many audiences.",
            "Sent is not read; ask what changed because of it.", 3, _briefings),
    Measure("others", "growing", "Others who predicted",
            "Members who answered predictions on decisions of yours.",
            "It counts who took part, not who learned.", 3, _others),
)  # fmt: skip


def record_of(*, actor: Actor, now: datetime) -> list[RecordRow]:
    """Return what the record says of the actor, and how they hid or explained it."""
    actor.require("read")
    own = rows(EvidenceNote, actor).filter(user_id=actor.user_id)
    notes = {note.measure: note for note in own}
    seen = Seen(actor, now)
    found = []
    for measure in MEASURES:
        value, n = measure.find(seen)
        note = notes.get(measure.key)
        found.append(
            RecordRow(
                key=measure.key,
                competency=measure.competency,
                title=measure.title,
                value=value,
                n=n,
                definition=measure.definition,
                pitfall=measure.pitfall,
                is_few=n < measure.enough,
                is_hidden=note.is_hidden if note else False,
                explanation=note.explanation if note else "",
            )
        )
    return found
