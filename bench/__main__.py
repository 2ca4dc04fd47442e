"""Measure Leadline: each figure beside its reference, taken in the same run.

``python -m bench`` runs all, ``python -m bench grouping pages`` some of them.
Public sets are read from the folder in LEADLINE_DATA (docs/methods/data.md says
where each comes from); a part whose set is not there says so and is passed over.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from importlib import import_module
from typing import Any

PARTS = (
    "api",
    "company",
    "delivery",
    "economics",
    "grouping",
    "naming",
    "influence",
    "interaction",
    "mail",
    "optimiser",
    "pages",
    "series",
    "sync",
    "workbench",
)


def figures(part: str) -> list[dict[str, Any]]:
    """Return the figures of one part: name, value, unit, reference, ratio."""
    found: list[dict[str, Any]] = import_module(f"bench.bench_{part}").run()
    return found


def show(value: object) -> str:
    """Return a figure as a person reads it; nothing where there is none."""
    if value is None:
        return ""
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print every figure of the parts asked for, as a table or as JSON."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="part")
    parser.add_argument("--json", action="store_true", help="for other programs")
    asked = parser.parse_args()
    parts = asked.part or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {sorted(unknown)}; there are {PARTS}")
    found = {part: figures(part) for part in parts}
    if asked.json:
        json.dump(found, sys.stdout, indent=2)
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    for part, rows in found.items():
        print(f"\n{part}")
        print(f"  {'':<52}{'value':>12} {'unit':<10}{'reference':>12}{'ratio':>8}")
        for row in rows:
            print(
                f"  {row['name']:<52}{show(row['value']):>12} {row['unit']:<10}"
                f"{show(row.get('reference')):>12}{show(row.get('ratio')):>8}"
            )


if __name__ == "__main__":
    main()
