"""Time of every list and detail page with 100,000 pieces of feedback on SQLite.

python -m bench.bench_pages DATA_DIR [--rounds 20]

Fills the folder with ``bench.fill`` when it is empty. Prints the median and the 95th
percentile of each page beside the reference of 150 ms (50 ms for "Find or do"), and
how many queries it asks.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

from bench.fill import fill, owner, prepare

REFERENCE_MS, PALETTE_MS = 150, 50
ADDITIONS = 5_000_000
PALETTE = "part=palette"
PAGES = {
    "evidence": [
        "evidence/feedback/",
        "evidence/feedback/?page=200",
        "evidence/feedback/?sort=said",
        "evidence/feedback/?state=new",
        "evidence/feedback/?state=archived",
        "evidence/feedback/?source=survey&kind=praise&area=Mobile",
        "evidence/feedback/?segment=Ports",
        "evidence/feedback/?segment=Ports&need=none",
        "evidence/feedback/?need=none",
        "evidence/feedback/?language=fr&since=2026-06-01&until=2026-08-01",
        "evidence/feedback/?text=invoice",
        "evidence/feedback/?text=invoice+fails+pho",
        "evidence/feedback/?text=xyzzy",
        "evidence/feedback/{feedback}/",
        "evidence/needs/",
        "evidence/needs/?sort=-trend",
        "evidence/needs/?trend=rising",
        "evidence/needs/?text=number",
        "evidence/needs/{need}/",
        "evidence/needs/{need}/?quotes=typical",
        "evidence/needs/{small_need}/",
        "evidence/needs/{need}/split/",
        "evidence/customers/",
        "evidence/customers/?sort=-pieces",
        "evidence/customers/?heard=no",
        "evidence/customers/?segment=Ports&text=customer",
        "evidence/customers/{customer}/",
    ],
    "overview": [
        "",
        "search/?q=invoice",
        "search/?q=custom",
        "search/?q=invocie+fials",
        "search/?q=invoice&kind=feedback&of=survey",
        "search/?q=invoice+missing&part=alike",
        f"search/?{PALETTE}",
        f"search/?{PALETTE}&q=in",
        f"search/?{PALETTE}&q=inv",
        f"search/?{PALETTE}&q=invoice",
        f"search/?{PALETTE}&q=invocie",
        f"search/?{PALETTE}&q=custmer+12",
        f"search/?{PALETTE}&q=open+a+decision+invoice",
        f"search/?{PALETTE}&q=the+report+of+number+7",
        f"search/?{PALETTE}&q=xyzzy",
    ],
    "strategy": ["strategy/goals/", "strategy/metrics/"],
    "roadmap": ["roadmap/bets/", "roadmap/plan/", "roadmap/plans/", "roadmap/teams/"],
    "importing": ["import/"],
    "accounts": ["settings/", "settings/audit/", "settings/jobs/"],
}


def places(actor) -> dict[str, int]:
    """Return the busiest need and customer, a small need and a piece."""
    from leadline.evidence.models import Feedback, NeedDemand

    demand = NeedDemand.objects.filter(workspace=actor.workspace_id, pieces__gt=0)
    spoken = Feedback.objects.filter(customer__isnull=False).order_by("pk")
    return {
        "feedback": Feedback.objects.order_by("pk").first().pk,
        "need": demand.order_by("-pieces").first().need_id,
        "small_need": demand.order_by("pieces").first().need_id,
        "customer": spoken.first().customer_id,
    }


def measure(browser, address: str, rounds: int) -> tuple[float, float, int, int]:
    """Return status, median and p95 in ms, and the number of queries."""
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    browser.get(address)
    with connection.execute_wrapper(note):
        status = browser.get(address).status_code
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = browser.get(address)
        getattr(answer, "content", b"")
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    p95 = took[min(len(took) - 1, round(0.95 * len(took)))]
    return status, took[len(took) // 2], p95, len(asked)


def timed(data_dir: str, rounds: int, only: str = "") -> list[dict[str, Any]]:
    """Return one figure a page: its 95th percentile beside the reference."""
    prepare(data_dir)
    from leadline.evidence.models import Feedback

    actor = owner()
    if not Feedback.objects.exists():
        fill(actor, datetime.now(UTC))
    pages = [page for area in PAGES if only in ("", area) for page in PAGES[area]]
    return figures(actor, pages, places(actor), rounds)


def figures(
    actor, pages: list[str], where: dict[str, int], rounds: int
) -> list[dict[str, Any]]:
    """Return one figure for each page of a workspace, opened by the actor."""
    from django.conf import settings
    from django.test import Client

    from leadline.accounts.models import User
    from leadline.cli.site import load_application

    settings.ALLOWED_HOSTS = ["*"]
    load_application()
    browser = Client(raise_request_exception=False)
    browser.force_login(
        User.objects.get(pk=actor.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    found = []
    for page in pages:
        address = f"/w/{actor.workspace_id}/{page.format(**where)}"
        status, median, p95, asked = measure(browser, address, rounds)
        reference = PALETTE_MS if PALETTE in page else REFERENCE_MS
        found.append(
            {
                "name": page if status == 200 else f"{page} answered {status}",
                "value": p95,
                "unit": "ms p95",
                "reference": reference,
                "ratio": p95 / reference,
                "median": median,
                "queries": asked,
                "status": status,
            }
        )
    return found


def machine() -> dict[str, Any]:
    """Return how long a fixed loop takes here, beside a third of a second."""
    start = time.perf_counter()
    total = 0
    for number in range(ADDITIONS):
        total += number
    took = time.perf_counter() - start
    name = f"{ADDITIONS:,} additions in a loop"
    return {
        "name": name, "value": took, "unit": "s", "reference": 1 / 3, "ratio": 3 * took
    }  # fmt: skip


def show(found: list[dict[str, Any]]) -> None:
    """Print each page's figures, those over the reference marked, and the worst."""
    loop = machine()
    print(f"{loop['name']}: {loop['value']:.2f} s")
    for row in found:
        mark = "" if row["ratio"] <= 1 and row["status"] == 200 else "  <--"
        print(
            f"{row['value']:7.0f} ms p95 {row['median']:7.0f} ms median "
            f"{row['queries']:3d} queries {row['name']}{mark}"
        )
    worst = max(row["value"] for row in found)
    print(
        f"worst p95 {worst:.0f} ms, reference {REFERENCE_MS} ms, palette {PALETTE_MS}"
    )


def run() -> list[dict[str, Any]]:
    """Fill a folder of its own and time every page in it."""
    with tempfile.TemporaryDirectory() as folder:
        return [machine(), *timed(folder, 20)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--area", default="")
    wanted = parser.parse_args()
    show(timed(wanted.data_dir, wanted.rounds, wanted.area))


if __name__ == "__main__":
    main()
