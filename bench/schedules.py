"""Invented roadmaps of the size of a large product: bets, quarters, teams."""

from __future__ import annotations

import numpy as np

QUARTERS, TEAMS = 8, 12


def schedule_plan(seed: int, bets: int = 300) -> dict[str, object]:
    """Return a plan file's content: 300 bets, 8 quarters, 12 teams, 40 customers.

    Teams of four to eight people have about eleven weeks a quarter; the bets ask
    for one and a half times what there is.
    """
    rng = np.random.default_rng(seed)
    periods = [f"20{27 + n // 4}Q{n % 4 + 1}" for n in range(QUARTERS)]
    size = rng.integers(4, 9, size=TEAMS)
    asked = [
        rng.choice(TEAMS, size=rng.integers(1, 4), replace=False) for _ in range(bets)
    ]
    share = rng.gamma(2.0, 1.0, size=(bets, TEAMS))
    weeks = np.zeros((bets, TEAMS))
    for bet, teams in enumerate(asked):
        weeks[bet, teams] = share[bet, teams]
    weeks *= 1.5 * QUARTERS * 11 * size / weeks.sum(axis=0)
    weeks = np.ceil(np.minimum(weeks, 11 * size) * 2) / 2
    total = weeks.sum(axis=1)
    growth = np.round(total * rng.lognormal(2.0, 0.6, size=bets))
    profit = np.round(total * rng.lognormal(1.5, 0.6, size=bets))
    items = []
    for bet in range(bets):
        effort = {f"team{t}": float(weeks[bet, t]) for t in np.flatnonzero(weeks[bet])}
        item: dict[str, object] = {
            "id": f"b{bet}",
            "effort": effort,
            "value": {"growth": growth[bet], "profit": profit[bet]},
            "duration": int(rng.choice([1, 1, 1, 2, 2, 3])),
        }
        if bet and rng.random() < 0.3:
            other = f"b{rng.integers(0, bet)}"
            item["after"] = [{"bet": other, "gap": int(rng.random() < 0.1)}]
        if bet and rng.random() < 0.03:
            item["instead_of"] = [f"b{rng.integers(0, bet)}"]
        if rng.random() < 0.05:
            item["latest"] = periods[int(rng.integers(3, QUARTERS))]
        items.append(item)
    customers = [
        {
            "id": f"c{n}",
            "worth": float(rng.integers(50, 500)),
            "wants": [f"b{b}" for b in rng.choice(bets, size=3, replace=False)],
        }
        for n in range(40)
    ]
    return {
        "periods": periods,
        "teams": {f"team{t}": [float(11 * size[t])] * QUARTERS for t in range(TEAMS)},
        "bets": items,
        "customers": customers,
        "objective": {"growth": 0.6, "profit": 0.4, "worth": 1.0},
        "discount_per_period": 0.03,
    }
