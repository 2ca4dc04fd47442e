"""Finds records of every kind by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Exists, OuterRef, Q

from leadline.accounts.models import Event, WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision, Prediction
from leadline.decisions.types import DecisionState, PredictionState
from leadline.evidence.bridge import meant_by
from leadline.evidence.models import Contact, Customer, Need
from leadline.evidence.queries import HELD, pieces_alike, search_words, words_meant
from leadline.evidence.types import FeedbackRow, NeedState
from leadline.foundation.matching import Shelf, around
from leadline.foundation.text import first_words, one_line
from leadline.foundation.words import plural
from leadline.launches.models import Launch
from leadline.launches.types import LaunchState
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.types import BetState, PlanState
from leadline.stakeholders.models import Commitment, Person
from leadline.stakeholders.types import PromiseState
from leadline.strategy.models import Goal, Metric, MonthReview, ReviewStep
from leadline.strategy.queries import check_ins_saying
from leadline.strategy.types import GoalState

SHORTEST, LONGEST, SHOWN = 2, 140, 20
EVERY = Q()


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its kind and id, its title, a few more words.

    ``due`` is the day that is waited for, where there is one; ``part`` what its kind
    is looked at by: a state, a segment, a source.
    """

    kind: str
    id: int
    title: str
    detail: str = ""
    due: date | None = None
    part: str = ""

    @property
    def words(self) -> str:
        """All that the record is found by."""
        return " ".join(part for part in (self.title, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its table, the column of its title, what else is read.

    ``where`` leaves out what nobody looks for.
    """

    name: str
    table: type[WorkspaceModel]
    title: str
    more: tuple[str, ...] = ()
    where: Q = EVERY

    def read(self, actor: Actor) -> Iterator[Hit]:
        """Yield every record of the kind, the newest first."""
        wanted = ("pk", self.title, *self.more)
        found = rows(self.table, actor).filter(self.where).order_by("-pk")
        for pk, title, *more in found.values_list(*wanted):
            said = dict(zip(self.more, more, strict=True))
            yield _told(self.name, pk, str(title), said)


# In the order of the line, as they are listed where they fit equally well.
KINDS = (
    Kind(
        "need", Need, "statement", ("demand__customers",),
        HELD & Q(state=NeedState.OPEN),
    ),
    Kind("bet", Bet, "title", ("state",)),
    Kind("goal", Goal, "name", ("state",)),
    Kind("decision", Decision, "question", ("state", "due_date", "decider__name")),
    Kind("plan", Plan, "name", ("state",)),
    Kind("metric", Metric, "name"),
    Kind("launch", Launch, "title", ("state", "day")),
    Kind("prediction", Prediction, "text", ("state", "resolve_on")),
    Kind(
        "person", Person, "name", ("title", "organisation"), Q(is_archived=False)
    ),
    Kind("promise", Commitment, "what", ("person__name", "state", "due_date")),
    Kind("customer", Customer, "name", ("segment",), Q(is_archived=False)),
    Kind(
        "contact", Contact, "name",
        ("customer_id", "customer__name", "customer__segment", "title"),
    ),
)  # fmt: skip
STATES = {
    "bet": BetState.choices,
    "goal": GoalState.choices,
    "plan": PlanState.choices,
    "decision": DecisionState.choices,
    "prediction": PredictionState.choices,
    "promise": PromiseState.choices,
    "launch": LaunchState.choices,
}
LABELS = {
    (kind, str(key)): str(label)
    for kind, choices in STATES.items()
    for key, label in choices
}
MEANT = {"need", "bet", "goal", "decision", "promise", "prediction", "launch"}
"""Kinds whose titles say what they are about; others are names."""
MOST_MEANT = 2000
WAITED_FOR = {
    DecisionState.DRAFT, DecisionState.HEARD, PredictionState.OPEN,
    LaunchState.PREPARING, PromiseState.OFFERED, PromiseState.AGREED,
    PromiseState.AT_RISK,
}  # fmt: skip


def _told(kind: str, pk: int, title: str, said: dict[str, object]) -> Hit:
    """Return the hit with what stands beside its title."""
    if kind == "contact":
        at = f"{said['title']}, " if said["title"] else ""
        detail, part = f"{at}{said['customer__name']}", str(said["customer__segment"])
        return Hit("customer", int(str(said["customer_id"])), title, detail, part=part)
    if kind == "need":
        n = said["demand__customers"]
        asked = plural(n, "customer", "customers") if isinstance(n, int) and n else ""
        return Hit(kind, pk, title, asked)
    if kind in {"person", "customer"}:
        at = str(said.get("organisation") or said.get("segment") or "")
        detail = ", ".join(str(v) for v in said.values() if v)
        return Hit(kind, pk, title, detail, part=at)
    state, due = said.get("state"), _day_in(said)
    part = LABELS.get((kind, str(state)), "")
    detail = part.lower()
    if person := said.get("person__name"):
        detail = f"{person}, {detail}"
    if decider := said.get("decider__name"):
        detail = f"{decider} decides, {detail}"
    return Hit(kind, pk, title, detail, due if state in WAITED_FOR else None, part)


def _day_in(said: dict[str, object]) -> date | None:
    """Return the day that is waited for, by whatever name its kind has for it."""
    day = said.get("due_date") or said.get("resolve_on") or said.get("day")
    return day if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class Known:
    """All records that are found by what they are called, laid out to be searched."""

    hits: list[Hit]
    shelf: Shelf


# By workspace, each with the end of its audit log at which it was read.
_kept: dict[int, tuple[str, Known]] = {}
_lock = Lock()
WORKSPACES_KEPT, MOST_KEPT = 4, 50_000


def known_records(*, actor: Actor, kind: str = "") -> Known:
    """Return every record, or those of one kind, as they are called: a query a kind.

    All of them are kept until the audit log goes on, since somebody who types asks at
    every letter; whoever changed a record or had one changed finds it as it is.
    """
    actor.require("read")
    if kind:
        return _read(actor, [one for one in KINDS if _wanted(one, kind)])
    ends = rows(Event, actor).order_by("-sequence").values_list("hash", flat=True)
    end = ends.first()
    kept = _kept.get(actor.workspace_id)
    if kept is not None and kept[0] == end:
        return kept[1]
    found = _read(actor, KINDS)
    if end is not None and len(found.hits) <= MOST_KEPT:
        with _lock:
            _kept.pop(actor.workspace_id, None)
            while len(_kept) >= WORKSPACES_KEPT:
                del _kept[next(iter(_kept))]
            _kept[actor.workspace_id] = end, found
    return found


def _read(actor: Actor, kinds: Iterable[Kind]) -> Known:
    hits = [hit for one in kinds for hit in one.read(actor)]
    return Known(hits, Shelf([hit.words for hit in hits]))


def find(
    *,
    actor: Actor,
    text: str,
    each: int = 5,
    kind: str = "",
    known: Known | None = None,
) -> list[Hit]:
    """Return records whose words hold ``text``, at most ``each`` of a kind.

    The kind with the best hit comes first, feedback, by its words, last. Fewer than
    two letters find nothing. A slip of the keys is forgiven where no record holds
    the word as it was typed. One query a kind; with ``kind`` only that one. Who asks
    more than once gives what is ``known``.
    """
    actor.require("read")
    text = one_line(text)
    if len(text) < SHORTEST:
        return []
    known = known or known_records(actor=actor, kind=kind)
    found = _best_kinds_first(known, text, each)
    for hit in _by_what_was_written(actor, text, each, kind):
        found.setdefault(hit.kind, {}).setdefault(hit.id, hit)
    hits = [hit for lot in found.values() for hit in list(lot.values())[:each]]
    return hits + (_pieces(actor, text, each) if kind in {"", "feedback"} else [])


def find_called(*, actor: Actor, text: str, each: int, known: Known) -> list[Hit]:
    """Return those of the known records that are called by the words of ``text``."""
    actor.require("read")
    found = _best_kinds_first(known, text, each)
    return [hit for lot in found.values() for hit in lot.values()]


def find_alike(*, actor: Actor, text: str, each: int = 4) -> list[Hit]:
    """Return what means ``text`` and does not hold its words, at most so many a kind.

    The nearest kind comes first, customers' words last. It loads the sentence model,
    which takes some seconds the first time in a process.
    """
    actor.require("read")
    text = one_line(text)[:LONGEST]
    if len(text) < SHORTEST:
        return []
    known = known_records(actor=actor)
    by_words = find(actor=actor, text=text, each=SHOWN, known=known)
    shown = {(one.kind, one.id) for one in by_words}
    whole = {known.hits[one.place] for one in known.shelf.find(text) if one.has_all}
    others = [hit for hit in known.hits if hit.kind in MEANT and hit not in whole]
    others = [hit for hit in others if (hit.kind, hit.id) not in shown][:MOST_MEANT]
    found: dict[str, list[Hit]] = {}
    for at in meant_by(text, [hit.title for hit in others]):
        found.setdefault(others[at].kind, []).append(others[at])
    hits = [hit for lot in found.values() for hit in lot[:each]]
    pieces = pieces_alike(
        actor=actor, text=text, limit=2 * each,
        besides={pk for kind, pk in shown if kind == "feedback"},
    )  # fmt: skip
    return [*hits, *(_piece(one, text) for one in pieces)]


def _best_kinds_first(known: Known, text: str, each: int) -> dict[str, dict[int, Hit]]:
    """Return the hits of each kind; those that fit equally well in their order."""
    found: dict[str, dict[int, Hit]] = {}
    best: dict[str, tuple[bool, float]] = {}
    for one in known.shelf.find(text):
        hit = known.hits[one.place]
        lot = found.setdefault(hit.kind, {})
        best.setdefault(hit.kind, (not one.has_all, -one.score))
        if len(lot) < each:
            lot.setdefault(hit.id, hit)
    order = {kind.name: n for n, kind in enumerate(KINDS)}
    kinds = sorted(found, key=lambda kind: (best[kind], order[kind]))
    return {kind: found[kind] for kind in kinds}


def _wanted(one: Kind, kind: str) -> bool:
    return not kind or one.name == kind or (one.name, kind) == ("contact", "customer")


def _pieces(actor: Actor, text: str, each: int) -> list[Hit]:
    """Return customers' words; where none hold the text, those that were meant."""
    found = search_words(actor=actor, text=text, limit=each)
    if not found and (meant := words_meant(actor=actor, text=text)):
        found = search_words(actor=actor, text=meant, limit=each)
    return [_piece(one, text) for one in found]


def _piece(one: FeedbackRow, text: str) -> Hit:
    said = around(one.words, text, LONGEST)
    return Hit("feedback", one.id, said, one.customer, part=one.source)


def _by_what_was_written(
    actor: Actor, text: str, each: int, kind: str
) -> Iterable[Hit]:
    """Return goals by their newest check-ins, and business reviews."""
    if kind in {"", "goal"}:
        for said in check_ins_saying(actor=actor, text=text, limit=each):
            yield Hit(
                "goal", said.goal_id, said.goal, first_words(said.reason, LONGEST)
            )
    if kind in {"", "review"}:
        yield from _reviews(actor, text, each)


def _reviews(actor: Actor, text: str, each: int) -> Iterable[Hit]:
    """Return business reviews by month, sentence on top, and what people wrote."""
    steps = rows(ReviewStep, actor)
    same = {"review": OuterRef("review"), "section": OuterRef("section")}
    later = steps.filter(number__gt=OuterRef("number"), **same)
    said = steps.filter(~Exists(later), words__icontains=text).values("review_id")
    held = Q(name__icontains=text) | Q(title__icontains=text) | Q(pk__in=said)
    found = rows(MonthReview, actor).filter(held).order_by("-month", "pk")
    for pk, name, title in found.values_list("pk", "name", "title")[:each]:
        yield Hit("review", pk, name, first_words(title, LONGEST))
