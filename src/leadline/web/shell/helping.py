"""Which document helps on which page."""

from __future__ import annotations

from django.urls import reverse

# By the tab that a page stands in; everywhere else help begins at the beginning.
DOCUMENTS = {
    "evidence:feedback": "methods/evidence",
    "evidence:needs": "methods/clustering",
    "importing:start": "files",
    "strategy:goals": "methods/goals",
    "strategy:metrics": "filling-metrics",
    "strategy:economics": "methods/economics",
    "strategy:reviews": "methods/reviews",
    "roadmap:bets": "methods/ranges",
    "roadmap:plan": "methods/optimiser",
    "launches:launches": "launches",
    "decisions:decisions": "methods/chair",
    "decisions:outcomes": "methods/calibration",
    "decisions:calibration": "methods/calibration",
    "stakeholders:people": "methods/influence",
    "stakeholders:briefings": "methods/briefings",
    "growth:growth": "methods/growth",
    "attention:week": "methods/market-time",
    "accounts:members": "accounts",
    "accounts:money": "accounts",
    "accounts:audit": "accounts",
    "accounts:second_step": "accounts",
    "accounts:sessions": "accounts",
    "accounts:directory": "sign-in",
    "accounts:tokens": "api",
    "accounts:services": "assistants",
    "conversation:channels": "conversation",
    "connections:intakes": "ways-in",
    "connections:webhooks": "webhooks",
    "sharing:links": "sharing",
}


def help_for(tab: str) -> str:
    """Return the address of the document about a tab, or of the first one."""
    slug = DOCUMENTS.get(tab)
    return reverse("docs:page", args=[slug]) if slug else reverse("docs:home")
