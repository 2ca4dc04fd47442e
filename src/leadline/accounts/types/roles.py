"""Roles, what each may do by name, and the actor."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from leadline.foundation.errors import NotAllowed


class Role(models.TextChoices):
    """What a member of a workspace may do."""

    READER = "reader", "Reader"
    CONTRIBUTOR = "contributor", "Contributor"
    LEAD = "lead", "Lead"
    OWNER = "owner", "Owner"


TAKES_PART = frozenset(
    {"read", "predict", "settle", "add_words", "answer", "check_in", "comment"}
)
GRANTS: dict[Role, frozenset[str]] = {
    Role.READER: TAKES_PART,
    Role.CONTRIBUTOR: TAKES_PART | {"change", "judge"},
    Role.LEAD: TAKES_PART | {"change", "judge", "plan"},
    Role.OWNER: TAKES_PART | {"change", "judge", "plan", "administer"},
}

REFUSALS = {
    "change": "Ask a lead or an owner to make you a contributor.",
    "judge": "Judgements about people are written by contributors, leads and owners.",
    "plan": "Committing plans, goals and capacity is for leads and owners.",
    "administer": "Members, products and settings are for owners.",
}

DEEDS: dict[tuple[str, str], str] = {
    ("predict", "decisions"): "answer predictions",
    ("settle", "decisions"): "settle the predictions that name them",
    ("answer", "decisions"): "answer when they are asked before a decision",
    ("answer", "launches"): "answer for their own steps of a launch",
    ("add_words", "evidence"): "add a customer's words",
    ("check_in", "strategy"): "check in on goals they answer for",
    ("comment", "conversation"): "comment on what they read and answer others",
    ("read", "accounts"): (
        "keep a name, password, sign-ins, saved views and access tokens of their own"
    ),
    ("read", "attention"): "keep a calendar of their own",
    ("read", "conversation"): "watch records and say how they are told",
    ("read", "decisions"): "share how well they forecast",
    ("read", "growth"): "assess themselves and ask others to",
    ("change", "accounts"): (
        "say first which currency and which time zone count, stop and retry background "
        "work, and share records by link"
    ),
    ("change", "attention"): "note contacts from their calendar",
    ("change", "decisions"): (
        "prepare, take and review decisions, with the customer's chair, who has a say "
        "and what is predicted"
    ),
    ("change", "evidence"): "import, change and group feedback, customers and needs",
    ("change", "launches"): "prepare launches, their steps and templates",
    ("change", "roadmap"): "write bets and draft plans",
    ("change", "stakeholders"): "write down people, talks, promises and briefings",
    ("change", "strategy"): (
        "write metrics, their readings, the sheet of economics and business reviews, "
        "and check in on every goal"
    ),
    ("judge", "stakeholders"): (
        "keep judgements about people of their own, and share them by name"
    ),
    ("plan", "accounts"): "write exchange rates",
    ("plan", "decisions"): "reverse decisions",
    ("plan", "growth"): "load the competencies",
    ("plan", "roadmap"): "commit plans, and set teams and capacity",
    ("plan", "strategy"): (
        "set goals, write the questions that fill metrics and finish business reviews"
    ),
    ("administer", "accounts"): (
        "invite and remove members, keep service accounts and their tokens, set roles, "
        "products, settings and whether records are shared by link, and read the audit "
        "log"
    ),
    (
        "administer",
        "connections",
    ): (
        "name programs that are told what happens, and open ways by which feedback and "
        "customers come in"
    ),
    ("administer", "conversation"): "name channels that comments are told to",
    ("administer", "decisions"): "set how fast words age",
    ("administer", "strategy"): "say which databases metrics are read from",
}
"""What each grant lets one do in each area; a test holds it against the actions."""


def role_text(role: Role) -> str:
    """Return what a role does beyond the role before it, in a sentence.

    >>> role_text(Role.OWNER)[:31]
    'Also invite and remove members,'
    """
    before = list(Role)[: list(Role).index(role)]
    new = GRANTS[role] - (GRANTS[before[-1]] if before else frozenset())
    deeds = [words for (grant, _), words in DEEDS.items() if grant in new]
    start = "Also" if before else "Read what is the workspace's;"
    text = f"{start} {'; '.join(deeds[:-1])}; and {deeds[-1]}."
    return text


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which workspace, through which surface.

    ``grants`` is what an access token leaves of the role; ``None`` leaves all of it.
    """

    workspace_id: int
    user_id: int
    role: Role
    surface: str
    grants: frozenset[str] | None = None

    def may(self, grant: str) -> bool:
        """Return whether the actor's role, and token, hold ``grant``."""
        held = GRANTS[self.role]
        return grant in (held if self.grants is None else held & self.grants)

    @property
    def can_change(self) -> bool:
        """Whether pages offer changes of the record."""
        return self.may("change")

    @property
    def can_add_words(self) -> bool:
        """Whether pages offer to write down what a customer said."""
        return self.may("add_words")

    @property
    def can_predict(self) -> bool:
        """Whether pages offer to answer a prediction."""
        return self.may("predict")

    def may_check_in(self, owner_id: int | None) -> bool:
        """Whether pages offer a check-in on a goal that somebody answers for."""
        return self.may("change") or (self.may("check_in") and owner_id == self.user_id)

    @property
    def can_judge(self) -> bool:
        """Whether pages offer to write what one thinks of people."""
        return self.may("judge")

    @property
    def can_plan(self) -> bool:
        """Whether pages offer what is for leads and owners."""
        return self.may("plan")

    @property
    def can_administer(self) -> bool:
        """Whether pages offer what is for owners."""
        return self.may("administer")

    def require(self, grant: str) -> None:
        """Raise ``NotAllowed`` unless the actor's role holds ``grant``."""
        if not self.may(grant):
            if grant in GRANTS[self.role]:
                raise NotAllowed("This access token may not do that.")
            hint = REFUSALS.get(grant, "")
            raise NotAllowed(
                f"As a {self.role.label.lower()} you cannot do this. {hint}"
            )
