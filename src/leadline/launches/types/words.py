"""The few words that say what a launch, a step and a function are."""

from __future__ import annotations

from django.db import models

STILL_OPEN = "open"


class LaunchKind(models.TextChoices):
    """What is brought to market."""

    NEW = "new", "New product"
    MAJOR = "major", "Major change"
    MINOR = "minor", "Minor change"
    PRICE = "price", "Price"
    SUNSET = "sunset", "Sunset"


class LaunchState(models.TextChoices):
    """How far a launch is."""

    PREPARING = "preparing", "In preparation"
    LAUNCHED = "launched", "Launched"
    OFF = "off", "Called off"


class LaunchPart(models.TextChoices):
    """A function that has its share in the way to market."""

    BUILD = "build", "Build"
    PRICE = "price", "Price"
    DOCUMENT = "document", "Document"
    MARKET = "market", "Market"
    SELL = "sell", "Sell"
    SUPPORT = "support", "Support"
    SUPPLY = "supply", "Supply"
    LEGAL = "legal", "Legal"
    FINANCE = "finance", "Finance"


class StepState(models.TextChoices):
    """How far a step is."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    BLOCKED = "blocked", "Blocked"
    NOT_NEEDED = "not_needed", "Not needed"


class Ready(models.TextChoices):
    """How ready a function is for a launch."""

    READY = "ready", "Ready"
    UNDER_WAY = "under_way", "Under way"
    NOT_BEGUN = "not_begun", "Not begun"
    BLOCKED = "blocked", "Blocked"
    NO_ANSWER = "no_answer", "Nobody has answered"
    NOT_NEEDED = "not_needed", "Not needed"


class Verdict(models.TextChoices):
    """What was decided on whether a launch goes; read from its decision, never kept."""

    NOT_ASKED = "not_asked", "Not asked yet"
    OPEN = "open", "Waits to be decided"
    GO = "go", "Go"
    WAIT = "wait", "Wait"
    BACK = "back", "Taken back"
