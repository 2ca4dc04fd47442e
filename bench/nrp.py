"""The Next Release files (Xuan et al. 2012) as plan files.

``python -m bench.nrp FILE RATIO PLAN.json`` writes one: one team, one period,
requirements as bets, ``after`` for what they need, ``worth`` for the customers;
capacity is the ratio of the total cost, rounded half up.
"""

from __future__ import annotations

import json
import math
import sys
from fractions import Fraction
from pathlib import Path


def read_nrp(
    path: Path,
) -> tuple[list[int], list[tuple[int, int]], list[tuple[int, list[int]]]]:
    """Return costs, pairs (needed, needing) and (worth, wants) by customer, from 0."""
    numbers = iter(int(word) for word in path.read_text(encoding="latin-1").split())
    costs = [next(numbers) for _ in range(next(numbers)) for _ in range(next(numbers))]
    pairs = [(next(numbers) - 1, next(numbers) - 1) for _ in range(next(numbers))]
    customers = [
        (next(numbers), [next(numbers) - 1 for _ in range(next(numbers))])
        for _ in range(next(numbers))
    ]
    return costs, pairs, customers


def nrp_plan(path: Path, ratio: str) -> dict[str, object]:
    """Return the plan file's content for one instance and cost ratio, as ".3"."""
    costs, pairs, customers = read_nrp(path)
    capacity = math.floor(Fraction(ratio) * sum(costs) + Fraction(1, 2))
    needs: dict[int, dict[str, None]] = {}
    for needed, needing in pairs:
        needs.setdefault(needing, {})[f"r{needed + 1}"] = None
    return {
        "periods": ["release"],
        "teams": {"all": [capacity]},
        "bets": [
            {
                "id": f"r{n + 1}",
                "effort": {"all": cost},
                "after": list(needs.get(n, ())),
            }
            for n, cost in enumerate(costs)
        ],
        "customers": [
            {
                "id": f"c{n + 1}",
                "worth": worth,
                "wants": list(dict.fromkeys(f"r{w + 1}" for w in wants)),
            }
            for n, (worth, wants) in enumerate(customers)
        ],
        "objective": {"worth": 1},
    }


if __name__ == "__main__":
    source, ratio, target = sys.argv[1:]
    Path(target).write_text(json.dumps(nrp_plan(Path(source), ratio)))
