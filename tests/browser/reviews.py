"""Four files of feedback and a list of customers for the journey.

With LEADLINE_DATA they are the reviews of four real apps; without it, pieces of the
example company. Who said it and when is invented, the same in every run.
"""

from __future__ import annotations

import csv
import os
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from leadline.demo.build import company

FILES, EACH, FIRMS = 4, 400, 60
HEADER = ["App id", "Review id", "Content", "Company", "Date"]


def _real(folder: Path) -> list[tuple[str, list[list[str]]]]:
    found = []
    for path in sorted(folder.glob("reviews_*")):
        with path.open(encoding="utf-8", newline="") as file:
            found.append((path.name, list(csv.reader(file))[1:]))
    return found


def _example() -> list[tuple[str, list[list[str]]]]:
    pieces = company(date(2026, 11, 23)).pieces
    rows = [["harbour", f"R{n}", piece.words] for n, piece in enumerate(pieces)]
    return [(f"reviews_{n}.csv", rows[n * EACH : (n + 1) * EACH]) for n in range(FILES)]


def write_files(folder: Path, most: int) -> tuple[Path, list[Path], int]:
    """Write customers and some files of reviews; return both and how many reviews."""
    dice, today = random.Random(5), datetime.now(UTC)
    firms = [f"Firm {n:02d}" for n in range(FIRMS)]
    customers = folder / "customers.csv"
    with customers.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Company", "Domain", "ARR", "Segment"])
        for n, firm in enumerate(firms):
            segment = ("Enterprise", "Mid-market", "Small")[n % 3]
            out.writerow([firm, f"firm{n}.example", 5000 + 977 * n, segment])
    data = os.environ.get("LEADLINE_DATA")
    real = Path(data or "") / "search_appreviews_is22"
    source = _real(real) if data and real.is_dir() else _example()
    files, total = [], 0
    for name, rows in source[:most]:
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(HEADER)
            for row in rows:
                said = today - timedelta(days=dice.randrange(1, 300))
                out.writerow([*row, dice.choice(firms), said.date().isoformat()])
        files.append(path)
        total += len(rows)
    return customers, files, total
