"""Time of the pages that answer for a plan, with the example company times twenty.

python -m bench.bench_company DATA_DIR [--rounds 20] [--times 20] [--only WORD]

Fills an empty folder with the example company and copies all of it, people too; a
folder that is filled is measured as it is. The pages are opened by the head of
product, who has a year of calendar, two assessments and a share in every decision.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from typing import Any

from bench.bench_pages import figures, machine, show
from bench.fill import owner, prepare
from bench.multiply import multiply

TIMES = 20
PAGES = [
    "",
    "roadmap/bets/{bet}/",
    "strategy/goals/{goal}/",
    "line/decision/{taken}/",
    "decisions/",
    "decisions/?state=decided",
    "decisions/{open_decision}/",
    "decisions/{taken}/",
    "decisions/{open_decision}/meeting/",
    "decisions/{taken}/card/",
    "decisions/{open_decision}/values/options/",
    "decisions/new/",
    "decisions/ageing/",
    "decisions/outcomes/",
    "decisions/calibration/",
    "decisions/predictions/{prediction}/",
    "decisions/predictions/new/",
    "stakeholders/",
    "stakeholders/{person}/",
    "stakeholders/promises/",
    "stakeholders/promises/{promise}/",
    "stakeholders/tell/",
    "stakeholders/briefings/",
    "attention/",
    "attention/calendars/",
    "growth/",
    "growth/{assessment}/",
    "growth/{assessment}/rate/",
    "growth/framework/",
    "search/?q=swap",
]


def places(actor) -> dict[str, int]:
    """Return the busiest thing of each kind."""
    from django.db.models import Count

    from leadline.decisions.models import Decision, Prediction
    from leadline.growth.models import Cycle
    from leadline.roadmap.models import Bet
    from leadline.stakeholders.models import Commitment, Person
    from leadline.strategy.models import Goal

    spoken = Decision.objects.annotate(n=Count("chair_words")).order_by("-n", "pk")
    said = Prediction.objects.annotate(n=Count("forecasts")).order_by("-n", "pk")
    known = Person.objects.annotate(n=Count("contacts")).order_by("-n", "pk")
    kept = Commitment.objects.annotate(n=Count("steps")).order_by("-n", "pk")
    own = Cycle.objects.filter(user_id=actor.user_id).order_by("-pk")
    return {
        "bet": Bet.objects.earliest("pk").pk,
        "goal": Goal.objects.earliest("pk").pk,
        "open_decision": spoken.exclude(decided_at__isnull=False).first().pk,
        "taken": spoken.filter(decided_at__isnull=False).first().pk,
        "prediction": said.first().pk,
        "person": known.first().pk,
        "promise": kept.first().pk,
        "assessment": own.first().pk,
    }


def timed(
    data_dir: str, rounds: int, times: int = TIMES, only: str = ""
) -> list[dict[str, Any]]:
    """Return one figure a page: its 95th percentile beside the reference."""
    prepare(data_dir)
    from leadline.accounts.models import Workspace
    from leadline.demo.seed import seed

    if not Workspace.objects.exists():
        seed(now=datetime.now(UTC))
        multiply(times)
    actor = owner()
    pages = [page for page in PAGES if only in page]
    return figures(actor, pages, places(actor), rounds)


def run() -> list[dict[str, Any]]:
    """Fill a folder of its own and time every page in it."""
    with tempfile.TemporaryDirectory() as folder:
        return [machine(), *timed(folder, 20)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    show(timed(wanted.data_dir, wanted.rounds, wanted.times, wanted.only))


if __name__ == "__main__":
    main()
