"""What "Find or do" knows to do: from anywhere, and with a record that was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to do: its words, its icon, the page it opens.

    ``also`` are words that people know it by elsewhere. ``press`` names what the
    browser does by itself, where no page is opened. ``grant`` is what a role must
    hold to be offered it, ``key`` the keys that do the same; ``is_place`` tells that
    it only goes to a page of a room.
    """

    label: str
    icon: str
    page: str = ""
    also: str = ""
    press: str = ""
    grant: str = "read"
    key: str = ""
    url: str = ""
    is_place: bool = False

    @property
    def words(self) -> str:
        """All that it is found by."""
        return f"{self.label} {self.also}"


DOINGS = (
    Doing(
        "Add feedback",
        "plus",
        "evidence:feedback_add",
        "new note quote insight",
        grant="change",
    ),
    Doing(
        "Open a decision",
        "chair",
        "decisions:decision_new",
        "new add question choose",
        grant="change",
    ),
    Doing(
        "Import a file",
        "file-input",
        "importing:start",
        "upload csv excel json mbox",
        grant="change",
    ),
    Doing(
        "Add a need",
        "audio-lines",
        "evidence:need_add",
        "new opportunity problem pain job to be done",
        grant="change",
    ),
    Doing(
        "Add a customer",
        "building-2",
        "evidence:customer_add",
        "new account company client",
        grant="change",
    ),
    Doing(
        "Add a bet",
        "dices",
        "roadmap:bet_new",
        "new feature initiative epic idea solution project",
        grant="change",
    ),
    Doing(
        "Set a goal",
        "target",
        "strategy:goal_new",
        "new add objective key result okr",
        grant="change",
    ),
    Doing(
        "Add a metric",
        "chart-line",
        "strategy:metric_new",
        "new kpi measure indicator north star",
        grant="change",
    ),
    Doing(
        "Find a plan",
        "chart-gantt",
        "roadmap:plan_new",
        "new roadmap optimise optimize schedule prioritise",
        grant="change",
    ),
    Doing(
        "Begin a launch",
        "rocket",
        "launches:launch_new",
        "new add release go to market gtm rollout",
        grant="change",
    ),
    Doing(
        "Add a team",
        "users-round",
        "roadmap:teams",
        "new squad capacity",
        grant="change",
    ),
    Doing(
        "Predict something",
        "eye",
        "decisions:prediction_new",
        "new prediction forecast hypothesis",
        grant="change",
    ),
    Doing(
        "Add a stakeholder",
        "user-plus",
        "stakeholders:person_new",
        "new person contact",
        grant="change",
    ),
    Doing(
        "Write down a promise",
        "handshake",
        "stakeholders:promise_new",
        "new commitment dependency owe",
        grant="change",
    ),
    Doing(
        "Write a briefing",
        "send",
        "stakeholders:briefings",
        "update newsletter status report",
        grant="change",
    ),
    Doing(
        "Tell people what changed",
        "megaphone",
        "stakeholders:tell",
        "inform announce stakeholders",
    ),
    Doing(
        "Write the business review",
        "newspaper",
        "strategy:reviews",
        "month report status board qbr",
        grant="change",
    ),
    Doing(
        "Compare plans", "git-compare", "roadmap:compare", "scenario difference roadmap"
    ),
    Doing(
        "Rank bets",
        "list-ordered",
        "roadmap:rankings",
        "rice wsjf score ice prioritise priority cost of delay formula",
    ),
    Doing(
        "Change what teams can do",
        "users-round",
        "roadmap:teams",
        "capacity weeks people",
    ),
    Doing(
        "See how good predictions were",
        "ruler",
        "decisions:calibration",
        "calibration brier accuracy record",
    ),
    Doing(
        "Say how words age",
        "hourglass",
        "decisions:ageing",
        "half life old evidence",
        grant="change",
    ),
    Doing(
        "Log market time", "clock", "attention:week", "hours calendar week customers"
    ),
    Doing(
        "Connect a calendar",
        "calendar-plus",
        "attention:calendars",
        "ics outlook google subscribe",
    ),
    Doing(
        "Look at my growth",
        "sprout",
        "growth:growth",
        "career skills competency self review",
    ),
    Doing(
        "Save feedback as CSV",
        "download",
        "evidence:feedback_csv",
        "export download excel",
    ),
    Doing(
        "Save needs as CSV", "download", "evidence:needs_csv", "export download excel"
    ),
    Doing(
        "Save customers as CSV",
        "download",
        "evidence:customers_csv",
        "export download excel accounts",
    ),
    Doing(
        "Save bets as CSV",
        "download",
        "roadmap:bets_csv",
        "export download excel roadmap",
    ),
    Doing(
        "Save goals as CSV",
        "download",
        "strategy:goals_csv",
        "export download excel okr",
    ),
    Doing(
        "Save decisions as CSV",
        "download",
        "decisions:decisions_csv",
        "export download excel",
    ),
    Doing(
        "Save launches as CSV",
        "download",
        "launches:launches_csv",
        "export download excel releases",
    ),
    Doing(
        "Save promises as CSV",
        "download",
        "stakeholders:promises_csv",
        "export download excel commitments",
    ),
    Doing(
        "Invite somebody",
        "user-plus",
        "accounts:members",
        "member colleague user add role",
        grant="administer",
    ),
    Doing(
        "Set an exchange rate",
        "coins",
        "accounts:money",
        "currency dollar euro money",
        grant="change",
    ),
    Doing("Add a product", "package", "accounts:products", "new", grant="change"),
    Doing(
        "See what ran in the background",
        "list-checks",
        "accounts:jobs",
        "jobs queue import grouping",
    ),
    Doing(
        "See who changed what",
        "scroll-text",
        "accounts:audit",
        "audit log history record",
        grant="administer",
    ),
    Doing("Change my password", "key-round", "accounts:password", "security sign in"),
    Doing("Dark", "moon", also="theme mode night colours colors", press="dark"),
    Doing("Light", "sun", also="theme mode day colours colors", press="light"),
    Doing(
        "Colours of the system",
        "monitor",
        also="theme mode light dark automatic",
        press="system",
    ),
    Doing("Print this page", "printer", also="pdf paper", press="print"),
    Doing("Copy the link to this page", "link", also="share address url", press="copy"),
    Doing(
        "See the shortcuts", "keyboard", also="keys help", press="shortcuts", key="?"
    ),
)
SYNONYMS = {
    "evidence:feedback": "insights inbox notes quotes voice of customer",
    "evidence:needs": "opportunities problems themes jobs to be done",
    "evidence:customers": "accounts companies segments",
    "strategy:goals": "objectives key results okr outcomes",
    "strategy:metrics": "kpi indicators measures north star",
    "roadmap:bets": "features initiatives epics ideas backlog",
    "roadmap:plan": "roadmap timeline gantt now next later schedule",
    "launches:launches": "releases go to market readiness gtm",
    "strategy:reviews": "status report month board",
    "decisions:outcomes": "predictions results retrospective",
    "stakeholders:promises": "commitments dependencies",
    "stakeholders:briefings": "updates newsletter status",
    "growth:growth": "career skills competencies",
    "attention:week": "time calendar hours",
    "accounts:settings": "currency time zone",
}
AT_ONCE = (
    "Add feedback",
    "Open a decision",
    "Add a bet",
    "Copy the link to this page",
    "Dark",
)
# What one does with a record that was found: its label, icon, page, grant, words.
WITH_A_RECORD = (
    (
        "person",
        "Log a contact with {}",
        "pencil",
        "stakeholders:person",
        "change",
        "spoke met called talk",
    ),
    (
        "person",
        "Promise {} something",
        "handshake",
        "stakeholders:promise_new",
        "change",
        "commitment owe",
    ),
    (
        "decision",
        "Hear the chair on “{}”",
        "ear",
        "decisions:hear",
        "change",
        "words customers sides",
    ),
    (
        "decision",
        "Print the chair card of “{}”",
        "printer",
        "decisions:card",
        "read",
        "customer",
    ),
    (
        "decision",
        "Show “{}” to the room",
        "presentation",
        "decisions:meeting",
        "read",
        "meeting present",
    ),
    (
        "customer",
        "Write down what {} said",
        "plus",
        "evidence:feedback_add",
        "change",
        "feedback note",
    ),
    (
        "goal",
        "Check in on “{}”",
        "message-square-plus",
        "strategy:check_in",
        "change",
        "update status confidence",
    ),
    (
        "metric",
        "Add a reading of “{}”",
        "plus",
        "strategy:metric",
        "change",
        "value number",
    ),
    (
        "bet",
        "Rank “{}” by every formula",
        "list-ordered",
        "roadmap:bet_rankings",
        "read",
        "rice wsjf score",
    ),
)
# What such a page is told of the record, where it is not the record's own.
QUERY = {
    "stakeholders:promise_new": ("person", "id"),
    "evidence:feedback_add": ("customer", "title"),
}
# On the record's own page the place where it is done.
PLACE = {"stakeholders:person": "#p-log", "strategy:metric": "#m-new"}
