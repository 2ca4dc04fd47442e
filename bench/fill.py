"""Fills a workspace with a lot of feedback, quickly, so that pages can be measured.

python -m bench.fill DATA_DIR [--pieces 100000] [--needs 500] [--customers 5000]

The words are made up; how many pieces a customer and a need has is as uneven as in
life (few have many). Rows are written past the actions, a hundred thousand in under
a minute; demand is counted by the action that always counts it.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

SUBJECTS = "report export invoice login calendar search dashboard filter import".split()
VERBS = "fails freezes is slow loses data needs approval shows nothing breaks".split()
WHEN = ["on Mondays", "since the update", "for large teams", "on the phone", "at night"]
ASKS = ["please mend it", "we wait for it", "can you help", "it costs us hours"]
SOURCES = ["helpdesk", "app reviews", "interviews", "sales calls", "survey"]
AREAS = ["Planning", "Billing", "Access", "Reports", "Mobile", "Data"]
KINDS = ["request", "problem", "praise", "question", "review", ""]
SEGMENTS = ["Hospitals", "Ports", "Retail", "Public", "Startups", ""]
LANGUAGES = ["en", "en", "en", "de", "fr", ""]


def words(rng: random.Random, need: int) -> str:
    said = [f"Our {rng.choice(SUBJECTS)} number {need} {rng.choice(VERBS)}"]
    for _ in range(rng.randint(0, 4)):
        said.append(f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(WHEN)}")
    return ", ".join([*said, rng.choice(ASKS)])


def uneven(rng: random.Random, count: int) -> int:
    """Return a number below ``count``, small ones far more often."""
    return int(count * rng.random() ** 2)


def customers_of(actor, count: int, rng: random.Random) -> Iterator[object]:
    from leadline.evidence.models import Customer

    for n in range(count):
        yield Customer(
            workspace_id=actor.workspace_id,
            name=f"Customer {n} GmbH",
            name_key=f"customer {n}",
            domain=f"customer{n}.example",
            segment=rng.choice(SEGMENTS),
            plan=rng.choice(["Team", "Pro"]),
            revenue_amount=Decimal(rng.randint(1, 90) * 1000) if n % 7 else None,
            revenue_currency=("USD" if n % 11 == 0 else "EUR") if n % 7 else "",
            state=rng.choice(["active", "active", "active", "prospect", "lost"]),
            owner=rng.choice(["Ines", "Tom", "Aya"]),
        )


def fill(actor, now: datetime, pieces=100_000, needs=500, customers=5_000) -> None:
    """Write customers, needs and feedback of one workspace."""
    from leadline.evidence.actions import create_need, refresh_demand
    from leadline.evidence.models import Contact, Customer, Feedback, Need

    rng = random.Random(7)
    here = {"workspace_id": actor.workspace_id}
    made = list(customers_of(actor, customers, rng))
    Customer.objects.bulk_create(made, batch_size=500)
    Contact.objects.bulk_create(
        [
            Contact(customer=c, name=f"Kim {c.pk}", email=f"kim@{c.domain}", **here)
            for c in made[:2000]
        ],
        batch_size=500,
    )
    held = [
        Need(
            statement=f"Let the {rng.choice(SUBJECTS)} of number {n} work for all",
            keywords=[rng.choice(SUBJECTS), rng.choice(VERBS), f"number {n}"],
            state="open" if n % 25 else "met",
            **here,
        )
        for n in range(needs)
    ]
    Need.objects.bulk_create(held, batch_size=500)
    lot: list[Feedback] = []
    for n in range(pieces):
        need = uneven(rng, needs)
        is_loose = rng.random() < 0.1
        lot.append(
            Feedback(
                words=words(rng, need),
                source=rng.choice(SOURCES),
                source_id=str(n),
                said_at=now - timedelta(minutes=rng.randint(1, 60 * 24 * 400)),
                author=f"Kim {rng.randint(1, 5000)}",
                customer=made[uneven(rng, customers)] if n % 5 else None,
                area=rng.choice(AREAS),
                kind=rng.choice(KINDS),
                language=rng.choice(LANGUAGES),
                need=None if is_loose else held[need],
                grouped_as=None if is_loose else held[need].pk,
                need_by="machine",
                confidence=None if is_loose else rng.random(),
                state=rng.choice(["new", "new", "triaged", "triaged", "archived"]),
                fingerprint=f"{n:032d}",
                **here,
            )
        )
        if len(lot) == 5_000:
            Feedback.objects.bulk_create(lot)
            lot = []
    Feedback.objects.bulk_create(lot)
    refresh_demand(actor=actor, need_ids=[need.pk for need in held])
    # One line of the audit log, as every workspace has: what is kept hangs on it.
    create_need(actor=actor, statement="Let the record begin", now=now)


def prepare(data_dir: str) -> None:
    """Point Django at a data folder of its own, and lay its tables."""
    os.environ["LEADLINE_DATA_DIR"] = data_dir
    os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.config.settings"
    Path(data_dir).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    from leadline.cli.laying import is_empty, lay_tables

    if is_empty():
        lay_tables()
    call_command("migrate", verbosity=0)


def owner():
    """Return the owner of the first workspace; make both where there is none."""
    from leadline.accounts.actions import create_user
    from leadline.accounts.models import Membership, Workspace
    from leadline.accounts.queries import owner_of
    from leadline.accounts.types import Role

    space = Workspace.objects.first()
    if space is None:
        space = Workspace.objects.create(name="Bench", currency="EUR")
        user = create_user(email="owner@example.com", name="Owner")
        Membership.objects.create(workspace=space, user_id=user.id, role=Role.OWNER)
    return owner_of(workspace_id=space.pk, surface="bench")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir")
    parser.add_argument("--pieces", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=500)
    parser.add_argument("--customers", type=int, default=5_000)
    wanted = parser.parse_args()
    prepare(wanted.data_dir)
    start = time.perf_counter()
    fill(owner(), datetime.now(UTC), wanted.pieces, wanted.needs, wanted.customers)
    print(f"{wanted.pieces:,} pieces in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
